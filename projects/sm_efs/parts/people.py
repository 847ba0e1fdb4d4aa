"""The preflight as a list: a line for each problem of each person, with the mend it allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import pesel
from projects import filters
from projects.participants.models import Participation
from projects.sm_efs.layout import Layout
from projects.sm_efs.operations import NotMended
from projects.sm_efs.parts.places import Reader, place_of
from projects.sm_efs.queries.lines import Line, Lines
from projects.sm_efs.queries.mends import StoredMend, key_of
from projects.sm_efs.rules.problems import Problem
from projects.sm_efs.rules.texts import is_pesel
from projects.sm_efs.sentences import kind, label, sentence
from ui.parts import Cell, Column, Filter, Table

KIND, WEIGHT, MEND, PERSON = "rodzaj", "waga", "poprawka", "osoba"
BLOCKING, WARNING, YES, NO = "blokuje", "ostrzega", "tak", "nie"


@dataclass(frozen=True)
class Item:
    line: Line
    problem: Problem


def items_of(lines: Lines, asked: Mapping[str, str]) -> list[Item]:
    """Those that the address asks for: what blocks first, and each in the order of the file."""
    found = [item for item in every_item(lines) if _is_asked(item, asked)]
    return sorted(found, key=lambda item: not item.problem.blocks)


def every_item(lines: Lines) -> list[Item]:
    """What the operator alone can mend is told once of the project, and not here of each person."""
    return [
        Item(line, one)
        for line in lines.rows
        for one in line.problems
        if not one.lacks_official_list
    ]


def _is_asked(item: Item, asked: Mapping[str, str]) -> bool:
    one, weight, mend = item.problem, asked.get(WEIGHT, ""), asked.get(MEND, "")
    return (
        asked.get(KIND, "") in ("", one.topic)
        and asked.get(PERSON, "") in ("", str(item.line.key))
        and (weight not in (BLOCKING, WARNING) or one.blocks == (weight == BLOCKING))
        and (mend not in (YES, NO) or bool(key_of(one, item.line)) == (mend == YES))
    )


def people_filters(request: HttpRequest, lines: Lines) -> list[Filter]:
    topics = sorted({item.problem.topic for item in every_item(lines)}, key=kind)
    kinds = [("", _("all")), *((topic, kind(topic)) for topic in topics)]
    weights = [("", _("all")), (BLOCKING, _("blocks the row")), (WARNING, _("warns"))]
    mends = [("", _("all")), (YES, _("by a click here")), (NO, _("on the person's page"))]
    return [
        *_person_chips(request, lines),
        filters.chip(request, label=_("Problem"), parameter=KIND, choices=kinds),
        filters.chip(request, label=_("Weight"), parameter=WEIGHT, choices=weights),
        filters.chip(request, label=_("Where it is mended"), parameter=MEND, choices=mends),
    ]


def _person_chips(request: HttpRequest, lines: Lines) -> list[Filter]:
    """Of the one person the address names: a chip of everybody would be as long as the list."""
    asked = request.GET.get(PERSON, "")
    named = [line.participation for line in lines.rows if str(line.key) == asked]
    choices = [("", _("all")), *((one.pk, str(one.person)) for one in named)]
    return [filters.chip(request, label=_("Person"), parameter=PERSON, choices=choices)][
        : len(named)
    ]


def problems_table(
    items: Sequence[Item], lines: Lines, mends: Sequence[StoredMend], reader: Reader
) -> Table:
    """Each with its mend: a value to be ticked, or the way to the field."""
    stored, form = {one.key: one for one in mends}, lines.known.layout
    keys = [key_of(item.problem, item.line) for item in items]
    rows = [
        [
            person_cell(item.line),
            label(item.problem.column, form),
            weight_cell(item.problem),
            sentence(item.problem, form),
            _stored_words(stored[key]) if key in stored else _way(item, reader),
        ]
        for item, key in zip(items, keys, strict=True)
    ]
    ticked = [key if key in stored else "" for key in keys]
    return Table(
        _("Problems"), _columns(), rows, caption_hidden=True, keys=ticked if any(ticked) else ()
    )


def _stored_words(one: StoredMend) -> Cell:
    return Cell(one.after or _("empty"), tag="" if one.is_sure else _("check it"), tone="amber")


def _way(item: Item, reader: Reader) -> Cell:
    place = place_of(item.problem, item.line, reader)
    return Cell(place.label, url=place.url) if place else Cell("—")


def left_out_table(lines: Lines) -> Table | None:
    """Who would not be in a file, what of, and where it is mended."""
    rows: list[list[object]] = [
        [
            person_cell(line),
            "; ".join(dict.fromkeys(kind(one.topic) for one in line.problems if one.blocks)),
            Cell(_("see and mend"), url=problems_of(line)),
        ]
        for line in lines.blocked
    ]
    if not rows:
        return None
    columns = [Column(_("Person")), Column(_("Problems")), Column(_("What to do"))]
    return Table(_("Left out"), columns, rows, caption_hidden=True)


def problems_of(line: Line) -> str:
    """The list of what is wrong with this person alone."""
    return _problems_of(line.participation)


def _problems_of(one: Participation) -> str:
    return f"{reverse('sm_efs:people', args=[one.project_id])}?{PERSON}={one.pk}"


def mends_table(mends: Sequence[StoredMend], form: Layout) -> Table:
    rows: list[list[object]] = [
        [
            Cell(str(one.participation.person)),
            label(one.column, form),
            kind(one.topic),
            one.before or _("empty"),
            _stored_words(one),
        ]
        for one in mends
    ]
    columns = [
        Column(_("Person")),
        Column(_("Column"), "short"),
        Column(_("Problem")),
        Column(_("What stands there now")),
        Column(_("What will stand there")),
    ]
    return Table(_("What changes"), columns, rows, caption_hidden=True)


def not_mended_table(refused: Sequence[NotMended]) -> Table:
    rows: list[list[object]] = [
        [Cell(str(one.participation.person), url=_problems_of(one.participation)), one.why]
        for one in refused
    ]
    columns = [Column(_("Person")), Column(_("Why"))]
    return Table(_("Who stays as they were"), columns, rows, caption_hidden=True)


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
