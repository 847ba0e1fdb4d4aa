"""What a release tells beside its figures: hours, and results that have not come."""

from django.db import models

from dashboards.metropolis.models.releases import Release


class ReleasedHours(models.Model):
    """Hours of support, and people supported, of a unit or, where it is empty, of all.

    An empty area is all areas; people are counted once in whatever a row is about.
    """

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="hours")
    unit_code = models.CharField(max_length=4, blank=True)
    area = models.CharField(max_length=12, blank=True)
    period = models.CharField(max_length=6)
    # Null is hidden: they are of too few people.
    planned_hours = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    given_hours = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    planned_people_count = models.PositiveIntegerField(null=True)
    given_people_count = models.PositiveIntegerField(null=True)
    # The hours are of the months before this day, the first of a month.
    told_until = models.DateField(null=True)

    class Meta:
        db_table = "released_hours"
        constraints = [
            models.CheckConstraint(
                name="hours_are_hidden_together",
                condition=models.Q(planned_hours=None, given_hours=None)
                | models.Q(planned_hours__isnull=False, given_hours__isnull=False),
            ),
            models.CheckConstraint(
                name="people_of_hours_are_hidden_together",
                condition=models.Q(planned_people_count=None, given_people_count=None)
                | models.Q(planned_people_count__isnull=False, given_people_count__isnull=False),
            ),
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
            "planned_people_count",
            "given_people_count",
            "told_until",
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


class ReleasedRecruitment(models.Model):
    """Candidates of the projects that recruited here, of a unit or of all; null is hidden."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="recruitment")
    unit_code = models.CharField(max_length=4, blank=True)
    projects_count = models.PositiveIntegerField()
    applied_count = models.PositiveIntegerField(null=True)
    participants_count = models.PositiveIntegerField(null=True)
    others_count = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "released_recruitment"

    class Privacy:
        plain = (
            "id",
            "release",
            "unit_code",
            "projects_count",
            "applied_count",
            "participants_count",
            "others_count",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.unit_code} {self.applied_count}"
