"""Which settlement periods there are, and which of their days are closed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet

from core.days import warsaw_day
from core.permissions import Actor, Permission
from indicators.periods.models import Closing, Reopening, SettlementPeriod
from indicators.periods.rules.days import REOPENED_WITHIN_DAYS, Span, Terms
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.deadlines.claims import KINDS
from projects.deadlines.models import Settled

CLOSED = Closing.objects.filter(period=OuterRef("pk"), superseded_at=None)
# Somebody said that its claim was sent: in Szansa's time, or before anybody used it.
SENT = Settled.objects.filter(
    subject_id=OuterRef("project_id"), kind__in=list(KINDS), basis_on=OuterRef("ends_on")
)


def periods_visible_to(by: Actor, permission: Permission) -> QuerySet[SettlementPeriod]:
    """Those of the projects in which the actor holds the permission, each with its project."""
    projects = agreements.projects_visible_to(by, permission).order_by().values("pk")
    return SettlementPeriod.objects.filter(project__in=projects).select_related("project")


def periods_of(project: UUID) -> QuerySet[Any]:
    """In their order, each with `closed` and `sent` told."""
    told = {"closed": Exists(CLOSED), "sent": Exists(SENT)}
    return SettlementPeriod.objects.filter(project=project).annotate(**told)


def unsent(project: UUID, *, on: date) -> list[Any]:
    """The open periods that are over and of whose claims nobody said that they were sent."""
    return list(periods_of(project).filter(closed=False, sent=False, ends_on__lt=on))


def is_closed(period: SettlementPeriod) -> bool:
    return Closing.objects.filter(period=period, superseded_at=None).exists()


def last_closing(project: UUID) -> Closing | None:
    """The report in force of the latest period that has one."""
    rows = Closing.objects.filter(period__project=project, superseded_at=None)
    return rows.select_related("period").order_by("period__number").last()


def in_the_way(period: SettlementPeriod) -> Any:
    """The last earlier period that is open and whose claim nobody said was sent; None if there is none."""
    earlier = periods_of(period.project_id).filter(number__lt=period.number)
    return earlier.filter(closed=False, sent=False).last()


def first_closed_after(period: SettlementPeriod) -> Any:
    """The first later period that is closed; None where this one may be the next."""
    later = periods_of(period.project_id).filter(number__gt=period.number, closed=True)
    return later.first()


def closed_until(projects: Iterable[UUID]) -> dict[UUID, date]:
    """The last closed day of every project that has one: days up to it are reported."""
    live = Closing.objects.filter(superseded_at=None, period__project__in=list(projects))
    last = live.order_by().values("period__project").annotate(last=Max("period__ends_on"))
    return dict(last.values_list("period__project", "last"))


def overdue(*, ends_by: date, on: date) -> list[SettlementPeriod]:
    """Open periods that are over and ended by a day, the earliest first within each project.

    Whoever closed a later one has left those before it to claims that were sent without Szansa.
    """
    later = Closing.objects.filter(
        period__project=OuterRef("project"),
        period__number__gt=OuterRef("number"),
        superseded_at=None,
    )
    rows = SettlementPeriod.objects.filter(
        ~Exists(CLOSED), ~Exists(later), ends_on__lte=ends_by, ends_on__lt=on
    )
    return list(rows.select_related("project").order_by("project", "number"))


def mended_until(period: SettlementPeriod) -> date | None:
    """Until when a period whose report two people took back is left to them, open; None if nobody did."""
    superseded = Closing.objects.filter(period=period, superseded_at__isnull=False)
    last = superseded.aggregate(last=Max("superseded_at"))["last"]
    return last and warsaw_day(last) + timedelta(days=REOPENED_WITHIN_DAYS)


def waiting_reopenings(*, on: date) -> QuerySet[Reopening]:
    """What somebody asked for and somebody else may still agree to."""
    return Reopening.objects.filter(confirmed_at=None, dropped_at=None, expires_on__gte=on)


def asked_in(project: UUID, *, on: date) -> set[UUID]:
    """The periods of a project whose reopening somebody asks for."""
    rows = waiting_reopenings(on=on).filter(closing__period__project=project)
    return set(rows.values_list("closing__period", flat=True))


def waiting_reopening(period: SettlementPeriod, *, on: date) -> Reopening | None:
    """Whoever asks to reopen this one period, and why."""
    rows = waiting_reopenings(on=on).filter(closing__period=period)
    return rows.select_related("asked_by", "closing__period__project").first()


def whole_of(project: Project) -> Span:
    return Span(project.starts_on, project.ends_on)


def terms_of(project: Project) -> Terms:
    return Terms(
        due_days=project.claim_due_days,
        are_working=project.claim_days_are_working,
        final_due_days=project.final_claim_due_days,
    )
