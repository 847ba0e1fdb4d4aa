"""What can be asked about the programme's periods. Nothing here changes anything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum

from indicators.programme_periods import rules
from indicators.programme_periods.models import ClosingDay, ClosingException, PeriodStanding
from tenants.models import Tenant


@dataclass(frozen=True)
class DuePeriod:
    """A programme period as the closing of one unit needs it; a project of None is all of them."""

    name: str
    ends_on: date
    close_by: date
    is_due: bool
    exceptions: dict[UUID | None, ClosingException]

    def exception_for(self, project: UUID) -> ClosingException | None:
        return self.exceptions.get(project) or self.exceptions.get(None)


def due_periods(tenant_id: int, *, on: date) -> list[DuePeriod]:
    """Every programme period, the earliest first, with this unit's exceptions of that day."""
    live: dict[UUID, dict[UUID | None, ClosingException]] = defaultdict(dict)
    rows = ClosingException.objects.filter(tenant=tenant_id, withdrawn_at=None, expires_on__gte=on)
    for each in rows:
        live[each.programme_period_id][each.project_id] = each
    return [
        DuePeriod(each.name, each.ends_on, each.close_by, each.close_by <= on, live[each.pk])
        for each in ClosingDay.objects.order_by("ends_on")
    ]


def period_for(day: date, periods: Iterable[DuePeriod]) -> DuePeriod | None:
    """The programme period that a settlement period ending on this day belongs to."""
    return next((each for each in periods if day <= each.ends_on), None)


@dataclass(frozen=True)
class Standing:
    """How far one unit has come: settlement periods of all its projects, and its exceptions.

    `excepted` counts what the metropolis entered, whatever the unit has published since. `first_late`
    is the first open period that may be asked for: not of years ago.
    """

    tenant: Tenant
    closed: int
    open: int
    excepted: int
    refused: int
    first_open_ends_on: date | None
    first_late: date | None = None


def standings(*, on: date) -> list[Standing]:
    """Every open unit with its counts; none where it has no settlement period."""
    excepted = _exceptions_by_tenant(on=on)
    is_of_now = Q(first_open_ends_on__gt=on - rules.OPEN_FOR_YEARS)
    counted = {
        row["tenant_id"]: row
        for row in PeriodStanding.objects.order_by()
        .values("tenant_id")
        .annotate(
            closed=Sum("closed_count"),
            still_open=Sum("open_count"),
            refused=Sum("refused_count"),
            first=Min("first_open_ends_on"),
            late=Min("first_open_ends_on", filter=is_of_now),
        )
    }
    return [
        _standing(tenant, counted.get(tenant.pk), excepted.get(tenant.pk, 0))
        for tenant in open_tenants()
    ]


def _exceptions_by_tenant(*, on: date) -> dict[int, int]:
    """How many exceptions of each unit, or of its projects, hold on the day."""
    live = ClosingException.objects.filter(withdrawn_at=None, expires_on__gte=on)
    counted = live.order_by().values("tenant").annotate(count=Count("pk"))
    return dict(counted.values_list("tenant", "count"))


def _standing(tenant: Tenant, row: Mapping[str, Any] | None, excepted: int) -> Standing:
    if row is None:
        return Standing(tenant, 0, 0, excepted, 0, None)
    counts = row["closed"], row["still_open"], excepted, row["refused"]
    return Standing(tenant, *counts, row["first"], row["late"])


def open_tenants() -> QuerySet[Tenant]:
    return Tenant.objects.open().order_by("name")


def live_exceptions(period: ClosingDay) -> QuerySet[ClosingException]:
    """Of units and of projects, each with `project_title`; what ran out and was not ended, too."""
    rows = period.exceptions.filter(withdrawn_at=None).select_related("tenant")
    return _titled(rows).order_by("tenant__name", "project_title", "expires_on")


def exceptions() -> QuerySet[Any]:
    """Each with `project_title`: the project it is of, or nothing where it is of a whole unit."""
    return _titled(ClosingException.objects.select_related("programme_period", "tenant"))


def _titled(rows: QuerySet[ClosingException]) -> QuerySet[Any]:
    own = PeriodStanding.objects.filter(project_id=OuterRef("project_id"))
    return rows.annotate(project_title=Subquery(own.values("project_title")[:1]))


def reports(tenant: Tenant, project: UUID) -> bool:
    """Whether it is a project of this unit that has settlement periods, as far as is published."""
    return PeriodStanding.objects.filter(tenant_id=tenant.pk, project_id=project).exists()


def reporting_projects() -> list[tuple[Tenant, list[PeriodStanding]]]:
    """Every open unit, by name, with its projects that have settlement periods, by title.

    A project is not named here before its unit has published that title.
    """
    own: dict[int, list[PeriodStanding]] = defaultdict(list)
    for each in PeriodStanding.objects.exclude(project_title="").order_by("project_title", "pk"):
        own[each.tenant_id].append(each)
    return [(tenant, own[tenant.pk]) for tenant in open_tenants()]


@dataclass(frozen=True)
class ClosedDays:
    """How many projects, of how many units, have closed a day or a later one; the last such day."""

    projects: int
    tenants: int
    until: date | None


def closed_from(day: date, *, rule_set: str) -> ClosedDays:
    """Whose closed periods hold this day or a later one, of the projects that a rule set judges.

    An empty one judges all of them. By days alone: it tells nothing of who takes part.
    """
    rows = PeriodStanding.objects.filter(closed_until__gte=day)
    if rule_set:
        # What is not said to be of another one counts as of this one.
        rows = rows.filter(rule_set__in=[rule_set, ""])
    found = rows.aggregate(
        projects=Count("pk"), tenants=Count("tenant_id", distinct=True), until=Max("closed_until")
    )
    return ClosedDays(found["projects"], found["tenants"], found["until"])
