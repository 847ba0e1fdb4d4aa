"""People around a participant are counted, corrected, struck out, or become participants."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.entries import PersonEntry, StartEntry
from projects.participants.entries_path import SurroundingEntry
from projects.participants.models import Participation, SurroundingPerson
from projects.participants.operations.accepting import take_in
from projects.participants.operations.records import (
    DayNotYet,
    check_order,
    check_within_project,
    fresh,
    live,
    save_changes,
)
from projects.participants.rules.path import Period
from ui import formats

MOST_AT_ONCE = 20


class NoSupportChosen(RuleBroken):
    message = _("Nobody is counted without support. Choose at least one kind.")
    field = "supports"


class TooManyAtOnce(RuleBroken):
    message = _("%(count)s people at once is more than %(most)s. Check the number, or enter fewer.")
    field = "people"


class IsParticipant(RuleBroken):
    message = _(
        "This person has become a participant and is counted there. "
        "Change the participation instead."
    )


@operation()
def count_surroundings(
    *, participation: Participation, entry: SurroundingEntry, people: int = 1, on: date, by: Actor
) -> list[SurroundingPerson]:
    """Count so many people alike around a participant; each is a row, and none has a name."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = live(participation)
    if not 1 <= people <= MOST_AT_ONCE:
        raise TooManyAtOnce(count=people, most=MOST_AT_ONCE)
    _check(found, entry, on=on)
    counted = SurroundingPerson.objects.bulk_create(
        SurroundingPerson(participation=found, **_columns(entry)) for _number in range(people)
    )
    audit.record("counted people around the participant", found, by=by, count=people)
    return counted


@operation()
def correct_surrounding(
    *, surrounding: SurroundingPerson, entry: SurroundingEntry, version: int, on: date, by: Actor
) -> SurroundingPerson:
    """Correct a counter, or note the day on which the support ended."""
    require(by, Permission.EDIT_PEOPLE, project=surrounding.participation.project_id)
    found = live(surrounding.participation)
    locked = fresh(surrounding, version)
    if locked.promoted_to_id:
        raise IsParticipant
    _check(found, entry, on=on)
    changed = save_changes(locked, **_columns(entry))
    audit.record("corrected a person around the participant", found, by=by, fields=changed)
    return locked


@operation()
def strike_surrounding(*, surrounding: SurroundingPerson, version: int, by: Actor) -> None:
    """Strike out a counter that was entered by mistake."""
    require(by, Permission.EDIT_PEOPLE, project=surrounding.participation.project_id)
    found = live(surrounding.participation)
    locked = fresh(surrounding, version)
    if locked.promoted_to_id:
        raise IsParticipant
    locked.delete()
    audit.record("struck out a person around the participant", found, by=by)


@operation(moves_figures=True)
def promote(
    *,
    surrounding: SurroundingPerson,
    person: PersonEntry,
    start: StartEntry,
    version: int,
    on: date,
    by: Actor,
) -> Participation:
    """Make somebody of the surroundings a participant of the same project; the relation stays.

    Raises what entering a participant raises: the same checks, and nothing of it is softer.
    """
    require(by, Permission.EDIT_PEOPLE, project=surrounding.participation.project_id)
    found = live(surrounding.participation)
    locked = fresh(surrounding, version)
    if locked.promoted_to_id:
        raise IsParticipant
    participation = take_in(found.project, person, start, on=on).participation
    save_changes(locked, promoted_to=participation)
    audit.record("made somebody around a participant", participation, by=by)
    outbox.write(outbox.Topic.PARTICIPATION, participation.pk)
    return participation


def _check(participation: Participation, entry: SurroundingEntry, *, on: date) -> None:
    if not entry.supports:
        raise NoSupportChosen
    if entry.starts_on > on:
        raise DayNotYet(field="starts_on", day=formats.day(entry.starts_on))
    period = Period(entry.starts_on, entry.ends_on)
    check_order(period, field="ends_on")
    last = entry.ends_on or entry.starts_on
    check_within_project(Period(entry.starts_on, last), participation, field="starts_on")


def _columns(entry: SurroundingEntry) -> dict[str, object]:
    return {**vars(entry), "supports": list(entry.supports)}
