"""Two lists of participants beside each other: ours and what the national system holds."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from projects.sm_efs.layout import Layout
from projects.sm_efs.rules import texts
from projects.sm_efs.rules.record import SUPPORT, Record, Support, lay_out

# What the system writes, or what we never send.
NOT_COMPARED = frozenset(
    {"technical_id", "added_at", "added_by", "changed_at", "changed_by", "note"}
)


@dataclass(frozen=True)
class Difference:
    """One column in which both differ, as the file would write it."""

    column: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Differing:
    """A person whom both know, and in what they differ."""

    key: Hashable
    row: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Reconciled:
    """Our people by their keys, theirs by the numbers of their rows; each stands in one list only."""

    same: tuple[tuple[Hashable, int], ...]
    differing: tuple[Differing, ...]
    only_here: tuple[Hashable, ...]
    only_there: tuple[int, ...]
    # Rows of somebody whom an earlier row had already.
    twice: tuple[int, ...]


def reconciled(
    ours: Mapping[Hashable, Record], theirs: Mapping[int, Record], layout: Layout
) -> Reconciled:
    """Person by person: by the technical id where we know it, else by the PESEL or identifier."""
    pairs, twice = _paired(ours, theirs)
    same, differing = [], []
    for key, row in pairs.items():
        found = differences(ours[key], theirs[row], layout)
        if found:
            differing.append(Differing(key, row, tuple(found)))
        else:
            same.append((key, row))
    taken = {*pairs.values(), *twice}
    return Reconciled(
        same=tuple(same),
        differing=tuple(differing),
        only_here=tuple(key for key in ours if key not in pairs),
        only_there=tuple(row for row in theirs if row not in taken),
        twice=tuple(twice),
    )


def differences(ours: Record, theirs: Record, layout: Layout) -> list[Difference]:
    """Column by column, by what is meant: the order of supports and the form of days say nothing."""
    here, there = (_cells(record, layout) for record in (ours, theirs))
    return [
        Difference(column.name, here[column.name], there[column.name])
        for column in layout.columns
        if column.name not in NOT_COMPARED and here[column.name] != there[column.name]
    ]


def identifier_of(record: Record) -> str:
    bare = texts.tidy(record.identifier)
    return texts.pesel_of(bare) or bare.upper()


def _paired(
    ours: Mapping[Hashable, Record], theirs: Mapping[int, Record]
) -> tuple[dict[Hashable, int], list[int]]:
    by_id = {one.technical_id: key for key, one in ours.items() if one.technical_id}
    by_number = {identifier_of(one): key for key, one in ours.items() if one.identifier}
    pairs: dict[Hashable, int] = {}
    twice, strangers = [], set()
    for row, one in theirs.items():
        number = identifier_of(one)
        key = by_id.get(one.technical_id) if one.technical_id else None
        key = by_number.get(number) if key is None else key
        if key is None:
            if number and number in strangers:
                twice.append(row)
            strangers.add(number)
        elif key in pairs:
            twice.append(row)
        else:
            pairs[key] = row
    return pairs, twice


def _cells(record: Record, layout: Layout) -> dict[str, str]:
    cells = lay_out(record, layout)
    told = {
        column.name: texts.tidy(cell) for column, cell in zip(layout.columns, cells, strict=True)
    }
    told["identifier"] = identifier_of(record)
    told["phone"] = texts.phone_of(record.phone) or told["phone"]
    ordered = sorted(record.support, key=_order)
    joined = [
        layout.joined_by.join(getattr(one, name) for one in ordered) for name in ("kind", "detail")
    ]
    days = layout.joined_by.join(
        one.started_on.isoformat() if one.started_on else "" for one in ordered
    )
    return told | dict(zip(SUPPORT, (*joined, days), strict=True))


def _order(one: Support) -> tuple[str, str, str]:
    return (one.started_on.isoformat() if one.started_on else "", one.kind, one.detail)
