"""Released figures: the only tables that the metropolis's database role may read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class LiveTotal(models.Model):
    """A total of the whole programme, renewed seconds after a tenant changes."""

    definition_code = models.CharField(max_length=40, primary_key=True)
    # Null is hidden: too small to be told.
    participations_count = models.PositiveIntegerField(null=True)
    people_count = models.PositiveIntegerField(null=True)
    as_of = models.DateTimeField()

    class Meta:
        db_table = "live_total"

    class Privacy:
        plain = ("definition_code", "participations_count", "people_count", "as_of")

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.definition_code}: {self.people_count}"


class LiveFreshness(models.Model):
    """How complete the live totals are; one row, and no tenant's own moment in it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    published_count = models.PositiveIntegerField()
    expected_count = models.PositiveIntegerField()
    missing = ArrayField(models.CharField(max_length=120), default=list)
    # Whose people match nobody in another unit, so that some of them may be counted twice.
    unmatched = ArrayField(models.CharField(max_length=120), default=list, db_default=[])
    as_of = models.DateTimeField(null=True)

    class Meta:
        db_table = "live_freshness"

    class Privacy:
        plain = ("id", "published_count", "expected_count", "missing", "unmatched", "as_of")

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.published_count} of {self.expected_count}"


class LiveRepeat(models.Model):
    """How many of the people at risk took part so many times: from participations to people."""

    times = models.PositiveSmallIntegerField(primary_key=True)
    people_count = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "live_repeat"

    class Privacy:
        plain = ("times", "people_count")

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.times}: {self.people_count}"


class LiveUnit(models.Model):
    """What the projects of one unit cost and promise together, renewed with the totals."""

    unit_code = models.CharField(max_length=4, primary_key=True)
    projects_count = models.PositiveIntegerField()
    eu_amount = models.DecimalField(max_digits=16, decimal_places=2)
    # By indicator, in participations.
    targets = models.JSONField(default=dict)

    class Meta:
        db_table = "live_unit"

    class Privacy:
        plain = ("unit_code", "projects_count", "eu_amount", "targets")

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.unit_code}: {self.projects_count}"


class Release(models.Model):
    """One day's breakdowns, protected together as one whole."""

    id = models.BigAutoField(primary_key=True)
    released_at = models.DateTimeField()
    facts_as_of = models.DateTimeField(null=True)
    tenants_count = models.PositiveIntegerField()
    missing = ArrayField(models.CharField(max_length=120), default=list)
    # Newest first.
    years = ArrayField(models.CharField(max_length=4), default=list)
    cells_count = models.PositiveIntegerField()
    hidden_count = models.PositiveIntegerField()

    class Meta:
        db_table = "release"
        get_latest_by = "id"

    class Privacy:
        plain = (
            "id",
            "released_at",
            "facts_as_of",
            "tenants_count",
            "missing",
            "years",
            "cells_count",
            "hidden_count",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.released_at:%Y-%m-%d %H:%M}"


class ReleasedCell(models.Model):
    """One figure of a release; a hidden one carries no number at all.

    Empty unit: all of them; empty project: all of the unit's; empty sex or disability: everybody.
    """

    id = models.BigAutoField(primary_key=True)
    # Without an index of its own: the planner would prefer it to the ones below, and read the whole
    # release, all projects included, for the dozen cells that a chart needs.
    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="cells", db_index=False
    )
    unit_code = models.CharField(max_length=4, blank=True)
    project_id = models.UUIDField(null=True)
    definition_code = models.CharField(max_length=40)
    period = models.CharField(max_length=6)
    sex = models.CharField(max_length=1, blank=True)
    disability = models.CharField(max_length=7, blank=True)
    is_hidden = models.BooleanField()
    participations_count = models.PositiveIntegerField(null=True)
    people_count = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "released_cell"
        indexes = [
            models.Index(name="released_cell_by_unit", fields=["release", "unit_code", "period"]),
            # What the dashboard reads; its size does not depend on the number of projects.
            models.Index(
                name="released_cell_of_units",
                fields=["release", "unit_code", "period"],
                condition=models.Q(project_id=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_hidden_cell_carries_no_number",
                condition=models.Q(is_hidden=False)
                | models.Q(participations_count=None, people_count=None),
            )
        ]

    class Privacy:
        plain = (
            "id",
            "release",
            "unit_code",
            "project_id",
            "definition_code",
            "period",
            "sex",
            "disability",
            "is_hidden",
            "participations_count",
            "people_count",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.unit_code} {self.definition_code} {self.period}"


class ReleasedProject(models.Model):
    """A project's card as the metropolis sees it, renewed with the totals."""

    project_id = models.UUIDField(primary_key=True)
    tenant_name = models.CharField(max_length=120)
    unit_code = models.CharField(max_length=4, db_index=True)
    title = models.CharField(max_length=300)
    edition_no = models.PositiveSmallIntegerField(null=True)
    agreement_number = models.CharField(max_length=60, blank=True)
    fund = models.CharField(max_length=10)
    measure = models.CharField(max_length=40, blank=True)
    rule_set = models.CharField(max_length=5)
    starts_on = models.DateField()
    ends_on = models.DateField()
    leader_name = models.CharField(max_length=160)
    total_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    eu_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    own_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    targets = models.JSONField(default=dict)
    # Candidates by what was decided, as of the day's release; a null number is hidden.
    recruitment = models.JSONField(null=True)
    source = models.TextField(blank=True)
    invented = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        db_table = "released_project"

    class Privacy:
        plain = (
            "project_id",
            "tenant_name",
            "unit_code",
            "title",
            "edition_no",
            "agreement_number",
            "fund",
            "measure",
            "rule_set",
            "starts_on",
            "ends_on",
            "leader_name",
            "total_amount",
            "eu_amount",
            "own_amount",
            "targets",
            "recruitment",
            "source",
            "invented",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return self.title


class ReleasedDeclared(models.Model):
    """A value that somebody declared by hand, beside all counts, renewed with the totals.

    Null numbers are hidden or, where `hides_split` is false, were never declared.
    """

    id = models.UUIDField(primary_key=True)
    project_id = models.UUIDField(db_index=True)
    unit_code = models.CharField(max_length=4)
    definition_code = models.CharField(max_length=40)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField()
    total_count = models.PositiveIntegerField(null=True)
    women_count = models.PositiveIntegerField(null=True)
    men_count = models.PositiveIntegerField(null=True)
    hides_split = models.BooleanField()
    source = models.CharField(max_length=300)

    class Meta:
        db_table = "released_declared"
        constraints = [
            models.CheckConstraint(
                name="a_hidden_split_carries_no_number",
                condition=models.Q(hides_split=False) | models.Q(women_count=None, men_count=None),
            ),
            models.CheckConstraint(
                name="a_hidden_declared_total_has_no_split",
                condition=models.Q(total_count__isnull=False)
                | models.Q(women_count=None, men_count=None),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project_id",
            "unit_code",
            "definition_code",
            "starts_on",
            "ends_on",
            "total_count",
            "women_count",
            "men_count",
            "hides_split",
            "source",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.ends_on:%Y-%m-%d}"


class ReleasedHours(models.Model):
    """Hours of support of a unit, or of all where the unit is empty; an empty area is all of them."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="hours")
    unit_code = models.CharField(max_length=4, blank=True)
    area = models.CharField(max_length=12, blank=True)
    period = models.CharField(max_length=6)
    # Null is hidden: they are of too few people.
    planned_hours = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    given_hours = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta:
        db_table = "released_hours"
        constraints = [
            models.CheckConstraint(
                name="hours_are_hidden_together",
                condition=models.Q(planned_hours=None, given_hours=None)
                | models.Q(planned_hours__isnull=False, given_hours__isnull=False),
            )
        ]

    class Privacy:
        plain = (
            "id",
            "release",
            "unit_code",
            "area",
            "period",
            "planned_hours",
            "given_hours",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.unit_code} {self.area} {self.period}"


class ReleasedOpen(models.Model):
    """Results that had not come on the day of the release, of a unit or of all; null is hidden."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="open_results")
    unit_code = models.CharField(max_length=4, blank=True)
    definition_code = models.CharField(max_length=40)
    pending_count = models.PositiveIntegerField(null=True)
    closing_count = models.PositiveIntegerField(null=True)
    lost_count = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "released_open"

    class Privacy:
        plain = (
            "id",
            "release",
            "unit_code",
            "definition_code",
            "pending_count",
            "closing_count",
            "lost_count",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.unit_code} {self.definition_code}"
