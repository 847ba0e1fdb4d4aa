"""An accepted candidate becomes a participant: nothing is typed again, support has not begun."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.days import warsaw_day
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.entries import StateEntry
from projects.participants.operations.accepting import take_in
from projects.recruitment import queries
from projects.recruitment.models import Candidate
from projects.recruitment.operations.applying import locked_candidate
from projects.recruitment.operations.deciding import AlreadyPromoted
from projects.recruitment.operations.keeping import set_day
from projects.recruitment.vocabulary import Standing


class NotAccepted(RuleBroken):
    message = _("Only an accepted candidate becomes a participant. Decide first.")


@operation(moves_figures=True)
def promote(
    *, candidate: Candidate, version: int, on: date, by: Actor, is_same_person: bool = False
) -> Candidate:
    """Take the candidate into the project; a person known by PESEL is enrolled, not doubled.

    `is_same_person`: somebody compared the documents of a person whom the register knows by
    another name. Raises what the register refuses: another name, somebody taking part already,
    or data that fail a check.
    """
    project = candidate.recruitment.project
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    locked = locked_candidate(candidate, version=version)
    if locked.participation_id is not None:
        raise AlreadyPromoted
    if locked.standing != Standing.ACCEPTED:
        raise NotAccepted
    person, state = queries.person_of(locked), _state_of(locked)
    taken = take_in(project, person, state, on=on, is_same_person=is_same_person)
    locked.participation = taken.participation
    set_day(locked, locked.recruitment)
    locked.version += 1
    locked.save()
    told = [f"person.{name}" for name in taken.renewed]
    told += ["is_same_person"] if is_same_person else []
    audit.record("promoted a candidate", locked, by=by, fields=told)
    outbox.write(outbox.Topic.CARD, project.pk)
    return locked


def _state_of(candidate: Candidate) -> StateEntry:
    """What the candidate said, with the day on which they were told of their data."""
    told_at = candidate.notice_given_at
    return replace(queries.state_of(candidate), notice_given_on=told_at and warsaw_day(told_at))
