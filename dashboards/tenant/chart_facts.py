"""What stands below every chart of a project: its days, its unit, its source, and its table as a file."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from projects.agreements.models import Project
from ui import formats

HOURS, PARTICIPATIONS = "hours", "participations"


def facts(
    project: Project, table: str, *, on: date, unit: str = PARTICIPATIONS, query: str = ""
) -> dict[str, str]:
    """From the first day of the project until today, or until its last."""
    until = min(on, project.ends_on)
    units = {HOURS: _("hours, summed over people"), PARTICIPATIONS: _("participations")}
    return {
        "period": f"{formats.day(project.starts_on)} – {formats.day(until)}",
        "unit": units[unit],
        "source": _("the project's own records"),
        "csv_url": reverse("progress:csv", args=[project.pk, table]) + query,
    }
