"""A project's state towards the national system, its exports, its files, and the layout."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.sm_efs.layout import Column as LayoutColumn
from projects.sm_efs.layout import Layout
from projects.sm_efs.models import Export, ExportedRow, Upload
from projects.sm_efs.parts.people import (
    BLOCKING,
    WARNING,
    every_item,
    left_out_table,
    problems_of,
)
from projects.sm_efs.queries.lines import AGREED, Line, Lines
from projects.sm_efs.queries.mends import AT_ONCE, StoredMend, key_of
from projects.sm_efs.sentences import kind, label
from ui import formats
from ui.parts import Cell, Column, Table

Change = ExportedRow.Change
MOST_CHANGES = 20
REQUIREMENTS = {
    "R": gettext_lazy("required"),
    "C": gettext_lazy("sometimes"),
    "O": gettext_lazy("optional"),
    "A": gettext_lazy("by the system"),
}


@dataclass(frozen=True)
class State:
    """What the head of the page says, in numbers; `last` is the latest export that stands.

    What changed since is what goes with the next file and what waits for a mend.
    """

    people: int
    ready: int
    blocked: int
    to_send: int
    waiting: int
    gone: int
    last: Export | None
    is_answered: bool
    has_number: bool
    missing_agreed: int
    without_degree: int
    sure: int

    @property
    def is_nobody(self) -> bool:
        return not self.people and not self.gone

    @property
    def changed(self) -> int:
        return self.to_send + self.waiting


@dataclass(frozen=True)
class ListState:
    """What stands above the list of problems: how many a click mends, and what a project mends at once."""

    is_clean: bool
    sure: int
    to_check: int
    at_once: int
    """How many of the sure ones one go mends, where they are more."""
    missing_agreed: int
    without_degree: int


def list_state(lines: Lines, mends: Sequence[StoredMend]) -> ListState:
    sure = sum(one.is_sure for one in mends)
    return ListState(
        is_clean=not every_item(lines),
        sure=sure,
        to_check=len(mends) - sure,
        at_once=AT_ONCE if sure > AT_ONCE else 0,
        missing_agreed=_missing_agreed(lines),
        without_degree=_without_degree(lines),
    )


def state(
    lines: Lines, exports: Sequence[Export], uploads: Sequence[Upload], mends: Sequence[StoredMend]
) -> State:
    """`mends` are those that the reader may carry out."""
    last = next((one for one in exports if one.withdrawn_at is None), None)
    to_send = len(lines.of_kind(Export.Kind.DELTA))
    return State(
        people=len(lines.rows),
        ready=len(lines.ready),
        blocked=len(lines.blocked),
        to_send=to_send,
        waiting=len(lines.changed) - to_send,
        gone=len(lines.gone),
        last=last,
        is_answered=last is not None and any(_answers(one, last) for one in uploads),
        has_number=bool(lines.project.agreement_number),
        missing_agreed=_missing_agreed(lines),
        without_degree=_without_degree(lines),
        sure=sum(one.is_sure for one in mends),
    )


def _answers(upload: Upload, last: Export) -> bool:
    """Whether it came from SM EFS after that file had left."""
    return upload.kind != Upload.Kind.LIST and upload.uploaded_at >= last.exported_at


def _missing_agreed(lines: Lines) -> int:
    """How many lack what a project may agree on once for everybody."""
    return sum(
        any(one.column in AGREED and one.reason == "missing" for one in line.problems)
        for line in lines.rows
    )


def _without_degree(lines: Lines) -> int:
    """Of how many no loaded list tells the degree of urbanisation."""
    return sum(any(one.lacks_official_list for one in line.problems) for line in lines.rows)


def before_export(lines: Lines) -> dict[str, Any]:
    """What a file would hold, and whom it would not."""
    return {
        "counts": _counts_table(lines),
        "left_out": left_out_table(lines),
        "gone": [str(one.person) for one in lines.gone],
    }


def _counts_table(lines: Lines) -> Table:
    """How many rows a file of each kind would hold, and how many it would leave out."""
    waiting = [line for line in lines.blocked if line.change != Change.SAME]
    left_out = {Export.Kind.WHOLE: len(lines.blocked), Export.Kind.DELTA: len(waiting)}
    rows: list[list[object]] = [
        [capfirst(kind.label), len(lines.of_kind(kind)), left_out[kind]] for kind in Export.Kind
    ]
    columns = [
        Column(_("What the file holds")),
        Column(_("Rows in the file"), "number"),
        Column(_("Left out until they are mended"), "number"),
    ]
    return Table(_("Rows of each file"), columns, rows, caption_hidden=True)


def kinds_table(lines: Lines) -> Table | None:
    """How many people each kind of problem concerns; the blocking ones first."""
    people: dict[tuple[str, bool], set] = defaultdict(set)
    mendable: Counter[tuple[str, bool]] = Counter()
    for line, one in ((item.line, item.problem) for item in every_item(lines)):
        people[one.topic, one.blocks].add(line.key)
        mendable[one.topic, one.blocks] += bool(key_of(one, line))
    if not people:
        return None
    ordered = sorted(people, key=lambda key: (not key[1], -len(people[key]), kind(key[0])))
    address = reverse("sm_efs:people", args=[lines.project.pk])
    rows: list[list[object]] = [
        [
            Cell(
                kind(topic),
                url=f"{address}?rodzaj={topic}&waga={BLOCKING if blocks else WARNING}",
                tag=_("blocks") if blocks else "",
                tone="amber",
            ),
            len(people[topic, blocks]),
            mendable[topic, blocks],
        ]
        for topic, blocks in ordered
    ]
    columns = [
        Column(_("Problem")),
        Column(_("People"), "number"),
        Column(_("Mended by a click"), "number"),
    ]
    return Table(_("Problems by kind"), columns, rows, caption_hidden=True)


def changes_table(lines: Lines) -> Table | None:
    """Whoever differs from what was last sent, in what, and whether the next file tells it."""
    form = lines.known.layout
    rows: list[list[object]] = [
        [
            Cell(str(line.participation.person), url=_person(line.key)),
            Change(line.change).label,
            ", ".join(label(name, form) for name in line.changed_columns) or "—",
            _next_file(line),
        ]
        for line in sorted(lines.changed, key=lambda line: line.is_blocked)
    ]
    rows += [
        [str(one.person), Change.GONE.label, "—", _("remove it in SM EFS by hand")]
        for one in lines.gone
    ]
    if not rows:
        return None
    columns = [
        Column(_("Person")),
        Column(_("Kind of change"), "short"),
        Column(_("What differs")),
        Column(_("The next file")),
    ]
    caption = _("Changed since the last export")
    return Table(caption, columns, rows[:MOST_CHANGES], caption_hidden=True)


def changes_words(state: State) -> str:
    """The sum of the rows below, in words."""
    said = [
        ngettext("one row changed", "%(n)s rows changed", state.changed) % {"n": state.changed},
        ngettext("one goes with the next file", "%(n)s go with the next file", state.to_send)
        % {"n": state.to_send},
        ngettext("one waits for a mend", "%(n)s wait for a mend", state.waiting)
        % {"n": state.waiting},
    ]
    if state.gone:
        gone = ngettext("one is gone", "%(n)s are gone", state.gone)
        said.append(gone % {"n": state.gone})
    told = capfirst(", ".join(said)) + "."
    if state.changed + state.gone > MOST_CHANGES:
        told += " " + _("The first %(n)s are shown.") % {"n": MOST_CHANGES}
    return told


def _next_file(line: Line) -> Cell:
    if not line.is_blocked:
        return Cell(_("goes with it"))
    return Cell(_("waits for a mend"), url=problems_of(line))


def sent_words(export: Export) -> str:
    """What is said once the file has left."""
    said = ngettext(
        "The file is downloaded, and one row is written down as sent.",
        "The file is downloaded, and %(n)s rows are written down as sent.",
        export.rows_count,
    )
    return said % {"n": formats.number(export.rows_count)}


def file_name(on: date) -> str:
    return f"uczestnicy-sm-efs-{on:%Y-%m-%d}.csv"


def exports_table(exports: Sequence[Export], *, may_feed: bool) -> Table | None:
    if not exports:
        return None
    standing = next((one for one in exports if one.withdrawn_at is None), None)
    rows = [_export_row(one, may_withdraw=may_feed and one == standing) for one in exports]
    columns = [
        Column(_("When")),
        Column(_("By whom")),
        Column(_("What")),
        Column(_("Rows"), "number"),
        Column(_("Left out"), "number"),
        Column(_("Gone"), "number"),
        Column(_("Reason")),
    ]
    return Table(_("History of exports"), columns, rows, caption_hidden=True)


def _export_row(one: Export, *, may_withdraw: bool) -> list[object]:
    url = reverse("sm_efs:withdraw", args=[one.pk]) if may_withdraw else ""
    tag = _("withdrawn") if one.withdrawn_at else _("withdraw") if may_withdraw else ""
    return [
        Cell(formats.moment(one.exported_at), url=url, tag=tag),
        one.exported_by.display_name if one.exported_by else "—",
        one.get_kind_display(),
        one.rows_count,
        one.left_out_count,
        one.gone_count,
        one.reason or "—",
    ]


def uploads_table(found: Sequence[Upload]) -> Table | None:
    if not found:
        return None
    rows: list[list[object]] = [
        [
            Cell(
                one.get_kind_display(),
                url="" if one.removed_at else reverse("sm_efs:file", args=[one.pk]),
                tag=_("removed") if one.removed_at else "",
            ),
            formats.moment(one.uploaded_at),
            one.rows_count,
            one.uploaded_by.display_name if one.uploaded_by else "—",
        ]
        for one in found
    ]
    columns = [
        Column(_("What it is")),
        Column(_("When")),
        Column(_("Rows"), "number"),
        Column(_("By whom")),
    ]
    return Table(_("Files that came in"), columns, rows, caption_hidden=True)


def columns_table(form: Layout) -> Table:
    rows: list[list[object]] = [
        [
            column.position + 1,
            column.header,
            str(REQUIREMENTS[column.requirement]),
            _values(column, form),
            column.checked_by or _("nobody yet"),
        ]
        for column in form.columns
    ]
    columns = [
        Column(_("Column number"), "number"),
        Column(_("Header")),
        Column(_("Required"), "short"),
        Column(_("Values")),
        Column(_("Checked by"), "short"),
    ]
    return Table(_("Columns of the national file"), columns, rows, caption_hidden=True)


def office_words() -> str:
    return _(
        "The national system asks for a telephone, an e-mail and the scope of support of everybody. "
        "What stands here is written into the file for people who have none of their own; their "
        "records stay empty. Agree on it with whoever answers for the project first."
    )


def _values(column: LayoutColumn, form: Layout) -> str:
    if column.format != "closed" or column.words_of == "countries":
        return "—"
    words = list(dict.fromkeys(form.dictionary(column).words.values()))
    return "; ".join(words)


def _person(participation: object) -> str:
    return reverse("desk:person", args=[participation])
