"""The preflight as a list: a line for each problem of each person, with the mend it allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import pesel
from projects import filters
from projects.sm_efs.queries.lines import Line, Lines
from projects.sm_efs.queries.mends import StoredMend
from projects.sm_efs.rules.problems import Problem
from projects.sm_efs.rules.texts import is_pesel
from projects.sm_efs.sentences import kind, label, sentence
from ui.parts import Cell, Column, Filter, Table

KIND, WEIGHT, MEND = "rodzaj", "waga", "poprawka"
BLOCKING, WARNING, YES = "blokuje", "ostrzega", "tak"


@dataclass(frozen=True)
class Item:
    line: Line
    problem: Problem


def items_of(lines: Lines, asked: Mapping[str, str]) -> list[Item]:
    """Those that the address asks for: what blocks first, and each in the order of the file."""
    found = [
        Item(line, one) for line in lines.rows for one in line.problems if _is_asked(one, asked)
    ]
    return sorted(found, key=lambda item: not item.problem.blocks)


def _is_asked(one: Problem, asked: Mapping[str, str]) -> bool:
    weight = asked.get(WEIGHT, "")
    return (
        asked.get(KIND, "") in ("", one.check)
        and (weight not in (BLOCKING, WARNING) or one.blocks == (weight == BLOCKING))
        and (asked.get(MEND, "") != YES or one.mend is not None)
    )


def people_filters(request: HttpRequest, lines: Lines) -> list[Filter]:
    checks = sorted({one.check for line in lines.rows for one in line.problems})
    kinds = [("", _("all")), *((check, f"{check} {kind(check)}") for check in checks)]
    weights = [("", _("all")), (BLOCKING, _("blocks the row")), (WARNING, _("warns"))]
    mends = [("", _("all")), (YES, _("with a mend"))]
    return [
        filters.chip(request, label=_("Problem"), parameter=KIND, choices=kinds),
        filters.chip(request, label=_("Weight"), parameter=WEIGHT, choices=weights),
        filters.chip(request, label=_("Mend"), parameter=MEND, choices=mends),
    ]


def problems_table(items: Sequence[Item], lines: Lines, mends: Sequence[StoredMend]) -> Table:
    stored = {one.key: one for one in mends}
    form = lines.known.layout
    rows, keys = [], []
    for item in items:
        key = f"{item.line.key}:{item.problem.column}"
        is_stored = key in stored and item.problem.mend is not None
        keys.append(key if is_stored else "")
        rows.append(
            [
                person_cell(item.line),
                label(item.problem.column, form),
                weight_cell(item.problem),
                sentence(item.problem, form),
                mend_words(item.problem) if item.problem.mend else "—",
            ]
        )
    return Table(
        _("Problems"), _columns(), rows, caption_hidden=True, keys=keys if any(keys) else ()
    )


def left_out_table(lines: Lines) -> Table | None:
    """Who would not be in a file, and for the first reason of theirs."""
    form = lines.known.layout
    rows: list[list[object]] = [
        [
            person_cell(line),
            "; ".join(dict.fromkeys(kind(one.check) for one in line.problems if one.blocks)),
            sentence(next(one for one in line.problems if one.blocks), form),
        ]
        for line in lines.blocked
    ]
    if not rows:
        return None
    columns = [Column(_("Person")), Column(_("Problems")), Column(_("What to do"))]
    return Table(_("Left out"), columns, rows, caption_hidden=True)


def mends_table(mends: Sequence[StoredMend]) -> Table:
    rows: list[list[object]] = [
        [
            Cell(str(one.participation.person)),
            kind(one.check),
            one.before or "—",
            Cell(one.after, tag="" if one.is_sure else _("check it"), tone="amber"),
        ]
        for one in mends
    ]
    columns = [
        Column(_("Person")),
        Column(_("Problem")),
        Column(_("What stands there now")),
        Column(_("What will stand there")),
    ]
    return Table(_("What changes"), columns, rows, caption_hidden=True)


def person_cell(line: Line) -> Cell:
    return Cell(str(line.participation.person), url=reverse("desk:person", args=[line.key]))


def weight_cell(problem: Problem) -> Cell:
    tag = _("blocks the row") if problem.blocks else _("warns")
    return Cell(problem.check, tag=tag, tone="amber" if problem.blocks else "")


def covered(column: str, text: str) -> str:
    """No page shows a whole number."""
    if column != "identifier":
        return text or "—"
    return pesel.masked(text) if is_pesel(text) else text or "—"


def mend_words(problem: Problem) -> Cell:
    """What would stand there; a proposal is marked as one."""
    mend = problem.mend
    told = mend.cells.items() if mend else ()
    texts = [covered(column, text) if text else _("empty") for column, text in told]
    is_sure = mend is None or mend.is_sure
    return Cell("; ".join(texts), tag="" if is_sure else _("check it"), tone="amber")


def _columns() -> list[Column]:
    return [
        Column(_("Person")),
        Column(_("Column"), "short"),
        Column(_("Number"), "short"),
        Column(_("What is wrong and what to do")),
        Column(_("Mend")),
    ]
