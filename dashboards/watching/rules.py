"""When a project or a unit is in trouble, from released figures alone. No Django in this file.

A count that is hidden comes as None and gives no warning at all: neither a warning, nor that there is
none, nor the place of one in the list tells anything of it.

A count that is shown may wait: it moves only once so many people as its step came. So a shortfall is
judged by the most there may be while a count waits, and that it stands still says only that few came.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from math import ceil

from dashboards.disclosure import SMALLEST_SHOWN, STEPS_OFF
from indicators.programme_periods.rules import is_late

# A released count: a number, or None where it is hidden.
Shown = int | None

MONTH_DAYS = Decimal("30.44")
# The pace is judged once a fifth of the time is over; it is a warning where half as much again as came
# a month, or more, has to come from here on.
JUDGED_FROM, TOO_FAST = Decimal("0.2"), Decimal("1.5")
ENDS_SOON = timedelta(days=90)
STARTED_LONG_AGO = timedelta(days=90)
STALLED_AFTER = timedelta(days=45)
# Over shorter times the steps of a count tell nothing of its pace.
PACE_OVER = timedelta(days=90)
# So long after its end a project is still settled: a period that nobody closed by then stays open, and
# no warning mends it.
SETTLED_WITHIN = timedelta(days=180)
TARGET_LATE_AFTER = timedelta(days=30)
# Results of one kind in one unit that are lost within a week: from here on somebody is told.
MANY_CLOSING = 5
# Of planned hours, less than half were given; fewer than these planned say nothing.
FEWEST_HOURS, GIVEN_BELOW = 100, Decimal("0.5")


class Kind(StrEnum):
    """What is wrong; the value is kept in the database and stands in addresses."""

    ENDING = "koniec"
    CLOSING = "okna"
    BEHIND = "tempo"
    NO_PEOPLE = "bez-osob"
    LATE = "bez-danych"
    PERIOD = "okres"
    NO_TARGET = "bez-celu"
    STALLED = "nabor"
    HOURS = "godziny"


class Severity(StrEnum):
    LOSS = "loss"  # soon it can be made up for no more
    DUTY = "duty"  # an agreement asks for it, and there is time
    NOTE = "note"  # somebody should look


SEVERITY = {
    Kind.ENDING: Severity.LOSS,
    Kind.CLOSING: Severity.LOSS,
    Kind.BEHIND: Severity.DUTY,
    Kind.NO_PEOPLE: Severity.DUTY,
    Kind.LATE: Severity.DUTY,
    Kind.PERIOD: Severity.DUTY,
    Kind.NO_TARGET: Severity.NOTE,
    Kind.STALLED: Severity.NOTE,
    Kind.HOURS: Severity.NOTE,
}
# What a unit can mend by doing it in Szansa, so that it can be asked for it.
ASKABLE = frozenset({Kind.LATE, Kind.PERIOD, Kind.NO_TARGET})


@dataclass(frozen=True, kw_only=True)
class Found:
    """One warning: of what kind, about what (`subject` tells it from others), and its figures."""

    kind: Kind
    subject: str
    unit_code: str = ""
    tenant_name: str = ""
    project_id: str = ""
    title: str
    # The indicator that it speaks of, if it speaks of one.
    code: str = ""
    # The day that matters: until when it can be mended, or since when it lasts.
    day: date
    facts: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return SEVERITY[self.kind]


@dataclass(frozen=True, kw_only=True)
class Project:
    """A released project: what it promised and achieved by indicator, in participations.

    An indicator that is not in `achieved` has nobody. `people_code` is what the pace is judged by;
    `earlier` is how many there were on a day of an earlier release, and `long_ago` on one of half a year
    ago, if there is one. `steps` are by how many people a released count of an indicator moves, where
    that is not the usual number.
    """

    key: str
    title: str
    unit_code: str
    tenant_name: str
    starts_on: date
    ends_on: date
    eu_amount: Decimal | None
    promised: Mapping[str, int]
    achieved: Mapping[str, Shown]
    people_code: str
    earlier: tuple[date, Shown] | None = None
    long_ago: tuple[date, Shown] | None = None
    steps: Mapping[str, int] = field(default_factory=dict)

    @property
    def people(self) -> Shown:
        return self.achieved.get(self.people_code, 0)

    @property
    def days(self) -> int:
        return max((self.ends_on - self.starts_on).days, 1)

    def step(self, code: str) -> int:
        return self.steps.get(code, SMALLEST_SHOWN)

    def most(self, code: str) -> int:
        """The most there may be of a shown count that waits for its step; nobody is nobody."""
        shown = self.achieved.get(code, 0) or 0
        return shown + self.step(code) - 1 if shown else 0

    def is_running(self, on: date) -> bool:
        return self.starts_on <= on <= self.ends_on

    def found(self, kind: Kind, day: date, code: str = "", **facts: int | str) -> Found:
        return Found(
            kind=kind,
            code=code,
            subject=self.key,
            unit_code=self.unit_code,
            tenant_name=self.tenant_name,
            project_id=self.key,
            title=self.title,
            day=day,
            facts=facts,
        )


def of_project(project: Project, *, on: date) -> Iterator[Found]:
    """Everything that is wrong with one project while it runs, from its own released figures."""
    if not project.is_running(on):
        return
    ending = _ending(project, on=on)
    for found in (
        # A project about to end is behind its pace as well: said once, as what is more urgent.
        ending or _behind(project, on=on),
        _no_people(project, on=on),
        _stalled(project, on=on),
        _no_target(project, on=on),
    ):
        if found is not None:
            yield found


def _ending(project: Project, *, on: date) -> Found | None:
    """It ends within 90 days and a target is missed; of several, the one with the largest share missing."""
    if project.ends_on - on > ENDS_SOON:
        return None
    missed = {
        code: (achieved, promised)
        for code, promised in project.promised.items()
        if (achieved := project.achieved.get(code, 0)) is not None and project.most(code) < promised
    }
    if not missed:
        return None
    code = min(sorted(missed), key=lambda one: Decimal(missed[one][0]) / missed[one][1])
    achieved, promised = missed[code]
    return project.found(
        Kind.ENDING,
        project.ends_on,
        code,
        achieved=achieved,
        promised=promised,
        missing=promised - achieved,
    )


def _behind(project: Project, *, on: date) -> Found | None:
    """At the pace so far its promise is lost: much more has to come a month than came."""
    promised, people = project.promised.get(project.people_code), project.people
    passed = (on - project.starts_on).days
    if not promised or people is None or Decimal(passed) / project.days < JUDGED_FROM:
        return None
    months_left = max(_months(project.days - passed), Decimal(1))
    missing = promised - project.most(project.people_code)
    pace, best = _pace(project, on=on)
    if missing <= 0 or missing / months_left < best * TOO_FAST:
        return None
    return project.found(
        Kind.BEHIND,
        project.ends_on,
        project.people_code,
        achieved=people,
        promised=promised,
        passed=100 * passed // project.days,
        needed=ceil((promised - people) / months_left),
        pace=str(round(pace, 1)),
        foreseen=int(people + pace * months_left),
    )


def _pace(project: Project, *, on: date) -> tuple[Decimal, Decimal]:
    """How many came a month as released, and at best: since the start, or lately where that is less."""
    people, most = project.people or 0, project.most(project.people_code)
    months = _months((on - project.starts_on).days)
    paces = [(people / months, most / months)]
    since, then = project.long_ago or (on, None)
    if then is not None and (on - since) >= PACE_OVER:
        # The earlier count stood at most a step too high or too low, as the later one does.
        gained, step = max(people - then, 0), project.step(project.people_code)
        lately = _months((on - since).days)
        paces.append((gained / lately, (gained + 2 * (step - 1)) / lately))
    return min(paces, key=lambda pace: pace[1])


def _months(days: int) -> Decimal:
    return max(Decimal(days), Decimal(1)) / MONTH_DAYS


def _no_people(project: Project, *, on: date) -> Found | None:
    """Money was granted, and after a quarter nobody takes part."""
    if not project.eu_amount or project.people != 0:
        return None
    if on - project.starts_on < STARTED_LONG_AGO:
        return None
    return project.found(Kind.NO_PEOPLE, project.starts_on, amount=str(project.eu_amount))


def _stalled(project: Project, *, on: date) -> Found | None:
    """Few came for long, and the target is not reached: the same count on two far releases.

    Such a count need not stand still: it waits for its step, and now and then for another's sake. So it
    is said that few came, and only where more than that should have come meanwhile.
    """
    promised, people = project.promised.get(project.people_code), project.people
    if project.earlier is None or not promised or not people:
        return None
    (since, then), step = project.earlier, project.step(project.people_code)
    if then != people or project.most(project.people_code) >= promised:
        return None
    if on - since < STALLED_AFTER or promised * (on - since).days < step * project.days:
        return None
    facts = {"achieved": people, "promised": promised, "step": step, "bound": STEPS_OFF * step}
    return project.found(Kind.STALLED, since, project.people_code, **facts)


def _no_target(project: Project, *, on: date) -> Found | None:
    """A month after its start nobody has entered what it promised."""
    if project.promised or on - project.starts_on < TARGET_LATE_AFTER:
        return None
    return project.found(Kind.NO_TARGET, project.starts_on, days=(on - project.starts_on).days)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far a project has come with its settlement periods."""

    project_id: str
    open_count: int
    first_open_ends_on: date | None


def of_period(standing: Standing, project: Project, *, on: date) -> Found | None:
    """A settlement period that ended two months ago is still open, and the project is still settled."""
    ended_on = standing.first_open_ends_on
    if ended_on is None or not is_late(ended_on, on=on):
        return None
    if on - project.ends_on > SETTLED_WITHIN:
        return None
    return project.found(Kind.PERIOD, ended_on, days=(on - ended_on).days)


def of_tenant(name: str, unit_code: str, *, since: date, title: str = "") -> Found:
    """A unit whose figures are not in: named on every figure, and here with since when.

    `title` is what everybody calls it, where that is not its name among us.
    """
    return Found(
        kind=Kind.LATE,
        subject=name,
        title=title or name,
        day=since,
        unit_code=unit_code,
        tenant_name=name,
    )


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What the day's release tells of one territorial unit, beside its cells."""

    code: str
    name: str
    released_on: date
    # By indicator: results that are lost unless they come within a week.
    closing: Mapping[str, Shown]
    planned_hours: Decimal | None
    given_hours: Decimal | None


def of_unit(unit: Unit) -> Iterator[Found]:
    place = {"unit_code": unit.code, "title": unit.name}
    for code, closing in unit.closing.items():
        if closing is not None and closing >= MANY_CLOSING:
            yield Found(
                kind=Kind.CLOSING,
                subject=f"{unit.code} {code}",
                code=code,
                day=unit.released_on + timedelta(days=6),
                facts={"closing": closing},
                **place,
            )
    planned, given = unit.planned_hours, unit.given_hours
    if planned is None or given is None or planned < FEWEST_HOURS:
        return
    if given < planned * GIVEN_BELOW:
        facts = {"planned": int(planned), "given": int(given)}
        yield Found(kind=Kind.HOURS, subject=unit.code, day=unit.released_on, facts=facts, **place)


def in_order(found: list[Found]) -> list[Found]:
    """What is lost first, then by day and by name: nothing that a figure nobody is shown could move."""
    ranks = list(Severity)
    return sorted(
        found, key=lambda one: (ranks.index(one.severity), one.day, one.title, one.subject)
    )
