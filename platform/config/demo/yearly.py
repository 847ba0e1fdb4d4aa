"""Targets of the current year: of running projects, of their units, and of the programme."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from config.demo import plan, planned
from config.demo.staff import who_may
from core import tenancy
from core.permissions import Permission, System
from indicators.programme_targets import operations as programme
from indicators.targets import operations
from indicators.targets.entries import PeriodEntry, TargetEntry
from projects.agreements.models import Project
from tenants.models import Tenant

PEOPLE, EMPLOYED, DISABLED = "PEOPLE_AT_RISK", "EMPLOYED_AFTER", "DISABLED"
# One unit that has projects in the year sets nothing for itself: what is missing is shown as well.
SILENT = "powiat-kartuski"
SOURCE = "plan roczny programu (liczby wymyślone na potrzeby pokazu)"
TEN = 10
Numbers = tuple[int, int, int, int]


def plan_the_year(opened: dict[str, Tenant], *, today: date, by: System) -> int:
    """What is left of each agreement, spread evenly over its time; returns how many plans were made."""
    facts = PeriodEntry(
        name=f"Rok {today.year}",
        starts_on=date(today.year, 1, 1),
        ends_on=date(today.year, 12, 31),
    )
    wanted: dict[str, list[Numbers]] = {}
    for each in plan.projects():
        numbers = _of_the_year(each, facts)
        if numbers[0] + numbers[1]:
            wanted.setdefault(each.tenant, []).append(numbers)
            with tenancy.inside(opened[each.tenant]):
                project = Project.objects.get(title=each.title, edition_no=each.edition)
                _enter(project, numbers, _within(project, facts))
    units = {slug: _sum(own) for slug, own in wanted.items() if slug != SILENT}
    for slug, numbers in units.items():
        with tenancy.inside(opened[slug]):
            _enter(None, numbers, facts)
    if wanted:
        of_all = _round(_sum(numbers for own in wanted.values() for numbers in own))
        with tenancy.acting_as(tenancy.Role.WEB):
            programme.enter_programme_period(
                facts=facts, entries=_entries(of_all), source=SOURCE, by=by
            )
    return sum(map(len, wanted.values())) + len(units) + bool(wanted)


def _within(project: Project, year: PeriodEntry) -> PeriodEntry:
    """The year of a project that begins or ends in it."""
    days = {
        "starts_on": max(project.starts_on, year.starts_on),
        "ends_on": min(project.ends_on, year.ends_on),
    }
    return replace(year, **days)


def _of_the_year(each: planned.PlannedProject, year: PeriodEntry) -> Numbers:
    """Women, men, people with disabilities and people in work, by the days of the year it lasts."""
    first, last = max(each.starts_on, year.starts_on), min(each.ends_on, year.ends_on)
    days = max((last - first).days + 1, 0)
    whole = (each.ends_on - each.starts_on).days + 1
    people, disabled = each.target.supported, each.target.disabled.total
    found = [
        round(count * days / whole)
        for count in (people.women, people.men, disabled, each.target.employed)
    ]
    return found[0], found[1], found[2], found[3]


def _sum(parts: Iterable[Numbers]) -> Numbers:
    women, men, disabled, employed = (sum(column) for column in zip(*parts, strict=True))
    return women, men, disabled, employed


def _round(numbers: Numbers) -> Numbers:
    """The programme wants round numbers, a little above what its projects promise."""
    women, men, disabled, employed = (-(-count // TEN) * TEN for count in numbers)
    return women, men, disabled, employed


def _enter(project: Project | None, numbers: Numbers, facts: PeriodEntry) -> None:
    by = who_may(Permission.EDIT_PROJECTS)
    operations.enter_period(project=project, facts=facts, entries=_entries(numbers), by=by)


def _entries(numbers: Numbers) -> list[TargetEntry]:
    women, men, disabled, employed = numbers
    everybody = {"women": women, "men": men, "total": women + men}
    return [
        TargetEntry(definition_code=PEOPLE, invented=tuple(everybody), **everybody),
        TargetEntry(definition_code=PEOPLE, subset=DISABLED, total=disabled, invented=("total",)),
        TargetEntry(definition_code=EMPLOYED, total=employed, invented=("total",)),
    ]
