"""Changes of internships: begun, corrected, and the sheet of a month filled in."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.models import Participation
from projects.support.entries import DayEntry, PlacementEntry
from projects.support.models import Placement, PlacementDay, Service
from projects.support.operations import days
from projects.support.operations.allowing import refuse_unless_possible
from projects.support.operations.basket import locked_participation, refuse_other_project
from projects.support.operations.sessions import OutsideTheProject, refuse_impossible
from projects.support.queries.placements import days_off_by
from projects.support.rules import calendar
from projects.support.vocabulary import DayMark, Kind
from ui import formats


class NoPlacement(RuleBroken):
    message = _("“%(service)s” is no internship. Choose a service of that kind.")
    field = "service"


class PlacementEndsEarly(RuleBroken):
    message = _("The internship ends on %(ends_on)s, before it starts on %(starts_on)s.")
    field = "ends_on"


class WeekShorterThanDay(RuleBroken):
    message = _("A week of %(week)s hours is shorter than a day of %(day)s hours. Correct one.")
    field = "week_hours"


class PlacementsOverlap(RuleBroken):
    message = _(
        "%(person)s has an internship with %(employer)s from %(since)s to %(until)s. "
        "Two at the same time are not possible: correct the days."
    )
    field = "starts_on"


class DaysOutside(RuleBroken):
    message = _(
        "%(day)s is on the sheet of this internship and would fall outside it. "
        "Clear the day on the sheet first."
    )


class OutsideThePlacement(RuleBroken):
    message = _("%(day)s is outside the internship, which lasts from %(since)s to %(until)s.")


class DayOffNotEarned(RuleBroken):
    message = _(
        "On %(day)s it would be day off number %(taken)s, and by then %(earned)s are earned. "
        "Mark the day differently."
    )


@operation()
def begin_placement(
    *, participation: Participation, service: Service, entry: PlacementEntry, by: Actor
) -> Placement:
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = locked_participation(participation)
    refuse_other_project(found, service)
    if service.kind != Kind.PLACEMENT:
        raise NoPlacement(service=service)
    placement = Placement(participation=found, service=service, **vars(entry))
    _decide(placement)
    placement.save(force_insert=True)
    audit.record("began an internship", placement, by=by)
    return placement


@operation()
def correct_placement(
    *, placement: Placement, entry: PlacementEntry, version: int, by: Actor
) -> Placement:
    """Correct the facts, or end it earlier; no filled day may fall outside."""
    require(by, Permission.EDIT_PEOPLE, project=placement.participation.project_id)
    found = _locked(placement, version)
    changed = [name for name, value in vars(entry).items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, getattr(entry, name))
    _decide(found)
    outside = found.days.exclude(worked_on__range=(found.starts_on, found.ends_on)).first()
    if outside:
        raise DaysOutside(day=formats.day(outside.worked_on))
    found.version += 1
    found.save()
    audit.record("corrected an internship", found, by=by, fields=changed)
    return found


@operation(moves_figures=True)
def fill_month(
    *,
    placement: Placement,
    month_on: date,
    entries: Sequence[DayEntry],
    version: int,
    on: date,
    by: Actor,
) -> Placement:
    """Replace one month of the internship's sheet."""
    require(by, Permission.EDIT_PEOPLE, project=placement.participation.project_id)
    participation = locked_participation(placement.participation)
    found = _locked(placement, version)
    month = calendar.month_of(month_on)
    for entry in entries:
        _allow_day(found, participation, entry, month, on=on)
    other = found.days.exclude(worked_on__range=month).filter(mark=DayMark.DAY_OFF)
    taken = [*other.values_list("worked_on", flat=True), *_days_off(entries)]
    _refuse_unearned(found, taken)
    found.days.filter(worked_on__range=month).delete()
    PlacementDay.objects.bulk_create(
        PlacementDay(placement=found, **vars(entry)) for entry in entries
    )
    found.version += 1
    found.save(update_fields=["version"])
    days.note([found.participation_id], on=on)
    audit.record("filled a month of an internship", found, by=by, count=max(len(entries), 1))
    return found


def _locked(placement: Placement, version: int) -> Placement:
    rows = Placement.objects.select_for_update(of=("self",))
    found = rows.select_related("participation__person", "participation__project").get(
        pk=placement.pk
    )
    if found.version != version:
        raise StaleEdit
    return found


def _decide(placement: Placement) -> None:
    starts_on, ends_on = placement.starts_on, placement.ends_on
    if ends_on < starts_on:
        facts = {"starts_on": formats.day(starts_on), "ends_on": formats.day(ends_on)}
        raise PlacementEndsEarly(**facts)
    refuse_impossible(placement.day_hours)
    if placement.week_hours < placement.day_hours:
        week, day = formats.number(placement.week_hours), formats.number(placement.day_hours)
        raise WeekShorterThanDay(week=week, day=day)
    project = placement.participation.project
    for name, end in (("starts_on", starts_on), ("ends_on", ends_on)):
        if not project.starts_on <= end <= project.ends_on:
            since, until = formats.day(project.starts_on), formats.day(project.ends_on)
            raise OutsideTheProject(field=name, day=formats.day(end), since=since, until=until)
    _refuse_overlap(placement)


def _refuse_overlap(placement: Placement) -> None:
    rows = Placement.objects.filter(
        participation=placement.participation_id,
        starts_on__lte=placement.ends_on,
        ends_on__gte=placement.starts_on,
    )
    if other := rows.exclude(pk=placement.pk).first():
        raise PlacementsOverlap(
            person=placement.participation.person,
            employer=other.employer_name,
            since=formats.day(other.starts_on),
            until=formats.day(other.ends_on),
        )


def _allow_day(
    placement: Placement,
    participation: Participation,
    entry: DayEntry,
    month: tuple[date, date],
    *,
    on: date,
) -> None:
    day, field = entry.worked_on, f"mark_{entry.worked_on:%Y%m%d}"
    first_on = max(placement.starts_on, month[0])
    last_on = min(placement.ends_on, month[1])
    if not first_on <= day <= last_on:
        since, until = formats.day(placement.starts_on), formats.day(placement.ends_on)
        raise OutsideThePlacement(field=field, day=formats.day(day), since=since, until=until)
    refuse_unless_possible(participation, participation.project, day, on=on, field=field)
    if entry.mark == DayMark.WORKED:
        refuse_impossible(entry.hours)


def _days_off(entries: Iterable[DayEntry]) -> list[date]:
    return [entry.worked_on for entry in entries if entry.mark == DayMark.DAY_OFF]


def _refuse_unearned(placement: Placement, taken: Sequence[Any]) -> None:
    for count, day in enumerate(sorted(taken), start=1):
        earned = days_off_by(placement, day)
        if count > earned:
            field = f"mark_{day:%Y%m%d}"
            raise DayOffNotEarned(field=field, day=formats.day(day), taken=count, earned=earned)
