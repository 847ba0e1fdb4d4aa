"""Which row of a sheet names the columns, and which column answers which field. No model in this file."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from projects.exchange.kinds import Target
from projects.exchange.readers.typed import folded

# Rows looked at for the one that names the columns: titles and logos of an office come before it.
LOOKED_AT = 25
# How alike a title must be to be suggested, of 100.
NEAR = 86


def titles_of(targets: Sequence[Target], remembered: Mapping[str, str]) -> dict[str, str]:
    """By folded title, the field it names; what somebody named before goes before what we guess."""
    known: dict[str, str] = {}
    for target in targets:
        for title in (target.name, target.label, *target.also):
            known.setdefault(folded(title), target.name)
    names = {target.name for target in targets}
    return known | {title: name for title, name in remembered.items() if name in names}


def heading(rows: Iterable[tuple[int, Sequence[str]]], titles: Mapping[str, str]) -> int | None:
    """The number of the row that names most columns; None where none names two."""
    best, most = None, 1
    for number, cells in rows:
        named = len({titles[folded(cell)] for cell in cells if folded(cell) in titles})
        if named > most:
            best, most = number, named
    return best


def columns(cells: Sequence[str], titles: Mapping[str, str]) -> dict[str, int]:
    """By field, the column that answers it: named exactly first, then nearly."""
    found: dict[str, int] = {}
    left: list[tuple[int, str]] = []
    for place, cell in enumerate(cells):
        title = folded(cell)
        name = titles.get(title)
        if name and name not in found:
            found[name] = place
        elif title:
            left.append((place, title))
    for place, title in left:
        near = process.extractOne(title, titles.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
        if near and titles[near[0]] not in found:
            found[titles[near[0]]] = place
    return found
