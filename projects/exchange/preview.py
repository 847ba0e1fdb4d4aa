"""What would become of rows, as a page tells it before anything is entered: as they were understood."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
# What a PESEL tells, where the file does not.
OF_NUMBER = ("born_on", "sex")


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

    def changes(self, fields: Collection[str], labels: Mapping[str, str]) -> str:
        """What the row changes, in the order of the form: as it is here, and as it becomes."""
        return "; ".join(
            f"{labels[name]}: {self.here.get(name) or '–'} {BECOMES} {self.words.get(name, '–')}"
            for name in labels
            if name in fields
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
    columns += [Column(_("Here now"))] if told.here else []
    columns.append(Column(_("Remark")))
    changed = frozenset(row.fields) if told.here else frozenset()
    as_read, lines = rows.as_read(row), list[list[object]]()
    labels = {one.name: one.label for one in reader.targets}
    for one in _asked(told, reader.targets, changed):
        understood = Cell(_understood(one.name, told))
        if one.name in changed:
            understood = replace(understood, tag=_("changes"), tone="amber")
        elif one.name in told.mistakes:
            understood = replace(understood, tag=_("mistake"), tone="bad")
        here = [_here_now(one.name, told, changed)] if told.here else []
        remark = _remark(found, row, one.name, told) or _of_group(found, one, told, labels)
        lines.append([one.label, _written(found, as_read, one.name), understood, *here, remark])
    return Table(_("What the row says"), columns, lines, caption_hidden=True)


def _asked(told: Told, targets: Sequence[Target], changed: frozenset[str]) -> Iterator[Target]:
    """In the order of the form: what the row tells, what follows from it, and what it empties."""
    apart = {part for name in told.cells for part in STANDS_FOR.get(name, ())}
    named = {*told.cells, *told.words} - apart | changed | set(told.mistakes)
    return (one for one in targets if one.name in named)


def _understood(name: str, told: Told) -> str:
    """A column that answers several questions is understood as all of them."""
    asked = STANDS_FOR.get(name, (name,))
    return " ".join(told.words[one] for one in asked if one in told.words) or "–"


def _here_now(name: str, told: Told, changed: frozenset[str]) -> str:
    """Empty where nothing is compared."""
    return told.here.get(name) or ("–" if name in changed else "")


def _written(found: Import, as_read: tuple[str, list[str]], name: str) -> str:
    """What stands in the file itself, whatever was typed here since."""
    place, (kinds, cells) = found.columns.get(name, {}).get("column"), as_read
    if place is None or place >= len(cells) or not cells[place]:
        return "–"
    words = in_words.written(cells[place], kinds[place])
    return in_words.covered(words) if name == in_words.NUMBER else words


def _remark(found: Import, row: ImportRow, name: str, told: Told) -> str:
    """What is wrong, what was put right, or where the answer is from when it is not from the file."""
    if name in told.mistakes:
        return " ".join(told.mistakes[name])
    if name in told.put_right:
        return told.put_right[name].sentence
    if name in rows.mended(row):
        return _("Typed on the page, in place of what the file says.")
    if "value" in found.columns.get(name, {}):
        return _("Said once for every row of the file.")
    if name in told.words and name not in told.cells:
        return _("Follows from the PESEL.") if name in OF_NUMBER else ""
    return ""


def _of_group(found: Import, one: Target, told: Told, labels: Mapping[str, str]) -> str:
    """Of an answer that was said once for all with the same answer to another question, which one."""
    if one.name not in told.words or "by" not in found.columns.get(one.name, {}):
        return ""
    text = _("Said once for all rows with the same answer to: %(question)s.")
    return text % {"question": labels[one.said_with]}


def before_taking_back(found: Import) -> dict[str, Any]:
    """What taking back would do; a row that changed something names the fields."""
    # First, so that whoever works on the file meanwhile is seen in the numbers, or refused.
    seen, counts = rows.seen_entered(found), queries.counts(found)
    done = rows.data_of(found).filter(standing=Standing.DONE)
    changed = done.exclude(fields=[]).count()
    return {
        "found": found,
        "name": name_of(found),
        "project": found.project,
        "added": counts.get(Standing.DONE, 0) - changed,
        "changed": changed,
        "waiting": queries.waiting(found, counts),
        "seen": seen,
    }
