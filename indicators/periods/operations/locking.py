"""Everything that is decided about a project's periods is decided one after another."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken, StaleEdit
from indicators.periods.models import SettlementPeriod
from projects.agreements.models import Project


class PeriodGone(RuleBroken):
    message = _("This period was removed meanwhile. Open the list of periods again.")


def locked_project(project: Project) -> Project:
    """Without holding up whoever enters people: their rows only refer to the project."""
    rows = Project.objects.select_for_update(of=("self",), no_key=True)
    found: Project = rows.get(pk=project.pk)
    return found


def locked_period(period: SettlementPeriod, version: int | None = None) -> SettlementPeriod:
    """The period as it stands, its project locked."""
    project = locked_project(period.project)
    found = SettlementPeriod.objects.filter(pk=period.pk).first()
    if found is None:
        raise PeriodGone
    if version is not None and found.version != version:
        raise StaleEdit
    found.project = project
    return found
