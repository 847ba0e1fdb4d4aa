"""A participation ends, its outcomes are recorded, and a person may come back to the project."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants import rules
from projects.participants.columns import entry_of, start_of
from projects.participants.entries import LeaveEntry, OutcomeEntry, as_leave, as_start, errors
from projects.participants.models import Outcome, Participation
from projects.participants.operations.entering import Refused
from projects.participants.rule_sets import rule_set


class SupportNotBegun(RuleBroken):
    message = _(
        "The support of this person has not begun, so there is nothing to leave. "
        "Record the first support, or take the person off the project."
    )


class StillTakesPart(RuleBroken):
    message = _("This person has not left. Record the exit first, the outcome afterwards.")


@operation(moves_figures=True)
def leave(
    *, participation: Participation, entry: LeaveEntry, version: int, on: date, by: Actor
) -> Participation:
    """End a participation, or correct its end: what was recorded before is replaced."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = _locked(participation, version)
    if found.started_on is None:
        raise SupportNotBegun
    check_leave(found, entry, on=on)
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
    *, participation: Participation, outcome: OutcomeEntry, on: date, by: Actor
) -> Outcome:
    """Add or replace one outcome of an exit, with the day it was observed and its evidence."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = _locked(participation, None)
    if found.ended_on is None:
        raise StillTakesPart
    kept = [
        OutcomeEntry(kind=o.kind, observed_on=o.observed_on, evidence=o.evidence, note=o.note or "")
        for o in found.outcomes.exclude(kind=outcome.kind)
    ]
    entry = LeaveEntry(
        ended_on=found.ended_on,
        completed_path=bool(found.completed_path),
        exit_situation=found.exit_situation,
        outcomes=(*kept, outcome),
    )
    check_leave(found, entry, on=on)
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
def return_to_project(*, participation: Participation, version: int, by: Actor) -> Participation:
    """A person comes back: the start stays, the exit and its results are withdrawn."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = _locked(participation, version)
    found.ended_on, found.completed_path, found.exit_situation = None, None, ""
    _save(found)
    found.outcomes.all().delete()
    audit.record("took an exit back", found, by=by, fields=["ended_on", "outcomes"])
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return found


def check_leave(participation: Participation, entry: LeaveEntry, *, on: date) -> None:
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


def _locked(participation: Participation, version: int | None) -> Participation:
    rows: Any = Participation.objects.select_for_update(of=("self",))
    found = rows.select_related("person", "project").get(pk=participation.pk)
    if version is not None and found.version != version:
        raise StaleEdit
    return found


def _save(participation: Participation) -> None:
    participation.version += 1
    participation.save()
