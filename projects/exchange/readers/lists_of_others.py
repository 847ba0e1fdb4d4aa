"""Lists that other systems write are known by their headers, or by their columns: then few things are asked."""

from collections.abc import Mapping, Sequence

from projects.exchange.models import Import
from projects.exchange.readers.typed import folded
from projects.exchange.vocabulary import Step
from projects.participants.known_lists import KNOWN, KnownList

Heads = Mapping[int, Sequence[tuple[int, Sequence[str]]]]


def recognise(found: Import, heads: Heads, *, least: int) -> bool:
    """Say which column answers what, if it is a known list of participants of the project's period.

    It is known when at least so many of its columns are.
    """
    if found.kind != "participants":
        return False
    for known in KNOWN.values():
        if known.rule_set != found.project.rule_set:
            continue
        for sheet, first in heads.items():
            place = _place(known, first)
            if place is not None and len(place[1]) >= least:
                found.known_list, found.sheet, found.step = known.code, sheet, Step.NAMING
                found.head, columns = place
                found.columns = {name: {"column": column} for name, column in columns.items()}
                return True
    return False


def _place(
    known: KnownList, first: Sequence[tuple[int, Sequence[str]]]
) -> tuple[int, dict[str, int]] | None:
    """The row with the headers, 0 for none, and by question the place of its column."""
    for number, cells in first:
        columns = _by_headers(known, cells)
        if len(columns) * 2 > len(known.questions):
            return number, columns
    if first and known.is_row(first[0][1]):
        return 0, {name: place for place, name in known.questions.items()}
    return None


def _by_headers(known: KnownList, cells: Sequence[str]) -> dict[str, int]:
    """In whatever order; of two columns of one name the first stands before the second."""
    left: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        left.setdefault(folded(cell), []).append(place)
    columns: dict[str, int] = {}
    for place, header in enumerate(known.headers):
        there = left.get(folded(header))
        if there:
            at = there.pop(0)
            if place in known.questions:
                columns[known.questions[place]] = at
    return columns
