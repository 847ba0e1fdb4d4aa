"""Mends of what is stored: they go through the operations that correct people, one after another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
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
    OF_PERSON,
    OF_START,
    StoredMend,
    chosen_mends,
    fingerprint,
)

Values = Mapping[str, Any]


class ChangedMeanwhile(RuleBroken):
    message = _(
        "What the page proposed no longer fits what is stored: somebody changed it meanwhile. "
        "Look at the list again."
    )


class NotMended(RuleBroken):
    """For a page alone: it holds a name, and what is flashed leaves the unit's own schema."""

    message = _("%(person)s was not changed. %(why)s")

    def __init__(self, participation: Participation, why: str) -> None:
        super().__init__(person=str(participation.person), why=why)
        self.participation = participation
        self.why = why


@dataclass(frozen=True)
class Mended:
    """How many mends were carried out, and whose were refused."""

    count: int
    refused: tuple[NotMended, ...]


@operation(moves_figures=True)
def mend_people(
    *, project: Project, keys: Sequence[str], seen: str, reason: str, on: date, by: Actor
) -> Mended:
    """Carry out the chosen mends; `seen` is the fingerprint of what the page showed of them.

    What is chosen of one person is one correction of the person and one of the start, each with its
    own row of the trail and its own checks: mended one by one, each would be refused for the other.
    Somebody of whom more is wrong than a click mends stays as they were, and keeps nobody else back.
    """
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    chosen = chosen_mends(project, keys, on=on).mends
    if not chosen or fingerprint(chosen) != seen:
        raise ChangedMeanwhile
    count, refused = 0, []
    for participation, values in _by_person(chosen):
        try:
            with transaction.atomic():
                _carry_out(participation, values, reason=reason, on=on, by=by)
            count += len(values)
        except RuleBroken as refusal:
            refused.append(NotMended(participation, str(refusal)))
    if not count:
        raise refused[0]
    return Mended(count, tuple(refused))


def _by_person(chosen: Iterable[StoredMend]) -> list[tuple[Participation, dict[str, str]]]:
    people: dict[Any, tuple[Participation, dict[str, str]]] = {}
    for one in chosen:
        kept = people.setdefault(one.participation.pk, (one.participation, {}))
        kept[1][one.column] = one.value
    return list(people.values())


def _carry_out(participation: Participation, values: Values, **moment: Any) -> None:
    is_begun = participation.started_on is not None
    own = OF_PERSON if is_begun else OF_PERSON | IN_ADDRESS
    of_person = {name: value for name, value in values.items() if name in own}
    if of_person:
        _correct_person(_fresh(participation), of_person, **moment)
    if len(values) > len(of_person):
        rest = {name: value for name, value in values.items() if name not in own}
        _correct_start(_fresh(participation), rest, **moment)


def _fresh(participation: Participation) -> Participation:
    return Participation.objects.select_related("person", "project").get(pk=participation.pk)


def _correct_person(row: Participation, values: Values, **moment: Any) -> None:
    entry = replace(entry_of(row.person), **values)
    participants.correct_person(
        person=row.person, entry=entry, version=row.person.version, **moment
    )


def _correct_start(row: Participation, values: Values, **moment: Any) -> None:
    start = replace(start_of(row), **{name: values[name] for name in values.keys() & OF_START})
    if places := {name: values[name] for name in values.keys() & IN_ADDRESS}:
        address = start.address or address_at_start(row) or address_of(row.person)
        start = replace(start, address=replace(address, **places))
    participants.correct_start(participation=row, start=start, version=row.version, **moment)
