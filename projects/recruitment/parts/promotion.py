"""What the register knows of a candidate whose PESEL it holds, beside what the application says."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.permissions import Actor, Permission
from projects.participants import known as register
from projects.participants import parts as people
from projects.participants import queries as participants
from projects.participants.columns import entry_of
from projects.participants.entries import PersonEntry
from projects.participants.models import Person
from projects.participants.operations.entering import person_with
from projects.recruitment import queries
from projects.recruitment.models import Candidate
from territory.models import Unit
from ui.parts import Column, Table


@dataclass(frozen=True)
class Known:
    """The person of the register, and what promotion changes there: `after` differs from `before`."""

    person: Person
    is_named_alike: bool
    changes: Table | None


def known_as(candidate: Candidate, by: Actor) -> Known | None:
    """Nobody where the register does not hold the PESEL."""
    person = person_with(candidate.pesel)
    if person is None:
        return None
    held, said = entry_of(person), queries.person_of(candidate)
    seen = participants.participations_visible_to(by, Permission.EDIT_PEOPLE)
    may_see = seen.filter(person=person).exists()
    changes = _changes(held, register.renewed(held, said), may_see=may_see)
    return Known(person, register.is_named_alike(person, said), changes)


def _changes(held: PersonEntry, renewed: PersonEntry, *, may_see: bool) -> Table | None:
    """Contact and address of somebody out of sight are not told: only what takes their place."""
    before, after = _told(held), _told(renewed)
    changed = [label for label in after if before[label] != after[label]]
    if not changed:
        return None
    columns = [Column(_("Fact")), Column(_("In the register now")), Column(_("After promotion"))]
    rows = [[label, before[label], after[label]] for label in changed]
    if not may_see:
        columns, rows = columns[::2], [row[::2] for row in rows]
    return Table(_("What changes"), columns, rows, caption_hidden=True)


def _told(entry: PersonEntry) -> dict[str, Any]:
    """As an official reads it, by the name of the field."""
    gmina = Unit.objects.filter(pk=entry.gmina).values_list("display_name", flat=True).first()
    return {
        _("First name"): entry.given_name,
        _("Last name"): entry.family_name,
        _("Telephone"): entry.phone,
        _("E-mail"): entry.email,
        _("Address"): people.written(entry.address),
        _("Gmina"): gmina or entry.gmina,
    }
