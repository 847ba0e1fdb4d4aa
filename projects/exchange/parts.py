"""What the pages of an import show: how far it is, its columns, its rows, and what entering would do."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.agreements.models import Project
from projects.exchange import files, keeping, operations, queries, recognising, rows
from projects.exchange.earlier import shown as earlier_shown
from projects.exchange.forms import COLUMN, ColumnsForm
from projects.exchange.judging import closed_days
from projects.exchange.kinds import Target, offered
from projects.exchange.meanings import shown as words_shown
from projects.exchange.models import Import, ImportRow
from projects.exchange.readers import in_words
from projects.exchange.vocabulary import MOVING, UNWRITTEN, Standing, Step
from projects.exchange.workbooks import blanks_whole, giving_back, known_again
from projects.workbench import history
from sheets.reading import Reason, Refused, letters
from ui import formats
from ui.parts import Cell, Column, Link, Table

SAMPLES = 3
MOST_DIGITS = 5
TONES = {
    Step.REFUSED: "bad",
    Step.NAMING: "amber",
    Step.READY: "amber",
    Step.APPLIED: "ok",
}
STEPS = (
    (gettext_lazy("File"), (Step.WAITING, Step.READING, Step.REFUSED)),
    (gettext_lazy("Columns"), (Step.NAMING,)),
    (gettext_lazy("Check"), (Step.CHECKING, Step.READY)),
    (
        gettext_lazy("Entering"),
        (Step.APPLYING, Step.APPLIED, Step.UNDOING, Step.UNDONE, Step.DROPPED),
    ),
)


def imports_table(found: Iterable[Import]) -> Table:
    columns = [
        Column(_("File")),
        Column(_("What is in it")),
        Column(_("Project")),
        Column(_("Sent"), "short"),
        Column(_("By")),
    ]
    return Table(_("Files"), columns, [_line(one) for one in found], caption_hidden=True)


def _line(one: Import) -> list[object]:
    step = Step(one.step)
    return [
        Cell(
            name_of(one),
            url=reverse("exchange:one", args=[one.pk]),
            tag=str(step.label),
            tone=TONES.get(step, ""),
        ),
        str(rows.kind_of(one).label),
        str(one.project),
        formats.moment(one.made_at),
        one.made_by.display_name,
    ]


def blanks_of(project: Project) -> list[Link]:
    """A workbook of ours for each kind, and one for all of them."""
    kinds = [(code, str(kind.label)) for code, kind in offered(project)]
    kinds.append((blanks_whole.CODE, _("a whole earlier project")))
    return [Link(said, reverse("exchange:blank", args=[project.pk, code])) for code, said in kinds]


def name_of(found: Import) -> str:
    return found.file_name or _("a file of %(day)s") % {"day": formats.moment(found.made_at)}


def refusal_of(found: Import) -> str:
    """Why the file was not read, in the reader's language."""
    told = json.loads(found.refusal or "{}")
    return str(Refused(Reason(told["reason"]), **told["where"])) if told else ""


@dataclass(frozen=True)
class Count:
    """How many rows are to become what; `url` leads to them."""

    label: str
    count: int
    url: str
    tone: str = ""


def page_of(found: Import, *, on: date, at: datetime) -> dict[str, Any]:
    """Everything of the page of one file."""
    step, counts = Step(found.step), queries.counts(found)
    total = sum(counts.values())
    page: dict[str, Any] = {
        "found": found,
        "name": name_of(found),
        "holds": str(rows.kind_of(found).label),
        "part": earlier_shown.place_of(found),
        "step": step,
        "steps": _steps(step),
        "is_moving": step in MOVING,
        "total": total,
        "done": _done(step, counts),
        "counts": counted(found, counts),
        "history": history.on_a_card([found.pk], with_reasons=False),
    }
    if step == Step.REFUSED:
        page["refusal"] = refusal_of(found)
    if step == Step.READY:
        page |= _ready(found, counts, on=on)
    if step in (Step.APPLIED, Step.UNDONE):
        page |= _entered(found, counts, at=at)
    goes_on = step in (Step.NAMING, Step.READY) or page.get("alike") or page.get("waiting")
    page["is_left"] = bool(goes_on) and rows.is_left(found)
    return page


def _ready(found: Import, counts: Mapping[str, int], *, on: date) -> dict[str, Any]:
    return {
        "bad": counts.get(Standing.BAD, 0),
        "clashes": counts.get(Standing.CLASH, 0),
        "alike": counts.get(Standing.ALIKE, 0),
        "reported": closed_days.differing(found).count(),
        "is_to_correct": known_again.is_to_correct(found),
        "fields": _wrong_table(found, on=on),
        "words": words_shown.words_of(found, counts, on=on),
        "earlier": queries.applied_before(found),
        "example": queries.example_left(found),
        "is_empty": counts.get(Standing.LEFT, 0) == sum(counts.values()),
        "can_enter": any(counts.get(one, 0) for one in (Standing.ADD, Standing.CHANGE)),
    }


def _entered(found: Import, counts: Mapping[str, int], *, at: datetime) -> dict[str, Any]:
    """What is left to do, as long as the file is kept."""
    told = {
        "place": rows.kind_of(found).place(found.project),
        "until": keeping.until(found),
        "is_kept": not keeping.is_over(found, at=at),
        "stays": counts.get(Standing.KEPT, 0),
    }
    if found.step != Step.APPLIED or not told["is_kept"]:
        return told
    return told | {
        "counts": [*counted(found, counts), *_unwritten(found)],
        "waiting": queries.waiting(found, counts),
        "bad": _to_be_marked(found, counts),
        "alike": counts.get(Standing.ALIKE, 0),
    }


def _to_be_marked(found: Import, counts: Mapping[str, int]) -> int:
    """Rows that were not entered for a mistake, as long as the file is kept."""
    left = sum(counts.get(one, 0) for one in giving_back.TOLD)
    return left if left and files.is_kept(found) else 0


@dataclass(frozen=True)
class Stage:
    """One of the four stages of the way; `state` is done, current or ahead."""

    number: int
    label: str
    state: str


def _steps(step: Step) -> list[Stage]:
    here = next(place for place, (_label, these) in enumerate(STEPS) if step in these)
    return [
        Stage(
            place + 1,
            str(label),
            "done" if place < here else "ahead" if place > here else "current",
        )
        for place, (label, _these) in enumerate(STEPS)
    ]


def _done(step: Step, counts: Mapping[str, int]) -> int:
    total = sum(counts.values())
    if step == Step.CHECKING:
        return total - counts.get(Standing.NEW, 0)
    if step == Step.APPLYING:
        return counts.get(Standing.DONE, 0) + counts.get(Standing.FAILED, 0)
    return counts.get(Standing.BACK, 0) + counts.get(Standing.KEPT, 0)


def counted(found: Import, counts: Mapping[str, int]) -> list[Count]:
    tones = {Standing.BAD: "bad", Standing.FAILED: "bad", Standing.CHANGE: "amber"}
    tones[Standing.CLASH] = tones[Standing.ALIKE] = "amber"
    address = reverse("exchange:rows", args=[found.pk])
    return [
        Count(str(one.label), counts[one], f"{address}?stan={one}", tones.get(one, ""))
        for one in Standing
        if counts.get(one) and one != Standing.NEW
    ]


NOT_WRITTEN_DOWN = gettext_lazy("entered, but not all that was said of them is written down")


def _unwritten(found: Import) -> list[Count]:
    count, address = queries.unwritten(found).count(), reverse("exchange:rows", args=[found.pk])
    url = f"{address}?stan={UNWRITTEN}"
    return [Count(str(NOT_WRITTEN_DOWN), count, url, "amber")] if count else []


def _wrong_table(found: Import, *, on: date) -> Table:
    """Which columns the mistakes are in, the most first."""
    labels = {one.name: one.label for one in rows.reader_of(found, on=on).targets}
    address = reverse("exchange:rows", args=[found.pk])
    lines = [
        [Cell(labels.get(name, _("the whole row")), url=f"{address}?stan=bad&pole={name}"), count]
        for name, count in queries.wrong_fields(found).most_common()
    ]
    columns = [Column(_("Column")), Column(_("Rows with a mistake"), "number")]
    return Table(_("Where the mistakes are"), columns, lines, caption_hidden=True)


@dataclass(frozen=True)
class Asked:
    """What the page of columns is about: one sheet, the row that names its columns, samples."""

    sheets: list[Link]
    heads: list[Link]
    samples: Mapping[int, list[str]]
    titles: list[tuple[int, str]]
    targets: Sequence[Target]
    columns: Mapping[str, Mapping[str, Any]]
    place: Mapping[str, int]

    @property
    def for_form(self) -> dict[str, Any]:
        names = ("titles", "targets", "columns", "place")
        return {name: getattr(self, name) for name in names}


def asked_of(found: Import, chosen: Mapping[str, str], *, on: date) -> Asked:
    """As it was recognised, or with the sheet and row that the reader chose instead."""
    sheet = _number(chosen.get("arkusz"), found.sheet or 0)
    first = list(ImportRow.objects.filter(of=found, sheet=sheet).order_by("number")[:_FIRST])
    if not first:
        raise Http404
    cells = {row.number: rows.as_read(row)[1] for row in first}
    head = _number(chosen.get("wiersz"), _head(found, sheet, cells))
    # The row above the first: no row names the columns, and letters do.
    cells[0] = [letters(place) for place in range(max(map(len, cells.values())))]
    targets = rows.reader_of(found, on=on).targets
    titles = list(enumerate(cells.get(head, [])))
    columns: Mapping[str, Mapping[str, Any]] = found.columns
    if (sheet, head) != (found.sheet, found.head):
        known = recognising.titles_of(targets, queries.remembered(found))
        places = recognising.columns(cells.get(head, []), known)
        columns = {name: {"column": place} for name, place in places.items()}
    below = [rows.as_read(row) for row in first if row.number > head][:SAMPLES]
    return Asked(
        sheets=_sheets(found, sheet),
        heads=_heads(cells, sheet, head),
        samples={place: _sample(below, place) for place, _title in titles},
        titles=titles,
        targets=targets,
        columns=columns,
        place={"sheet": sheet, "head": head},
    )


_FIRST = recognising.LOOKED_AT


def _number(text: str | None, otherwise: int) -> int:
    is_number = text and text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS
    return int(text or 0) if is_number else otherwise


def _head(found: Import, sheet: int, cells: Mapping[int, Any]) -> int:
    if sheet == found.sheet and found.head is not None:
        return found.head
    return min(cells, default=1)


def _sheets(found: Import, sheet: int) -> list[Link]:
    named = json.loads(found.sheets or "[]")
    links = [
        Link(name, f"?arkusz={place}", current=place == sheet)
        for place, (name, is_hidden) in enumerate(named)
        if not is_hidden
    ]
    return links if len(links) > 1 else []


def _heads(cells: Mapping[int, list[str]], sheet: int, head: int) -> list[Link]:
    told = {number: " · ".join(filter(None, row))[:80] for number, row in cells.items()}
    links = [
        Link(f"{number}: {text}", f"?arkusz={sheet}&wiersz={number}", current=number == head)
        for number, text in sorted(told.items())[1:8]
    ]
    none = Link(_("There are no headings"), f"?arkusz={sheet}&wiersz=0", current=head == 0)
    return [*links, none]


def _sample(below: Sequence[tuple[str, Sequence[str]]], place: int) -> list[str]:
    return [
        in_words.written(cells[place], kinds[place])
        for kinds, cells in below
        if place < len(cells) and cells[place]
    ]


def columns_page(form: ColumnsForm, asked: Asked) -> dict[str, Any]:
    lines = [(form[f"{COLUMN}{place}"], asked.samples[place]) for place, _title in asked.titles]
    labels = {one.name: one.label for one in asked.targets}
    by = [
        (one.name, f"{labels[one.said_with]}: {one.label}", fields)
        for one, fields in form.by_another
    ]
    return {"lines": lines, "same": form.same_for_all, "by": by, "own": _told_by_nobody(form.own)}


def _told_by_nobody(own: Sequence[Target]) -> str:
    """What each person has for themselves and no column tells, with the cure."""
    if not own:
        return ""
    text = _(
        "No column tells: %(names)s. Everybody has their own, so it cannot be said once for all rows. "
        "Choose its column in the table, or send the list with it."
    ) % {"names": ", ".join(one.label for one in own)}
    if all(one.name != "pesel" for one in own):
        return text
    cure = _(
        "People without a PESEL need a column with another identifier, a date of birth and the sex."
    )
    return f"{text} {cure}"


@dataclass(frozen=True)
class Before:
    """What entering would do; `sentence` says what it adds. Empty where nothing is left to be entered."""

    sentence: str
    is_empty: bool
    new: int
    changes: int
    bad: int
    same: int
    asks: bool
    seen: str
    clashes: int
    alike: int
    is_to_correct: bool
    reported: int


def before_entering(found: Import) -> Before:
    # First, so that whoever works on the file meanwhile is seen in the numbers, or refused.
    seen, counts = rows.seen(found), queries.counts(found)
    every = sum(counts.values()) - counts.get(Standing.LEFT, 0)
    changes, new = counts.get(Standing.CHANGE, 0), counts.get(Standing.ADD, 0)
    return Before(
        sentence=rows.kind_of(found).adds(new) if new else _("Nothing new is added."),
        is_empty=not (new or changes),
        new=new,
        changes=changes,
        bad=counts.get(Standing.BAD, 0),
        same=counts.get(Standing.SAME, 0),
        asks=changes > operations.UNASKED * every,
        seen=seen,
        clashes=counts.get(Standing.CLASH, 0),
        alike=counts.get(Standing.ALIKE, 0),
        is_to_correct=known_again.is_to_correct(found),
        reported=closed_days.differing(found).count(),
    )
