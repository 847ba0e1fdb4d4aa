"""Rows in which the file and somebody here changed the same: both sides, and which one holds."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from projects.exchange import rows
from projects.exchange.judging import mending
from projects.exchange.models import Import, ImportRow
from projects.exchange.readers.people import PeopleReader
from projects.exchange.vocabulary import Side
from projects.participants import operations


@dataclass(frozen=True)
class Choice:
    """A question with what stands here and what the file says."""

    name: str
    label: str
    ours: str
    file: str


@dataclass(frozen=True)
class Clash:
    row: ImportRow
    who: str
    choices: list[Choice]
    seen: str


def seen(some: Iterable[ImportRow]) -> str:
    """What stands here beside these rows, as a page shows it and sends it back."""
    asked = sorted(some, key=lambda row: row.number)
    return _told(asked, _standing(asked))


def _standing(asked: Iterable[ImportRow]) -> dict[UUID, bytes]:
    return operations.fingerprints([row.target_id for row in asked if row.target_id])


def _told(asked: Iterable[ImportRow], here: Mapping[UUID, bytes]) -> str:
    told = hashlib.sha256()
    for row in asked:
        told.update(here.get(row.target_id, b"") if row.target_id else b"")
    return told.hexdigest()[:32]


def shown(found: Import, some: Iterable[ImportRow], reader: PeopleReader) -> list[Clash]:
    asked = list(some)
    here = reader.shown([row.target_id for row in asked if row.target_id])
    stands = _standing(asked)
    return [
        Clash(
            row,
            mending.who(found, row),
            _choices(found, row, here[row.target_id], reader),
            _told([row], stands),
        )
        for row in asked
        if row.target_id in here
    ]


def _choices(
    found: Import, row: ImportRow, here: Mapping[str, str], reader: PeopleReader
) -> list[Choice]:
    labels = {one.name: one.label for one in reader.targets}
    reader.read(rows.cells_of(row, found.columns))
    told = reader.words()
    return [
        Choice(
            name=name,
            label=labels.get(name, name),
            ours=here.get(name, ""),
            file=told.get(name, ""),
        )
        for name in row.fields
    ]


def sides(posted: Mapping[str, Any], row: ImportRow) -> dict[str, str]:
    """What was chosen for the fields that are asked; anything else is no choice."""
    told = {name: posted.get(f"{row.pk.hex}-{name}", "") for name in row.fields}
    return {name: side for name, side in told.items() if side in Side.values}
