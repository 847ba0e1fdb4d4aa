"""A project's state towards the national system, its exports, its files, and the layout."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.sm_efs.layout import Column as LayoutColumn
from projects.sm_efs.layout import Layout
from projects.sm_efs.models import Export, ExportedRow, Upload
from projects.sm_efs.queries.lines import AGREED, Lines
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
    """What the head of the page says, in numbers; `last` is the latest export that stands."""

    people: int
    ready: int
    blocked: int
    to_send: int
    gone: int
    last: Export | None
    has_number: bool
    missing_agreed: int
    mendable: int

    @property
    def is_nobody(self) -> bool:
        return not self.people and not self.gone


def state(lines: Lines, exports: Sequence[Export]) -> State:
    agreed = set(AGREED)
    standing = [one for one in exports if one.withdrawn_at is None]
    problems = [(line.key, one) for line in lines.rows for one in line.problems]
    return State(
        people=len(lines.rows),
        ready=len(lines.ready),
        blocked=len(lines.blocked),
        to_send=len(lines.of_kind(Export.Kind.DELTA)),
        gone=len(lines.gone),
        last=standing[0] if standing else None,
        has_number=bool(lines.project.agreement_number),
        missing_agreed=len(
            {key for key, one in problems if one.column in agreed and one.reason == "missing"}
        ),
        mendable=len({key for key, one in problems if one.mend}),
    )


def counts(lines: Lines) -> list[tuple[str, int]]:
    """How many rows an export of each kind would hold, and how many it would leave out."""
    return [
        (_("Everybody"), len(lines.of_kind(Export.Kind.WHOLE))),
        (_("What changed since the last export"), len(lines.of_kind(Export.Kind.DELTA))),
        (_("Left out: the row would be rejected"), len(lines.blocked)),
        (_("Gone since the last export"), len(lines.gone)),
    ]


def kinds_table(lines: Lines) -> Table | None:
    """How many people each kind of problem concerns; the blocking ones first."""
    people: dict[tuple[str, bool], set] = defaultdict(set)
    mendable: Counter[tuple[str, bool]] = Counter()
    for line in lines.rows:
        for one in line.problems:
            people[one.check, one.blocks].add(line.key)
            mendable[one.check, one.blocks] += one.mend is not None
    if not people:
        return None
    ordered = sorted(people, key=lambda key: (not key[1], -len(people[key]), key[0]))
    address = reverse("sm_efs:people", args=[lines.project.pk])
    rows: list[list[object]] = [
        [
            Cell(kind(check), url=f"{address}?rodzaj={check}"),
            Cell(check, tag=_("blocks") if blocks else "", tone="amber"),
            len(people[check, blocks]),
            mendable[check, blocks],
        ]
        for check, blocks in ordered
    ]
    columns = [
        Column(_("Problem")),
        Column(_("Number"), "short"),
        Column(_("People"), "number"),
        Column(_("With a mend"), "number"),
    ]
    return Table(_("Problems by kind"), columns, rows, caption_hidden=True)


def changes_table(lines: Lines) -> Table | None:
    """Whoever differs from what was last sent, and in what."""
    form = lines.known.layout
    rows: list[list[object]] = [
        [
            Cell(str(line.participation.person), url=_person(line.key)),
            Change(line.change).label,
            ", ".join(label(name, form) for name in line.changed_columns) or "—",
        ]
        for line in lines.changed
    ]
    rows += [
        [str(one.person), Change.GONE.label, _("remove it in SM EFS by hand")] for one in lines.gone
    ]
    if not rows:
        return None
    caption = _("Changed since the last export")
    columns = [Column(_("Person")), Column(_("Kind of change"), "short"), Column(_("What differs"))]
    return Table(caption, columns, rows[:MOST_CHANGES], caption_hidden=True)


def gone_names(lines: Lines) -> list[str]:
    return [str(one.person) for one in lines.gone]


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
            column.position,
            column.header,
            str(REQUIREMENTS[column.requirement]),
            _values(column, form),
            column.checked_by or _("nobody yet"),
        ]
        for column in form.columns
    ]
    columns = [
        Column(_("Position"), "number"),
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
