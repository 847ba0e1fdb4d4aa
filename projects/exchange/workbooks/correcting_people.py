"""People taken out to be corrected, and their rows beside who is here when the file comes back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from core import pesel
from core.permissions import Actor, Permission
from projects.agreements.models import Project
from projects.exchange.judging import three_ways
from projects.exchange.judging.three_ways import Cell
from projects.exchange.kinds import Verdict
from projects.exchange.readers.changing_people import ANSWERED, NEVER_COMPARED, Row, merged
from projects.exchange.vocabulary import Standing
from projects.exchange.workbooks import bases
from projects.exchange.workbooks.bases import Base
from projects.participants import operations
from projects.participants import queries as participants
from projects.participants.columns import entry_of, search_key, start_of
from projects.participants.models import Participation

Answers = dict[str, list[tuple[str, Any]]]


def compare(project: Project, rows: Sequence[Row], *, by: Actor) -> list[Verdict]:
    """What each row with its base means beside what is here; few queries for all of them."""
    if not rows:
        return []
    ids = {row.base.target for row in rows if row.base}
    visible = participants.participations_visible_to(by, Permission.EDIT_PEOPLE)
    live = visible.filter(project=project, pk__in=ids, voided_at=None, started_on__isnull=False)
    here = {one.pk: one for one in live.select_related("person", "project")}
    seen = operations.fingerprints(list(here))
    return [_verdict(row, here, seen) for row in rows]


def _verdict(row: Row, here: Mapping[UUID, Participation], seen: Mapping[UUID, bytes]) -> Verdict:
    assert row.base is not None  # noqa: S101  whoever has none is compared otherwise
    found = here.get(row.base.target)
    if found is None:
        return _refused(family_name=_GONE)
    told = row.entry.person.pesel
    if (pesel.plain(told) if told else None) != found.person.pesel:
        return _refused(pesel=_NUMBER)
    if told is None and not _is_still(found, row):
        return _refused(family_name=_SOMEBODY_ELSE)
    cells = compared(row, found, row.base)
    taken, clashes = ([n for n, one in cells.items() if one == c] for c in (Cell.TAKEN, Cell.CLASH))
    return Verdict(
        standing=Standing.CLASH if clashes else Standing.CHANGE if taken else Standing.SAME,
        target=found.pk,
        whose=found.pk,
        differs=sorted(taken),
        clashes=sorted(clashes),
        seen=seen[found.pk],
    )


def _is_still(found: Participation, row: Row) -> bool:
    """Without a number something else must tell that the row is of the same person."""
    was, now = entry_of(found.person), row.entry.person
    return (
        was.born_on == now.born_on
        or search_key(was) == search_key(now)
        or bool(was.other_identifier and was.other_identifier == now.other_identifier)
    )


_SOMEBODY_ELSE = gettext_lazy(
    "This row was taken out for somebody of another name and another date of birth. To add somebody, "
    "write into a new row below."
)
_GONE = gettext_lazy(
    "The person of this row is not in the project any more, or was voided. Look at the list of "
    "participants."
)
_NUMBER = gettext_lazy(
    "This row was taken out for a person with another PESEL. A PESEL is corrected on the person's "
    "own page; to add somebody, write into a new row below."
)


def _refused(**mistakes: Any) -> Verdict:
    said = {name: [str(text)] for name, text in mistakes.items()}
    return Verdict(standing=Standing.BAD, mistakes=said)


def compared(row: Row, found: Participation, base: Base) -> dict[str, Cell]:
    """Each answer of the row as it is there, as it was, and as it is now; an emptied cell is an answer."""
    now = answers_now(found, base.digests)
    told = replace(row, told=frozenset(now))
    person, start = merged(told, found)
    file = _answers({**vars(start), **vars(person)}, now)
    return three_ways.of_row(
        file=_digests(found.pk, file), base=base.digests, now=_digests(found.pk, now)
    )


def answers_now(found: Participation, names: Iterable[str]) -> Answers:
    """By question, what its columns say."""
    held = {**vars(start_of(found)), **vars(entry_of(found.person))}
    return _answers(held, names)


def _answers(held: Mapping[str, Any], names: Iterable[str]) -> Answers:
    told: Answers = {}
    for name in names:
        columns = [column for column in ANSWERED.get(name, (name,)) if column in held]
        if columns and name not in NEVER_COMPARED:
            told[name] = [(column, held[column]) for column in columns]
    return told


def _digests(target: UUID, answers: Answers) -> dict[str, str]:
    return {name: bases.digest(target, name, values) for name, values in answers.items()}


def key_of(found: Participation, names: Iterable[str]) -> str:
    """The hidden cell of a row that is taken out."""
    return bases.written(found.pk, _digests(found.pk, answers_now(found, names)))
