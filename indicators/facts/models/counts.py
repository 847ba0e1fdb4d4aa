"""What is counted from facts: hits, cells over tenants, and how often people come back."""

from django.db import models

from indicators.facts.models.people import ParticipationFact


class Hit(models.Model):
    """A participation counts for an indicator on a day.

    `prior_in_...` is the day of the person's hit before this one, for the same indicator, in that
    scope. A hit is the person's first one since a day if there is no prior or it was before that
    day: so the people of any period are a sum over hits, and nobody is compared with anybody.
    """

    pk = models.CompositePrimaryKey("participation_id", "definition_no")
    # Hits are written and forgotten in the same statement as their facts; checking each of millions
    # once more would take longer than counting them.
    participation = models.ForeignKey(
        ParticipationFact, on_delete=models.CASCADE, db_index=False, db_constraint=False
    )
    # Negative numbers are a tenant's own indicators, which no other tenant's count meets.
    definition_no = models.SmallIntegerField()
    counted_on = models.DateField()
    prior_in_project = models.DateField(null=True)
    prior_in_tenant = models.DateField(null=True)
    prior_in_unit = models.DateField(null=True)
    prior_in_programme = models.DateField(null=True)

    class Meta:
        db_table = '"facts"."hit"'

    class Privacy:
        personal = (
            "participation",
            "definition_no",
            "counted_on",
            "prior_in_project",
            "prior_in_tenant",
            "prior_in_unit",
            "prior_in_programme",
        )

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.definition_no} {self.counted_on}"


class OpenResult(models.Model):
    """A participation that could still count for a result, or could have until `closes_on`.

    Without that day none is known yet: the person has not left. What is open, pending and lost
    follows from the day and today's, so that nothing is written when the clock moves.
    """

    pk = models.CompositePrimaryKey("participation_id", "definition_no")
    participation = models.ForeignKey(
        ParticipationFact, on_delete=models.CASCADE, db_index=False, db_constraint=False
    )
    definition_no = models.SmallIntegerField()
    closes_on = models.DateField(null=True)

    class Meta:
        db_table = '"facts"."open_result"'

    class Privacy:
        personal = ("participation", "definition_no", "closes_on")

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.definition_no} {self.closes_on}"


CELL = (
    "unit_code",
    "project_id",
    "definition_code",
    "period",
    "sex",
    "participations_count",
    "people_count",
)


class Columns(models.Model):
    """What a shared cell tells, kept or added up."""

    unit_code = models.CharField(max_length=4, blank=True)
    project_id = models.UUIDField(null=True)
    definition_code = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    sex = models.CharField(max_length=1)
    participations_count = models.IntegerField()
    people_count = models.IntegerField()

    class Meta:
        abstract = True


class SharedCellBySex(Columns):
    """A shared cell as it is kept, of women or of men; see indicators.cells for why."""

    id = models.BigAutoField(primary_key=True)

    class Meta:
        db_table = '"facts"."cell_by_sex"'
        constraints = [
            models.UniqueConstraint(
                name="shared_cell_stands_once",
                fields=["definition_code", "unit_code", "project_id", "period", "sex"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="shared_cell_has_its_sex", condition=~models.Q(sex="")),
        ]

    class Privacy:
        plain = ("id", *CELL)

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.unit_code} {self.definition_code} {self.period} {self.sex}"


class SharedCell(Columns):
    """A count over tenants: of the programme (no unit), of one unit, or of a project from the start.

    No sex means everybody. Other breakdowns are told once a day, and counted then.
    """

    id = models.BigIntegerField(primary_key=True)

    class Meta:
        managed = False
        db_table = '"facts"."cell"'

    class Privacy:
        plain = ("id", *CELL)

    class Grants:
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.unit_code} {self.definition_code} {self.period}"


class Repeat(models.Model):
    """How many people take part so many times, in projects or in tenants; how many are so often at risk.

    The last are those whom the first tile of the programme counts, and how often it counts them.
    """

    class Of(models.TextChoices):
        PARTICIPATIONS = "participations"
        TENANTS = "tenants"
        AT_RISK = "PEOPLE_AT_RISK"

    pk = models.CompositePrimaryKey("of", "times")
    of = models.CharField(max_length=14, choices=Of.choices)
    times = models.PositiveSmallIntegerField()
    people_count = models.IntegerField()

    class Meta:
        db_table = '"facts"."repeat"'

    class Privacy:
        plain = ("of", "times", "people_count")

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.of} {self.times}: {self.people_count}"
