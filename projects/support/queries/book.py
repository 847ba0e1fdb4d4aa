"""What allowances are computed from: sheets and internships of everybody entitled, read at once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet

from core.days import is_working_day
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.models import (
    AllowanceGrant,
    AllowanceRule,
    Attendance,
    CoveredService,
    GroupMember,
    Placement,
    PlacementDay,
    Service,
    Session,
)
from projects.support.rules import allowances as rules
from projects.support.rules import calendar
from projects.support.rules.attendance import Span
from projects.support.vocabulary import ATTENDED, DayMark, Mark
from projects.support.vocabulary_allowances import Measured

NOTHING = Decimal(0)
Window = tuple[date, date]
# What is read of a day at work.
DAY = ("worked_on", "mark", "hours")
# Of the person no more than the name: a register of hundreds is read for every month.
OF_GRANT = (
    "participation_id",
    "rule",
    "starts_on",
    "ends_on",
    "personal_rate",
    "version",
    "participation__project_id",
    "participation__person_id",
    "participation__ended_on",
    "participation__person__given_name",
    "participation__person__family_name",
    "participation__person__sort_key",
)
OF_SESSION = ("held_on", "pk", "service", "hours")
OF_PLACEMENT = (
    "participation_id",
    "service_id",
    "starts_on",
    "ends_on",
    "day_hours",
    "week_hours",
)


class Meeting(NamedTuple):
    """A session that somebody belonged to, or came to all the same, and what its sheet says."""

    held_on: date
    pk: UUID
    service_id: UUID
    hours: Decimal
    mark: str = ""  # empty while nobody has marked it
    attended: Decimal = NOTHING


@dataclass(frozen=True)
class Book:
    """Everything between two days, sorted by what it is looked up by; `facts_of` reads one month."""

    grants: list[AllowanceGrant]
    on: date
    # By rule, which services count.
    covered: dict[UUID, set[UUID]] = field(default_factory=dict)
    # By participation, in the order of their days.
    meetings: dict[UUID, list[Meeting]] = field(default_factory=dict)
    placements: dict[UUID, list[Placement]] = field(default_factory=dict)
    days: dict[UUID, list[PlacementDay]] = field(default_factory=dict)

    def amount_of(self, grant: AllowanceGrant, month_on: date) -> rules.Amount | None:
        """What the person gets for the month; None where nothing was planned and nothing done."""
        facts = self.facts_of(grant, month_on)
        if facts is None:
            return None
        amount = rules.amount(terms_of(grant.rule), facts, personal_rate=grant.personal_rate)
        return amount if facts.month.planned or amount.counted else None

    def facts_of(self, grant: AllowanceGrant, month_on: date) -> rules.Facts | None:
        window = self._window(grant, calendar.month_of(month_on))
        if window is None:
            return None
        course = None
        if grant.rule.measured_over == Measured.COURSE:
            course = self._facts(grant, (grant.rule.valid_from, window[1])).month
        return self._facts(grant, window, month_on=month_on, course=course)

    def gaps(self, month_on: date) -> int:
        """How many sessions of the month wait for the mark of somebody entitled."""
        found = set()
        for grant in self.grants:
            if window := self._window(grant, calendar.month_of(month_on)):
                found |= {each.pk for each in self._meetings(grant, window) if not each.mark}
        return len(found)

    def _window(self, grant: AllowanceGrant, month: Window) -> Window | None:
        """The days of the month that the rule, the entitlement and the stay leave."""
        ends = (grant.ends_on, grant.rule.valid_to, grant.participation.ended_on)
        first_on = max(month[0], grant.starts_on, grant.rule.valid_from)
        last_on = min([month[1], self.on, *filter(None, ends)])
        return (first_on, last_on) if first_on <= last_on else None

    def _facts(
        self,
        grant: AllowanceGrant,
        window: Window,
        *,
        month_on: date | None = None,
        course: rules.Presence | None = None,
    ) -> rules.Facts:
        meetings = self._meetings(grant, window)
        there = [meeting for meeting in meetings if meeting.mark in ATTENDED]
        excused = [meeting for meeting in meetings if meeting.mark == Mark.EXCUSED]
        present = {meeting.held_on for meeting in there}
        planned = {meeting.held_on for meeting in meetings}
        work = self._work(grant, window, month_on)
        return rules.Facts(
            planned_hours=total(meeting.hours for meeting in meetings) + work.planned_hours,
            attended_hours=total(meeting.attended for meeting in there),
            excused_hours=total(meeting.hours for meeting in excused),
            planned_days=len(planned | work.planned_days),
            present_days=len(present | work.worked_days),
            course=course,
            **work.facts,
        )

    def _meetings(self, grant: AllowanceGrant, window: Window) -> list[Meeting]:
        """Those of the covered services."""
        covered = self.covered[grant.rule_id]
        own = self.meetings.get(grant.participation_id, [])
        first = bisect_left(own, window[0], key=_day)
        last = bisect_right(own, window[1], key=_day)
        return [meeting for meeting in own[first:last] if meeting.service_id in covered]

    def _work(self, grant: AllowanceGrant, window: Window, month_on: date | None) -> "Work":
        work = Work()
        for placement in self.placements.get(grant.participation_id, []):
            if placement.service_id in self.covered[grant.rule_id]:
                work.add(placement, self.days.get(placement.pk, []), window)
        if month_on:
            work.measure(working_days(*calendar.month_of(month_on)))
        return work


@dataclass
class Work:
    """Internships within some days, added up."""

    planned_hours: Decimal = Decimal(0)
    planned_days: set[date] = field(default_factory=set)
    worked_days: set[date] = field(default_factory=set)
    facts: dict = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, placement: Placement, days: Iterable[PlacementDay], window: Window) -> None:
        first_on, last_on = (
            max(window[0], placement.starts_on),
            min(window[1], placement.ends_on),
        )
        if first_on > last_on:
            return
        a_day = rules.hours_a_working_day(
            day_hours=placement.day_hours, week_hours=placement.week_hours
        )
        planned = working_days(first_on, last_on)
        self.planned_days |= set(planned)
        self.planned_hours += len(planned) * a_day
        for day in days:
            if first_on <= day.worked_on <= last_on:
                self._count(day, placement.day_hours)

    def measure(self, month: Sequence[date]) -> None:
        """The hours of a full month: what is planned a day on average, on all its working days.

        Two internships in one month, of 8 hours a day and then of 4, so make up one full month.
        """
        if self.planned_days:
            planned = self.planned_hours * len(month)
            self.facts["full_month_hours"] = planned / len(self.planned_days)

    def _count(self, day: PlacementDay, day_hours: Decimal) -> None:
        if day.mark == DayMark.WORKED:
            self.worked_days.add(day.worked_on)
            self.facts["worked_hours"] += day.hours
        elif day.mark == DayMark.DAY_OFF:
            self.facts["days_off"] = int(self.facts["days_off"]) + 1
            self.facts["off_hours"] += day_hours
        elif day.mark == DayMark.SICK:
            self.facts["sick_days"] = int(self.facts["sick_days"]) + 1
            self.facts["sick_hours"] += day_hours


def terms_of(rule: AllowanceRule) -> rules.Terms:
    return rules.Terms(
        kind=rule.kind,
        rate=rule.rate,
        cap=rule.cap,
        full_hours=rule.full_hours,
        threshold_percent=rule.threshold_percent,
        pays_sick_leave=rule.pays_sick_leave,
    )


def book_of(
    project: Project,
    first_on: date,
    last_on: date,
    *,
    on: date,
    participation: Participation | None = None,
) -> Book:
    """Six queries, however many people and months; `on` is the last day that counts."""
    last_on = min(last_on, on)
    if participation is None:
        grants = _grants(project, first_on, last_on)
    else:
        grants = _grants_of(participation, first_on, last_on)
    if not grants:
        return Book([], on)
    since = min(
        (g.rule.valid_from for g in grants if g.rule.measured_over == Measured.COURSE),
        default=first_on,
    )
    span = (min(since, first_on), last_on)
    people = {grant.participation_id for grant in grants}
    covered = _covered(project, grants)
    meetings = _meetings(set().union(*covered.values()), span, people)
    return Book(grants, on, covered, meetings, *_work_of(people, span))


@lru_cache(maxsize=1024)
def working_days(first_on: date, last_on: date) -> Sequence[date]:
    """Of so many people in so many months most ask for the same days."""
    span = (last_on - first_on).days + 1
    days = (first_on + timedelta(days=step) for step in range(max(span, 0)))
    return tuple(day for day in days if is_working_day(day))


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def _grants_of(participation: Participation, first_on: date, last_on: date) -> list[AllowanceGrant]:
    """One person's, by the name of the rule."""
    held = [
        grant
        for grant in participation.allowances.all()
        if grant.starts_on <= last_on and (grant.ends_on is None or grant.ends_on >= first_on)
    ]
    return sorted(held, key=lambda grant: grant.rule.name)


def _grants(project: Project, first_on: date, last_on: date) -> list[AllowanceGrant]:
    rows = AllowanceGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=first_on),
        rule__project=project,
        starts_on__lte=last_on,
        participation__voided_at=None,
    )
    rows = rows.select_related("rule", "participation__person").only(*OF_GRANT)
    return list(rows.order_by("participation__person__sort_key", "participation_id", "rule__name"))


def _covered(project: Project, grants: list[AllowanceGrant]) -> dict[UUID, set[UUID]]:
    """Named services, or those of the area and kind, or all of them."""
    naming = CoveredService.objects.filter(service=OuterRef("pk")).values("rule")
    services = list(
        Service.objects.filter(project=project)
        .annotate(named_by=ArraySubquery(naming))
        .values_list("pk", "area", "kind", "named_by")
    )
    return {
        rule.pk: {pk for pk, _area, _kind, named_by in services if rule.pk in named_by}
        or {
            pk
            for pk, area, kind, _named_by in services
            if rule.area in ("", area) and rule.service_kind in ("", kind)
        }
        for rule in {grant.rule for grant in grants}
    }


def _meetings(services: set[UUID], span: Window, people: set[UUID]) -> dict[UUID, list[Meeting]]:
    """By person: alone and with their groups, and what the sheets say; three queries."""
    held, of_group = {}, defaultdict(list)
    found: dict[UUID, dict[UUID, Meeting]] = defaultdict(dict)
    rows = Session.objects.filter(service__in=services, held_on__range=span, cancelled_at=None)
    for person, group, *told in rows.values_list("participation", "group", *OF_SESSION):
        meeting = Meeting(*told)
        held[meeting.pk] = meeting
        if group:
            of_group[group].append(meeting)
        else:
            found[person][meeting.pk] = meeting
    stays = GroupMember.objects.filter(
        group__in=list(of_group), participation__in=people, joined_on__isnull=False
    )
    for stay in stays:
        days = Span(first_on=stay.joined_on, last_on=stay.left_on)
        own = (one for one in of_group[stay.group_id] if days.holds(one.held_on))
        found[stay.participation_id].update((one.pk, one) for one in own)
    for person, session, mark, hours in _marked(rows, people):
        # One planned and marked since the first of these queries is of the next reading.
        if session in held:
            found[person][session] = Meeting(*held[session][:-2], mark, hours)
    return {person: sorted(own.values(), key=_day) for person, own in found.items()}


def _marked(sessions: QuerySet[Session], people: set[UUID]) -> QuerySet[Any, tuple[Any, ...]]:
    cells = Attendance.objects.filter(session__in=sessions.values("pk"), participation__in=people)
    return cells.exclude(mark="").values_list("participation", "session", "mark", "hours")


def _day(meeting: Meeting) -> date:
    return meeting.held_on


def _work_of(
    people: set[UUID], span: Window
) -> tuple[dict[UUID, list[Placement]], dict[UUID, list[PlacementDay]]]:
    """Internships by person and their days by internship; one without a day is there, too."""
    placements: dict[UUID, dict[UUID, Placement]] = defaultdict(dict)
    days: dict[UUID, list[PlacementDay]] = defaultdict(list)
    held = Placement.objects.filter(
        participation__in=people, starts_on__lte=span[1], ends_on__gte=span[0]
    )
    in_span = FilteredRelation("days", condition=Q(days__worked_on__range=span))
    columns = {f"on_sheet_{name}": F(f"day__{name}") for name in DAY}
    rows: QuerySet[Any] = held.alias(day=in_span).annotate(**columns).only(*OF_PLACEMENT)
    for row in rows.order_by("starts_on", "day__worked_on"):
        placements[row.participation_id].setdefault(row.pk, row)
        if row.on_sheet_worked_on:
            facts = {name: getattr(row, f"on_sheet_{name}") for name in DAY}
            days[row.pk].append(PlacementDay(placement=row, **facts))
    return {person: list(own.values()) for person, own in placements.items()}, days
