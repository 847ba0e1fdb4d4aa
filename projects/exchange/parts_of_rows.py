"""What the page of rows shows: those that ask for something as forms, the others in a table."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import Actor
from projects.exchange import preview, queries, rows, saying
from projects.exchange.judging import (
    checking,
    closed_days,
    closed_days_shown,
    deciding,
    mending,
    resembling,
)
from projects.exchange.kinds import Reader
from projects.exchange.models import Import, ImportRow
from projects.exchange.parts import NOT_WRITTEN_DOWN, counted
from projects.exchange.preview import Told
from projects.exchange.vocabulary import CARRIED_OUT, UNWRITTEN, Differing, Standing, Step
from ui.parts import Cell, Column, Table


def rows_at(found: Import, standing: str, field: str = "") -> Any:
    every = rows.data_of(found).select_related("of__project")
    if standing == closed_days_shown.PLACE:
        return closed_days.differing(found).select_related("of__project")
    if standing == UNWRITTEN:
        return queries.unwritten(found).select_related("of__project")
    if field:
        every = every.filter(fields__contains=[field])
    return every.filter(standing=standing) if standing in Standing else every


def _seen(found: Import) -> str:
    clashing = rows.data_of(found).filter(standing=Standing.CLASH)
    return deciding.seen(clashing.only("number", "target_id"))


def rows_page(
    found: Import, page: Page, standing: str, *, asks: bool, on: date, by: Actor
) -> dict[str, Any]:
    """The rows of one page: where anything is asked, those that ask as forms; the others in a table."""
    reader = rows.reader_of(found, on=on)
    if standing == closed_days_shown.PLACE:
        return closed_days_shown.page(found, page, reader)
    counts = queries.counts(found)
    is_open = found.step == Step.READY
    of_standing = _asked(found) if asks else {}
    by_kind: dict[str, list[ImportRow]] = {kind: [] for kind in (CLASHES, WHO, TOLD)}
    for row in page:
        by_kind[of_standing.get(row.standing, TOLD)].append(row)
    told = _told(found, by_kind[TOLD], reader, counts, asks=asks)
    forms: list[mending.ShownRow] = []
    lines: list[mending.ShownRow] = []
    for one in told:
        (forms if asks and _asks(found, one) else lines).append(one)
    clashing, asked = by_kind[CLASHES], by_kind[WHO]
    waiting = [] if is_open else forms
    seen = [one.row for one in (*lines, *waiting)]
    understood = preview.told(found, seen, reader, by=by) if asks else {}
    return {
        "clashes": deciding.shown(found, clashing, reader) if clashing else [],  # type: ignore[arg-type]
        "seen": _seen(found) if clashing else "",
        "alike": resembling.shown(found, asked, reader, by=by) if asked else [],
        "shown": [_saying(one, understood.get(one.row.pk), reader) for one in forms],
        "table": _rows_table(found, lines, understood, reader),
        "counts": counted(found, counts),
        "standing": standing,
        "title": str(_TITLES.get(standing) or _("all rows")),
        "is_open": is_open,
        "waits": bool(forms) and not is_open,
    }


def _told(
    found: Import, some: list[ImportRow], reader: Reader, counts: Mapping[str, int], *, asks: bool
) -> list[mending.ShownRow]:
    """Of rows that ask nothing nobody looks again at what is wrong with each: a file holds very many."""
    if not asks:
        return [mending.ShownRow(row, mending.who(found, row), [], []) for row in some]
    is_open = found.step == Step.READY
    alike = mending.alike_in(found, reader) if is_open and counts.get(Standing.BAD) else {}
    return mending.shown(found, some, reader, alike)


# What a row asks: which side holds, or who it is; everything else is told by itself.
CLASHES, WHO, TOLD = "clashes", "who", "told"


def _asked(found: Import) -> dict[str, str]:
    """By standing, what is asked of the file as it stands now."""
    asks = {Standing.ALIKE.value: WHO} if found.step in resembling.ASKED_AT else {}
    return asks | {Standing.CLASH.value: CLASHES} if found.step == Step.READY else asks


_TITLES: dict[str, Any] = {one.value: one.label for one in Standing}
_TITLES[UNWRITTEN] = NOT_WRITTEN_DOWN


def _asks(found: Import, one: mending.ShownRow) -> bool:
    """Whether something can be done with the row: mended, or left out although it was to go in."""
    if found.step == Step.READY:
        return bool(one.answers or one.others)
    waits = CARRIED_OUT[Differing(found.differing)]
    return found.step == Step.APPLIED and one.standing in waits


def _rows_table(
    found: Import, told: Iterable[mending.ShownRow], understood: Mapping[UUID, Told], reader: Reader
) -> Table:
    """What would become of each row, with the answers that tell most; of those that nobody reads, the first."""
    labels = {one.name: one.label for one in reader.targets}
    words = [one.words for one in understood.values()]
    telling = [name for name in reader.telling if any(name in one for one in words)]
    columns = [Column(_("Row"), "number"), Column(_("Who"))]
    columns += [Column(labels[name]) for name in telling]
    columns.append(Column(_("What becomes of it")))
    lines: list[list[object]] = []
    for one in told:
        row = understood.get(one.row.pk)
        who = _who(found, one) if row else one.who or "–"
        answers = [row.cell(name) if row else "–" for name in telling]
        lines.append([one.row.number, who, *answers, _becomes(one, row, labels)])
    return Table(_("Rows"), columns, lines, caption_hidden=True)


def _saying(one: mending.ShownRow, understood: Told | None, reader: Reader) -> mending.ShownRow:
    """With the answers that tell most, where they were looked at."""
    if understood is None:
        return one
    labels = {target.name: target.label for target in reader.targets}
    words = understood.words
    return replace(one, says=[(labels[n], words[n]) for n in reader.telling if n in words])


def _who(found: Import, one: mending.ShownRow) -> Cell:
    return Cell(one.who or "–", url=reverse("exchange:row", args=[found.pk, one.row.pk]))


def _becomes(
    one: mending.ShownRow, understood: Told | None, labels: Mapping[str, str]
) -> str | Cell:
    why = " ".join(_why(one, labels))
    if understood and understood.here:
        why = understood.changes(one.row.fields, labels)
    text = f"{one.standing.label}. {why}" if why else str(one.standing.label)
    if understood and understood.is_elsewhere:
        return Cell(text, tag=_("from another project"), tag_title=str(ELSEWHERE))
    return text


ELSEWHERE = gettext_lazy(
    "Another project of the unit has this person already: only the participation is added."
)


def row_page(found: Import, row: ImportRow, *, on: date, by: Actor) -> dict[str, Any]:
    """One row with all that it says, and the rows beside it of which the same becomes."""
    reader = rows.reader_of(found, on=on)
    wrong = checking.said_about(found, row, reader) if row.standing == Standing.BAD else {}
    if wrong:
        # Judged by itself, a row that only another one contradicts would go in.
        row.standing = Standing.BAD
    understood = preview.told(found, [row], reader, by=by).get(row.pk)
    one, table = mending.ShownRow(row, mending.who(found, row)), None
    if understood:
        understood = replace(understood, mistakes=wrong)
        table = preview.answers_table(found, row, understood, reader)
    labels = {target.name: target.label for target in reader.targets}
    alike = rows.data_of(found).filter(standing=row.standing)
    return {
        "found": found,
        "row": row,
        "who": one.who,
        "wrong": [text for name, said in wrong.items() if name not in labels for text in said],
        "elsewhere": ELSEWHERE if understood and understood.is_elsewhere else "",
        "table": table,
        "before": alike.filter(number__lt=row.number).last(),
        "after": alike.filter(number__gt=row.number).first(),
        "title": str(_TITLES.get(row.standing)),
    }


def _why(one: mending.ShownRow, labels: Mapping[str, str]) -> list[str]:
    """What is wrong with a row that nobody mends any more, unless it is forgotten; or what was kept.

    Where nobody looked at it again, the questions at which something is wrong.
    """
    if one.standing != Standing.BAD:
        return [saying.heard(one.row.why)]
    if one.row.cells is None:
        return []
    wrong = [f"{answer.field.label}: {' '.join(answer.said)}" for answer in one.answers]
    return [*wrong, *one.others] or [labels.get(name, name) for name in one.row.fields]
