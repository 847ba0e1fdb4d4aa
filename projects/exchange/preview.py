"""What would become of rows, as a page tells it before anything is entered: as they were understood."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from core.permissions import Actor
from projects.exchange import queries, rows
from projects.exchange.kinds import Reader, Target
from projects.exchange.models import Import, ImportRow
from projects.exchange.parts import name_of
from projects.exchange.readers import in_words
from projects.exchange.readers.in_words import PutRight
from projects.exchange.readers.reading_rows import Cells, Read
from projects.exchange.rows import STANDS_FOR
from projects.exchange.vocabulary import Standing
from ui.parts import Cell, Column, Table

BECOMES = "→"


@dataclass(frozen=True)
class Told:
    """One row as it was understood: its answers in words, by field, and what is here otherwise."""

    cells: Cells
    words: Mapping[str, str]
    put_right: Mapping[str, PutRight]
    mistakes: Mapping[str, list[str]]
    is_elsewhere: bool = False
    here: Mapping[str, str] = field(default_factory=dict)

    def cell(self, name: str) -> Cell:
        words = self.words.get(name, "–")
        right = self.put_right.get(name)
        return Cell(words, tag=right.tag, tag_title=right.sentence) if right else Cell(words)

    def changes(self, fields: Iterable[str], labels: Mapping[str, str]) -> str:
        """What the row changes, field by field: as it is here, and as it becomes."""
        return "; ".join(
            f"{labels.get(name, name)}: {self.here.get(name) or '–'} {BECOMES} "
            f"{self.words.get(name, '–')}"
            for name in fields
        )


def told(
    found: Import, some: Sequence[ImportRow], reader: Reader, *, by: Actor
) -> dict[UUID, Told]:
    """By row, as it is understood; of whoever is here no more than the actor sees. Few queries for all."""
    whole: list[tuple[ImportRow, Any]] = []
    understood: dict[UUID, Told] = {}
    for row, cells in zip(some, rows.cells_of_each(some, found.columns), strict=True):
        if row.cells is None:
            continue
        read = reader.read(cells)
        understood[row.pk] = _told(cells, read, reader)
        if not read.mistakes:
            whole.append((row, read.entry))
    elsewhere = _elsewhere(whole, reader, by=by)
    here = _here(whole, reader)
    return {
        pk: replace(one, is_elsewhere=pk in elsewhere, here=here.get(pk, {}))
        for pk, one in understood.items()
    }


def _told(cells: Cells, read: Read, reader: Reader) -> Told:
    return Told(cells, reader.words(), reader.put_right(cells), read.mistakes)


def _elsewhere(whole: Sequence[tuple[ImportRow, Any]], reader: Reader, *, by: Actor) -> set[UUID]:
    """Of rows that add something, those about somebody whom another project knows."""
    new = [(row, entry) for row, entry in whole if row.standing == Standing.ADD]
    if not new:
        return set()
    known = reader.elsewhere([(entry, bytes(row.key or b"")) for row, entry in new], by=by)
    return {row.pk for (row, _entry), is_known in zip(new, known, strict=True) if is_known}


def _here(whole: Sequence[tuple[ImportRow, Any]], reader: Reader) -> dict[UUID, Mapping[str, str]]:
    """Of rows that change something, what it says before."""
    changing = [
        (row.pk, entry, row.target_id)
        for row, entry in whole
        if row.standing == Standing.CHANGE and row.target_id
    ]
    if not changing:
        return {}
    beside = reader.beside([(entry, target) for _pk, entry, target in changing])
    return {pk: one for (pk, _entry, _target), one in zip(changing, beside, strict=True)}


def answers_table(found: Import, row: ImportRow, told: Told, reader: Reader) -> Table:
    """Question by question: what the file says, how it was understood, and what is here otherwise."""
    columns = [Column(_("Question")), Column(_("In the file")), Column(_("Understood as"))]
    if told.here:
        columns.append(Column(_("Here now")))
    changed = set(row.fields) if told.here else set()
    lines: list[list[object]] = []
    for name, label, understood in _understood(told, reader.targets, changed):
        here = [told.here.get(name) or "–"] if told.here else []
        lines.append([label, _written(found, row, name, told), understood, *here])
    return Table(_("What the row says"), columns, lines, caption_hidden=True)


def _understood(
    told: Told, targets: Sequence[Target], changed: set[str]
) -> Iterator[tuple[str, str, Cell]]:
    """In the order of the form: what the row tells, what follows from it, and what it empties."""
    apart = {part for name in told.cells for part in STANDS_FOR.get(name, ())}
    for one in targets:
        if one.name in told.mistakes:
            said = " ".join(told.mistakes[one.name])
            yield one.name, one.label, Cell(said, tag=_("mistake"), tone="bad")
        elif one.name in STANDS_FOR and one.name in told.cells:
            parts = [told.words[part] for part in STANDS_FOR[one.name] if part in told.words]
            yield one.name, one.label, Cell(" ".join(parts) or "–")
        elif one.name in changed:
            yield (
                one.name,
                one.label,
                Cell(told.words.get(one.name, "–"), tag=_("changes"), tone="amber"),
            )
        elif one.name not in apart and (one.name in told.cells or one.name in told.words):
            yield one.name, one.label, told.cell(one.name)


def _written(found: Import, row: ImportRow, name: str, told: Told) -> object:
    """What stands in the file; what was typed here instead, or is said of every row, is named so."""
    if name not in told.cells:
        return "–"
    words = in_words.written(*told.cells[name])
    if name == in_words.NUMBER:
        words = in_words.covered(words)
    if name in rows.mended(row):
        return Cell(words, tag=_("typed on the page"))
    if "column" not in found.columns.get(name, {}):
        return Cell("–", tag=_("the same for every row"))
    return words


def before_taking_back(found: Import) -> dict[str, Any]:
    """What taking back would do; a row that changed something names the fields."""
    counts, done = queries.counts(found), rows.data_of(found).filter(standing=Standing.DONE)
    changed = done.exclude(fields=[]).count()
    return {
        "found": found,
        "name": name_of(found),
        "project": found.project,
        "added": counts.get(Standing.DONE, 0) - changed,
        "changed": changed,
        "waiting": queries.waiting(found, counts),
    }
