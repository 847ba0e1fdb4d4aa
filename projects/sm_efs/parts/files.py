"""What came in beside what we have: reconciliation, feedback, a list made by hand."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects import filters
from projects.sm_efs.layout import Layout, layout
from projects.sm_efs.models import Export, ExportedRow, Upload
from projects.sm_efs.parts.people import covered, mend_words, person_cell, weight_cell
from projects.sm_efs.queries.uploads import CheckedRow, Reconciliation, Told, layout_of
from projects.sm_efs.rules.problems import Known
from projects.sm_efs.rules.record import Record
from projects.sm_efs.sentences import kind, label, sentence
from ui import drawn, formats
from ui.parts import Cell, Column, Table

LISTED = "lista"
DIFFERS, HERE, THERE, SAME = "roznia-sie", "tylko-tu", "tylko-tam", "zgodne"
NAMES = {
    DIFFERS: gettext_lazy("Differs"),
    HERE: gettext_lazy("Only here"),
    THERE: gettext_lazy("Only there"),
    SAME: gettext_lazy("The same"),
}
ON_A_PAGE = 50


def reconciliation(request: HttpRequest, told: Reconciliation) -> dict[str, Any]:
    """The counts, the chosen list and its table."""
    found = told.found
    sizes = {
        DIFFERS: len(found.differing),
        HERE: len(found.only_here),
        THERE: len(found.only_there) + len(found.twice),
        SAME: len(found.same),
    }
    asked = request.GET.get(LISTED, "")
    chosen = asked if asked in sizes else next((name for name in sizes if sizes[name]), DIFFERS)
    choices = [(name, f"{NAMES[name]}: {sizes[name]}") for name in sizes]
    chip = filters.chip(
        request, label=_("List"), parameter=LISTED, choices=choices, in_force=chosen
    )
    rows = MAKERS[chosen](told)
    shown = drawn.page_of(request, rows, ON_A_PAGE)
    columns = [Column(name) for name in HEADS[chosen]()]
    return {
        "sizes": [(NAMES[name], size, f"?{LISTED}={name}") for name, size in sizes.items()],
        "filters": [chip],
        "page": shown,
        "table": Table(str(NAMES[chosen]), columns, list(shown.object_list), caption_hidden=True),
        "unread": len(told.unread),
        "agrees": not any(sizes[name] for name in (DIFFERS, HERE, THERE)),
    }


def _differing(told: Reconciliation) -> list[list[object]]:
    form = _form(told)
    return [
        [
            person_cell(told.ours[one.key]),
            label(each.column, form),
            covered(each.column, each.ours),
            covered(each.column, each.theirs),
        ]
        for one in told.found.differing
        for each in one.differences
    ]


def _only_here(told: Reconciliation) -> list[list[object]]:
    lines = [told.ours[key] for key in told.found.only_here]
    return [
        [
            person_cell(line),
            ExportedRow.Change(line.change).label if line.change else "—",
            "; ".join(dict.fromkeys(kind(one.topic) for one in line.problems if one.blocks)) or "—",
        ]
        for line in lines
    ]


def _only_there(told: Reconciliation) -> list[list[object]]:
    rows = [(number, _("nobody here has this number")) for number in told.found.only_there]
    rows += [(number, _("stands in an earlier row, too")) for number in told.found.twice]
    return [
        [
            number,
            _name(told.theirs[number]),
            covered("identifier", told.theirs[number].identifier),
            why,
        ]
        for number, why in sorted(rows)
    ]


def _same(told: Reconciliation) -> list[list[object]]:
    return [
        [person_cell(told.ours[key]), told.theirs[row].technical_id or "—"]
        for key, row in told.found.same
    ]


MAKERS = {DIFFERS: _differing, HERE: _only_here, THERE: _only_there, SAME: _same}
HEADS = {
    DIFFERS: lambda: [_("Person"), _("Column"), _("Here"), _("In SM EFS")],
    HERE: lambda: [_("Person"), _("Since the last export"), _("What would be rejected")],
    THERE: lambda: [_("Row"), _("Person"), _("Identifier"), _("Why it stands here")],
    SAME: lambda: [_("Person"), _("Technical id")],
}


def feedback_table(told: Sequence[Told], upload: Upload) -> Table | None:
    form = layout_of(upload)
    rows: list[list[object]] = [
        [
            person_cell(one.line) if one.line else _("nobody was found"),
            one.rejected.row or "—",
            " ".join(filter(None, (one.rejected.column, one.rejected.message))) or "—",
            _ours(one, form),
        ]
        for one in told
    ]
    columns = [
        Column(_("Person")),
        Column(_("Row"), "short"),
        Column(_("What SM EFS says")),
        Column(_("What the check here says")),
    ]
    return Table(_("Rejected rows"), columns, rows, caption_hidden=True) if rows else None


def list_page(request: HttpRequest, known: Known, rows: Sequence[CheckedRow]) -> dict[str, Any]:
    """Each problem of each row with a box before every mend."""
    items = [(row, one) for row in rows for one in row.problems]
    shown = drawn.page_of(request, items, ON_A_PAGE)
    lines: list[list[object]] = [
        [
            row.number,
            label(one.column, known.layout),
            weight_cell(one),
            sentence(one, known.layout),
            mend_words(one) if one.mend else "—",
        ]
        for row, one in shown.object_list
    ]
    keys = [_key(row, one) if one.mend else "" for row, one in shown.object_list]
    columns = [
        Column(_("Row"), "short"),
        Column(_("Column"), "short"),
        Column(_("Number"), "short"),
        Column(_("What is wrong and what to do")),
        Column(_("Mend")),
    ]
    caption = _("Problems")
    return {
        "page": shown,
        "rows_count": len(rows),
        "bad_count": sum(any(one.blocks for one in row.problems) for row in rows),
        "sure_count": sum(bool(one.mend and one.mend.is_sure) for _row, one in items),
        "has_mends": any(keys),
        "table": Table(
            caption, columns, lines, caption_hidden=True, keys=keys if any(keys) else ()
        ),
    }


def mend_keys(rows: Sequence[CheckedRow]) -> list[str]:
    return [_key(row, one) for row in rows for one in row.problems if one.mend]


def upload_words() -> str:
    return _(
        "The export is compared with our people person by person, and the ids that SM EFS gave are "
        "remembered. The report of rejected rows is shown beside the people. A list made by hand "
        "is checked and mended, and nothing of it goes into the register."
    )


def withdraw_words(export: Export) -> str:
    told = {"when": formats.moment(export.exported_at), "rows": export.rows_count}
    return (
        _(
            "The file of %(when)s with %(rows)s rows did not reach SM EFS, or was rejected whole: "
            "everything it held will be in the next file again."
        )
        % told
    )


def remove_words(upload: Upload) -> str:
    told = {"when": formats.moment(upload.uploaded_at)}
    return (
        _("The content of the file of %(when)s is destroyed. What was learnt from it stays.") % told
    )


def take_words() -> str:
    return _(
        "The list holds the numbers of people: it leaves in the form that SM EFS imports, with a "
        "record of who took it. Rows that still have problems are in it, too."
    )


def _key(row: CheckedRow, one: Any) -> str:
    return f"{row.number}:{one.check}:{one.column}"


def _ours(one: Told, form: Layout) -> str:
    problems = [sentence(each, form) for each in one.line.problems] if one.line else []
    return " ".join(problems) or "—"


def _form(told: Reconciliation) -> Layout:
    """Of the one project that all of these are in."""
    line = next(iter(told.ours.values()))
    return layout(line.participation.project.rule_set)


def _name(record: Record) -> Cell:
    return Cell(f"{record.family_name} {record.given_name}".strip() or "—")
