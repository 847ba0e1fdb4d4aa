"""A report of one project, of the day that its figures are of."""

from django.db import models

from dashboards.reports.models import COLUMNS, Report
from projects.agreements.models import Project


class ProjectReport(Report):
    """Of counts alone: nobody is named in it."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reports")

    class Meta(Report.Meta):
        db_table = "project_report"
        constraints = [
            models.UniqueConstraint(
                name="one_project_report_of_a_number", fields=["kind", "year", "number"]
            )
        ]

    class Privacy:
        plain = (*COLUMNS, "project")

    class Grants:
        # Stored for good: a number that was quoted leads to what was quoted.
        own = "read write"
