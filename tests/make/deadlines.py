"""Factories of deadlines: people at the moments of a project from which terms are counted."""

from datetime import date
from typing import Any

from projects.deadlines import queries
from projects.deadlines.items import Item
from projects.deadlines.rules import Kind
from projects.participants import operations as participants
from projects.participants.models import Participation
from tests import make


def left(
    *, by: Any, on: date, of: Any = None, situation: str = "BEING_MONITORED", **facts: Any
) -> Participation:
    """Somebody who left on a day without any outcome."""
    usual = {"pesel": None, "started_on": date(2025, 6, 2)}
    person = make.participation(by=by, of=of, **{**usual, **facts})
    entry = make.leave_entry(ended_on=on, exit_situation=situation, outcomes=())
    return participants.leave(participation=person, entry=entry, version=1, on=on, by=by)


def helped(*, by: Any, on: date, **facts: Any) -> Participation:
    """Somebody whose last support was given on a day."""
    person = make.participation(by=by, pesel=None, **facts)
    Participation.objects.filter(pk=person.pk).update(last_support_on=on)
    return person


def of_kind(kind: Kind, by: Any, *, on: date, until: date = date(2035, 1, 1)) -> list[Item]:
    return [item for item in queries.due_for(by, on, until) if item.kind == kind]
