"""Results of a project that may still come, by how long their windows stay open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from dashboards import charts
from dashboards.tenant.chart_facts import facts
from indicators.cells.models import OpenCell
from indicators.cells.queries import WEEK
from indicators.definitions.models import Definition
from projects.agreements.models import Project
from ui import parts

# Today and the thirty days after it, less this week.
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Awaited:
    week: int
    month: int
    later: int
    lost: int

    @property
    def pending(self) -> int:
        return self.week + self.month + self.later


def awaited(project: UUID, *, on: date) -> dict[str, Awaited]:
    """By indicator; whoever is still in the project is not waited for yet."""
    week, month = on + WEEK, on + MONTH
    counted = (
        OpenCell.objects.filter(project_id=project, closes_on__isnull=False)
        .values("definition_code")
        .annotate(
            week=_sum(closes_on__range=(on, week)),
            month=_sum(closes_on__gt=week, closes_on__lte=month),
            later=_sum(closes_on__gt=month),
            lost=_sum(closes_on__lt=on),
        )
    )
    found = counted.values_list("definition_code", "week", "month", "later", "lost")
    return {code: Awaited(*numbers) for code, *numbers in found}


def _sum(**which: object) -> Coalesce:
    return Coalesce(Sum("participations_count", filter=Q(**which)), 0)


def chart(project: Project, known: Mapping[str, Definition], *, on: date) -> parts.Chart | None:
    """The programme's order; nothing where nobody is waited for and nothing was lost."""
    rows = awaited(project.pk, on=on)
    told = [
        charts.Countdown(one.short_name, own.week, own.month, own.later, own.lost)
        for code, one in known.items()
        if (own := rows.get(code)) and (own.pending or own.lost)
    ]
    if not told:
        return None
    drawn = charts.countdown(told)
    height = "tall" if len(told) > 4 else ""
    return drawn.part(key="countdown", height=height, **facts(project, "okna", on=on))
