"""Which kind of rows each sheet of a workbook holds: by our template, or by its headings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from projects.exchange import recognising, rows
from projects.exchange.kinds import Reader
from projects.exchange.readers import whom
from projects.exchange.readers.form_reader import FULL_NAME
from projects.exchange.workbooks import fingerprints, known_again
from projects.exchange.workbooks.fingerprints import Fingerprint

# Whoever is spoken of is entered first; an exit comes after the support.
ORDER = ("participants", "services", "attendance", "outcomes")
# What every kind asks says nothing of which it is.
OF_ANYBODY = frozenset({*whom.FIELDS, FULL_NAME})
LEAST = 3
Heads = Mapping[int, Sequence[tuple[int, Sequence[str]]]]


@dataclass(frozen=True)
class Sheet:
    """`template` is our fingerprint of it; without a kind it is left out unless somebody says more."""

    place: int
    name: str
    kind: str = ""
    template: str = ""

    @property
    def told(self) -> dict[str, Any]:
        return asdict(self)


def ours(text: str) -> list[Fingerprint]:
    """What a workbook of several sheets says of them."""
    found = [known_again.of_file(one) for one in text.split()]
    return [one for one in found if one is not None and one.kind in ORDER]


def recognised(
    names: Mapping[int, str],
    heads: Heads,
    template: str,
    readers: Mapping[str, Reader],
    remembered: Mapping[str, Mapping[str, str]],
) -> list[Sheet]:
    """Every sheet that holds rows, by its place; `readers` and what was `remembered` by kind."""
    prints = ours(template)
    return [
        _by_template(place, name, heads[place], prints)
        or Sheet(place, name, "" if prints else _by_headings(heads[place], readers, remembered))
        for place, name in names.items()
        if heads.get(place)
    ]


def _by_template(
    place: int,
    name: str,
    first: Sequence[tuple[int, Sequence[str]]],
    prints: Collection[Fingerprint],
) -> Sheet | None:
    digests = {fingerprints.of_cells(cells) for _number, cells in first}
    found = next((one for one in prints if one.titles in digests), None)
    return Sheet(place, name, found.kind, str(found)) if found else None


def _by_headings(
    first: Sequence[tuple[int, Sequence[str]]],
    readers: Mapping[str, Reader],
    remembered: Mapping[str, Mapping[str, str]],
) -> str:
    """The kind of which the sheet answers most questions, one of its own at least; none if unsure."""
    known = {code: _columns(first, readers[code], remembered.get(code, {})) for code in readers}
    # An exit has columns of participants too: of two that fit alike, the one that lacks less is meant.
    fits = {
        code: (len(columns), -len(rows.missing(readers[code].targets, rows.by_columns(columns))))
        for code, columns in known.items()
    }
    best, *others = sorted(fits, key=lambda code: fits[code], reverse=True)
    own = set(known[best]) - OF_ANYBODY
    is_tied = any(fits[code] == fits[best] for code in others)
    return best if own and len(known[best]) >= LEAST and not is_tied else ""


def _columns(
    first: Sequence[tuple[int, Sequence[str]]], reader: Reader, remembered: Mapping[str, str]
) -> dict[str, int]:
    titles = recognising.titles_of(reader.targets, remembered)
    number = recognising.heading(first, titles)
    return {} if number is None else recognising.columns(dict(first)[number], titles)
