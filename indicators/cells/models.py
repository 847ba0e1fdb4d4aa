"""Counts per project and for the whole tenant, rebuilt by the publishing worker, never edited."""

from django.db import models


class Cell(models.Model):
    """One count. An empty breakdown means everybody; no project means the whole tenant."""

    id = models.BigAutoField(primary_key=True)
    project_id = models.UUIDField(null=True)
    definition_code = models.CharField(max_length=40)
    period = models.CharField(max_length=6)
    sex = models.CharField(max_length=1, blank=True)
    disability = models.CharField(max_length=7, blank=True)
    participations_count = models.PositiveIntegerField()
    people_count = models.PositiveIntegerField()

    class Meta:
        db_table = "cell"
        constraints = [
            models.UniqueConstraint(
                name="cell_stands_once",
                fields=["project_id", "definition_code", "period", "sex", "disability"],
                nulls_distinct=False,
            )
        ]

    class Privacy:
        plain = (
            "id",
            "project_id",
            "definition_code",
            "period",
            "sex",
            "disability",
            "participations_count",
            "people_count",
        )

    class Grants:
        own = "read"
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.period}: {self.participations_count}"
