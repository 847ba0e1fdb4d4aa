"""Mends of what is stored: they go through the operations that correct people, one after another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.participants import operations as participants
from projects.participants.columns import address_at_start, address_of, entry_of, start_of
from projects.participants.models import Participation
from projects.sm_efs.queries.mends import (
    IN_ADDRESS,
    IN_STATE,
    OF_PERSON,
    StoredMend,
    fingerprint,
    stored_mends,
)


class ChangedMeanwhile(RuleBroken):
    message = _(
        "What the page proposed no longer fits what is stored: somebody changed it meanwhile. "
        "Look at the list again."
    )


@operation(moves_figures=True)
def mend_people(
    *, project: Project, keys: Sequence[str], seen: str, reason: str, on: date, by: Actor
) -> list[StoredMend]:
    """Carry out the chosen mends; `seen` is the fingerprint of what the page showed of them.

    Each is a correction of its own, with its own row of the trail and its own checks.
    """
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    chosen = [one for one in stored_mends(project, on=on) if one.key in set(keys)]
    if not chosen or fingerprint(chosen) != seen:
        raise ChangedMeanwhile
    for one in chosen:
        _carry_out(one, reason=reason, on=on, by=by)
    return chosen


def _carry_out(one: StoredMend, **moment: Any) -> None:
    row = Participation.objects.select_related("person", "project").get(pk=one.participation.pk)
    if one.column in OF_PERSON or (one.column in IN_ADDRESS and row.started_on is None):
        _correct_person(row, one, **moment)
    else:
        _correct_start(row, one, **moment)


def _correct_person(row: Participation, one: StoredMend, **moment: Any) -> None:
    entry = replace(entry_of(row.person), **_changes(one))
    participants.correct_person(
        person=row.person, entry=entry, version=row.person.version, **moment
    )


def _correct_start(row: Participation, one: StoredMend, **moment: Any) -> None:
    start, told = start_of(row), _changes(one)
    if one.column in IN_ADDRESS:
        address = start.address or address_at_start(row) or address_of(row.person)
        start = replace(start, address=replace(address, **told))
    elif one.column in IN_STATE:
        start = replace(start, **told)
    participants.correct_start(participation=row, start=start, version=row.version, **moment)


def _changes(one: StoredMend) -> dict[str, Any]:
    return {one.column: one.after}
