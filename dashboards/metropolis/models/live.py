"""What is told of the programme seconds after a tenant changes."""

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
    # The same as `missing`, for whoever asks one of them: its number, its name, its powiat or city.
    late = models.JSONField(default=list, db_default=[])
    as_of = models.DateTimeField(null=True)

    class Meta:
        db_table = "live_freshness"

    class Privacy:
        plain = ("id", "published_count", "expected_count", "missing", "unmatched", "late", "as_of")

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
