"""Counts per project and for the whole tenant, rebuilt by the publishing worker, never edited."""

from django.db import models

CELL = (
    "project_id",
    "definition_code",
    "period",
    "sex",
    "disability",
    "age_band",
    "labour_status",
    "education",
    "participations_count",
    "people_count",
)


class Columns(models.Model):
    """What a cell tells, kept or added up."""

    project_id = models.UUIDField(null=True)
    definition_code = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    sex = models.CharField(max_length=1)
    disability = models.CharField(max_length=7, blank=True)
    age_band = models.CharField(max_length=5, blank=True, default="", db_default="")
    labour_status = models.CharField(max_length=12, blank=True, default="", db_default="")
    education = models.CharField(max_length=7, blank=True, default="", db_default="")
    # No check that they are at least nobody: what is taken off a cell is written as a negative row.
    participations_count = models.IntegerField()
    people_count = models.IntegerField()

    class Meta:
        abstract = True


class CellBySex(Columns):
    """A cell as it is kept: of women or of men, with one more trait at most. `Cell` tells the rest.

    Everybody has one of two sexes here, so what is said of all is the sum of both: keeping it too
    would make every change of a figure twice as dear.
    """

    id = models.BigAutoField(primary_key=True)

    class Meta:
        db_table = "cell_by_sex"
        constraints = [
            models.UniqueConstraint(
                name="cell_stands_once",
                fields=[
                    "project_id",
                    "definition_code",
                    "period",
                    "sex",
                    "disability",
                    "age_band",
                    "labour_status",
                    "education",
                ],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="cell_has_its_sex", condition=~models.Q(sex="")),
        ]

    class Privacy:
        plain = ("id", *CELL)

    class Grants:
        own = "read"
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.period} {self.sex}: {self.participations_count}"


class Cell(Columns):
    """One count. An empty breakdown means everybody; no project means the whole tenant.

    The periods are everything (ALL), a year (2024), a quarter (2024Q2) and a month (2024-05).
    People count once in each scope and period, under the traits of their first hit there: so the
    parts of a breakdown make up the whole, even if a trait changes between two participations.
    """

    id = models.BigIntegerField(primary_key=True)

    class Meta:
        managed = False
        db_table = "cell"

    class Privacy:
        plain = ("id", *CELL)

    class Grants:
        own = "read"
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.period}: {self.participations_count}"


class OpenCell(models.Model):
    """How many participations of a project could still count for a result, or could have, until a day.

    Without the day none is known yet: those people have not left. `indicators.cells.queries.open_results`
    says what is pending and what is lost on a day.
    """

    id = models.BigAutoField(primary_key=True)
    project_id = models.UUIDField()
    definition_code = models.CharField(max_length=40)
    closes_on = models.DateField(null=True)
    participations_count = models.IntegerField()

    class Meta:
        db_table = "open_cell"
        constraints = [
            models.UniqueConstraint(
                name="open_cell_stands_once",
                fields=["project_id", "definition_code", "closes_on"],
                nulls_distinct=False,
            )
        ]

    class Privacy:
        plain = ("id", "project_id", "definition_code", "closes_on", "participations_count")

    class Grants:
        own = "read"
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.closes_on}: {self.participations_count}"


class Repeat(models.Model):
    """How many people take part so many times in the tenant's projects."""

    times = models.PositiveSmallIntegerField(primary_key=True)
    # No check that they are at least nobody: what is taken off is written as a negative row.
    people_count = models.IntegerField()

    class Meta:
        db_table = "cell_repeat"

    class Privacy:
        plain = ("times", "people_count")

    class Grants:
        own = "read"
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.times}: {self.people_count}"


class SharedPeople(models.Model):
    """How many people two projects of the tenant have in common; the lesser number comes first."""

    pk = models.CompositePrimaryKey("project_id", "other_project_id")
    project_id = models.UUIDField()
    other_project_id = models.UUIDField()
    people_count = models.IntegerField()

    class Meta:
        db_table = "cell_shared"

    class Privacy:
        plain = ("project_id", "other_project_id", "people_count")

    class Grants:
        own = "read"
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.project_id} {self.other_project_id}: {self.people_count}"
