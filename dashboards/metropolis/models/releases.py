"""A day's release: its figures by place and time, and by who people are."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


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
    # The day of the release that first showed these numbers: they wait until enough people move them.
    since = models.DateField(null=True)

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
            "since",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.unit_code} {self.definition_code} {self.period}"


class ReleasedBreakdown(models.Model):
    """One figure of a release by a trait of people or of their projects, for all or for one sex.

    A table of its own, so that whoever asks for a total can never add its parts to it.
    """

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="breakdowns", db_index=False
    )
    definition_code = models.CharField(max_length=40)
    trait = models.CharField(max_length=16)
    unit_code = models.CharField(max_length=4, blank=True)
    period = models.CharField(max_length=6)
    value = models.CharField(max_length=12)
    sex = models.CharField(max_length=1, blank=True)
    is_hidden = models.BooleanField()
    participations_count = models.PositiveIntegerField(null=True)
    people_count = models.PositiveIntegerField(null=True)
    # The day of the release that first showed these numbers: they wait until enough people move them.
    since = models.DateField(null=True)

    class Meta:
        db_table = "released_breakdown"
        constraints = [
            # What a chart reads, and one row by its key.
            models.UniqueConstraint(
                name="released_breakdown_stands_once",
                fields=[
                    "release",
                    "definition_code",
                    "trait",
                    "unit_code",
                    "period",
                    "value",
                    "sex",
                ],
            ),
            models.CheckConstraint(
                name="a_hidden_breakdown_carries_no_number",
                condition=models.Q(is_hidden=False)
                | models.Q(participations_count=None, people_count=None),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "release",
            "definition_code",
            "trait",
            "unit_code",
            "period",
            "value",
            "sex",
            "is_hidden",
            "participations_count",
            "people_count",
            "since",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.unit_code} {self.definition_code} {self.trait} {self.value}"
