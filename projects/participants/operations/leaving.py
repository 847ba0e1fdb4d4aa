"""A participation ends, its outcomes are recorded, and a person may come back to the project."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants import rules
from projects.participants.columns import (
    entry_of,
    leave_of,
    outcomes_as_text,
    start_of,
)
from projects.participants.entries import LeaveEntry, OutcomeEntry, as_leave, as_start, errors
from projects.participants.models import EarlierExit, Outcome, Participation
from projects.participants.operations.entering import Refused
from projects.participants.operations.records import DayNotYet, live
from projects.participants.rule_sets import rule_set
from projects.participants.vocabulary import PROOFS, EvidenceKind, OutcomeKind
from ui import formats


class SupportNotBegun(RuleBroken):
    message = _(
        "The support of this person has not begun, so there is nothing to leave. "
        "Record the first support, or take the person off the project."
    )


class StillTakesPart(RuleBroken):
    message = _("This person has not left. Record the exit first, the outcome afterwards.")


class NothingToTakeBack(RuleBroken):
    message = _("This person has not left: there is no exit to take back.")


class BackBeforeLeaving(RuleBroken):
    message = _(
        "The person left on %(left)s and cannot have come back on %(day)s, before that. "
        "Correct the day of coming back, or the exit."
    )
    field = "returned_on"


class ProvesNothing(RuleBroken):
    message = _(
        "“%(evidence)s” does not prove the outcome “%(outcome)s”. What can prove it: %(proofs)s."
    )
    field = "evidence"


class ExitChanged(RuleBroken):
    message = _("Somebody changed the exit or its outcomes since.")


class OutcomeThere(StaleEdit):
    message = _(
        "An outcome of this kind is recorded already, observed on %(day)s. Nothing was saved: "
        "look at both and decide which one stays."
    )


@operation(moves_figures=True)
def leave(
    *, participation: Participation, entry: LeaveEntry, version: int, on: date, by: Actor
) -> Participation:
    """End a participation, or correct its end: what was recorded before is kept apart."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = _current(participation, version)
    if found.started_on is None:
        raise SupportNotBegun
    check_leave(found, entry, on=on)
    if found.ended_on is not None and leave_of(found) != entry:
        _keep_exit(found, by=by)
    found.ended_on, found.completed_path = entry.ended_on, entry.completed_path
    found.exit_situation = entry.exit_situation
    _save(found)
    found.outcomes.all().delete()
    Outcome.objects.bulk_create(outcome_rows(found, entry))
    audit.record("recorded an exit", found, by=by, fields=["ended_on", "outcomes"])
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return found


@operation(moves_figures=True)
def record_outcome(
    *,
    participation: Participation,
    outcome: OutcomeEntry,
    on: date,
    by: Actor,
    version: int | None = None,
) -> Outcome:
    """Add one outcome of an exit, with the day it was observed and its evidence.

    One of a kind recorded before is replaced only for whoever has seen it: `version` is that of
    the participation when both stood side by side.
    """
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = _current(participation, version)
    if found.ended_on is None:
        raise StillTakesPart
    there = found.outcomes.filter(kind=outcome.kind).first()
    if there is not None and version is None:
        raise OutcomeThere(day=formats.day(there.observed_on))
    before = leave_of(found)
    kept = tuple(each for each in before.outcomes if each.kind != outcome.kind)
    entry = LeaveEntry(**{**vars(before), "outcomes": (*kept, outcome)})
    check_leave(found, entry, on=on)
    if there is not None and outcome not in before.outcomes:
        _keep_exit(found, by=by)
    recorded, _new = Outcome.objects.update_or_create(
        participation=found,
        kind=outcome.kind,
        defaults={
            "observed_on": outcome.observed_on,
            "evidence": outcome.evidence,
            "note": outcome.note,
        },
    )
    _save(found)
    audit.record("recorded an outcome", found, by=by, fields=[outcome.kind])
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return recorded


@operation(moves_figures=True)
def return_to_project(
    *,
    participation: Participation,
    returned_on: date,
    reason: str,
    version: int,
    on: date,
    by: Actor,
) -> Participation:
    """A person comes back: the start stays, the exit and its results are withdrawn and kept apart."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = _current(participation, version)
    if found.ended_on is None:
        raise NothingToTakeBack
    if returned_on > on:
        raise DayNotYet(field="returned_on", day=formats.day(returned_on))
    if returned_on < found.ended_on:
        days = {"left": formats.day(found.ended_on), "day": formats.day(returned_on)}
        raise BackBeforeLeaving(**days)
    _keep_exit(found, by=by, returned_on=returned_on, reason=reason)
    found.ended_on, found.completed_path, found.exit_situation = None, None, ""
    _save(found)
    found.outcomes.all().delete()
    audit.record("took an exit back", found, by=by, fields=["ended_on", "outcomes"])
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return found


@operation(moves_figures=True)
def put_back_leave(
    *, participation: Participation, was: LeaveEntry | None, left: LeaveEntry, on: date, by: Actor
) -> Participation:
    """Take out what a file recorded: the exit and its outcomes are what they `was`, or none.

    Only while they are still what the file `left`. Nobody came back and nothing was corrected, so no
    earlier exit is kept of it.
    """
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = live(participation)
    if found.ended_on is None or leave_of(found) != left:
        raise ExitChanged
    if was is not None:
        check_leave(found, was, on=on)
    found.ended_on = was.ended_on if was else None
    found.completed_path = was.completed_path if was else None
    found.exit_situation = was.exit_situation if was else ""
    _save(found)
    found.outcomes.all().delete()
    Outcome.objects.bulk_create(outcome_rows(found, was) if was else [])
    audit.record("put an exit back", found, by=by, fields=["ended_on", "outcomes"])
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return found


def check_leave(participation: Participation, entry: LeaveEntry, *, on: date) -> None:
    for outcome in entry.outcomes:
        if outcome.evidence not in PROOFS[outcome.kind]:
            raise ProvesNothing(
                outcome=OutcomeKind(outcome.kind).label,
                evidence=EvidenceKind(outcome.evidence).label,
                proofs=", ".join(str(proof.label) for proof in PROOFS[outcome.kind]),
            )
    found = rules.problems_at_leave(
        as_start(entry_of(participation.person), start_of(participation)),
        as_leave(entry),
        today=on,
        rule_set=rule_set(participation.project.rule_set),
        last_support_on=participation.last_support_on,
    )
    if bad := errors(found):
        raise Refused(bad)


def outcome_rows(participation: Participation, entry: LeaveEntry) -> list[Outcome]:
    return [Outcome(participation=participation, **vars(outcome)) for outcome in entry.outcomes]


def _keep_exit(
    found: Participation, *, by: Actor, returned_on: date | None = None, reason: str = ""
) -> None:
    """The exit as it stands, before anything of it is withdrawn or replaced."""
    leave = leave_of(found)
    EarlierExit.objects.create(
        participation=found,
        ended_on=leave.ended_on,
        completed_path=leave.completed_path,
        exit_situation=leave.exit_situation,
        outcomes=outcomes_as_text(leave.outcomes),
        returned_on=returned_on,
        reason=reason,
        withdrawn_by=by if isinstance(by, Member) else None,
    )


def _current(participation: Participation, version: int | None) -> Participation:
    """The participation, locked; not a voided one, nor one that changed since it was shown."""
    found = live(participation)
    if version is not None and found.version != version:
        raise StaleEdit
    return found


def _save(participation: Participation) -> None:
    participation.version += 1
    participation.save()
