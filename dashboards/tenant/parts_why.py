"""What the pages behind a figure are made of: filters, the question in words, and the two lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.tenant.queries import Supported
from dashboards.tenant.why import DISABILITY, PERIOD, PROJECT, SEX, Listed, Question
from indicators.cells.queries import WHOLE_TIME, Count, Open
from indicators.definitions.models import Definition
from indicators.definitions.vocabulary import CountingUnit, Family
from indicators.judging import Indicator
from indicators.language import as_sentence, fields
from indicators.local import parts as local
from projects import filters as chips
from projects.agreements.models import Project
from projects.participants.models import Participation
from ui import formats
from ui.parts import Cell, Column, Filter, Table

NOT_COUNTED = "nieliczone"
NOTHING, SETTLED = Supported(0, 0), Open()


@dataclass(frozen=True)
class Shown:
    """A figure with what has not come of it and its table by project; none where it is not told."""

    figure: Count | None
    opened: Open | None
    table: Table


def rule(one: Indicator) -> dict[str, Any]:
    """The rule as its reader meets it, every version in a sentence."""
    return {
        "one": one.newest,
        "sentence": as_sentence.sentence(one.newest.rule),
        "earlier": [
            (each.since, each.until, as_sentence.sentence(each.rule)) for each in one.versions[:-1]
        ],
        "counts_on": str(fields.COUNTING_DAYS[one.definition.counts_on]),
    }


def headline(one: Indicator, shown: Shown) -> int | None:
    """The count that the indicator is about; nothing where it is not told."""
    if shown.figure is None:
        return None
    counts_people = one.definition.counting_unit == CountingUnit.PERSON
    return shown.figure.people if counts_people else shown.figure.participations


def filters(request: HttpRequest, question: Question, projects: Iterable[Project]) -> list[Filter]:
    """One chip for each thing that may be asked; every choice is a link that keeps the others."""
    listed = list(projects)
    asked = [
        (
            _("Project"),
            PROJECT,
            [("", _("the whole unit")), *((p.pk, p) for p in listed)],
            question.project,
        ),
        (_("Period of the figures"), PERIOD, _periods(question, listed), question.period),
        (_("Sex"), SEX, _words("sex", _("women and men")), question.sex),
        (_("Disability"), DISABILITY, _words("disability", _("everybody")), question.disability),
    ]
    return [
        chips.chip(request, label=label, parameter=name, choices=choices, in_force=chosen or "")
        for label, name, choices, chosen in asked
    ]


def _periods(question: Question, projects: list[Project]) -> list[tuple[str, str]]:
    """From the start, every year of the projects, and whatever finer period is asked for."""
    first = min((project.starts_on.year for project in projects), default=question.as_of.year)
    years = [str(year) for year in range(question.as_of.year, first - 1, -1)]
    if question.period not in (WHOLE_TIME, *years):
        years.insert(0, question.period)
    return [(WHOLE_TIME, _("from the start")), *((name, formats.period(name)) for name in years)]


def _words(name: str, everybody: str) -> list[tuple[str, str]]:
    values = fields.FIELDS[name].values
    return [("", everybody), *((str(value), str(word.label)) for value, word in values.items())]


def said(question: Question, projects: Iterable[Project]) -> list[tuple[str, str]]:
    """The question in words: what is asked, and as of which day."""
    names = {project.pk: str(project) for project in projects}
    labels = {
        SEX: (_("Sex"), "sex", question.sex),
        DISABILITY: (_("Disability"), "disability", question.disability),
    }
    told = [(_("Scope"), names[question.project] if question.project else _("the whole unit"))]
    if question.period != WHOLE_TIME:
        told.append((_("Period of the figures"), formats.period(question.period)))
    for label, name, value in labels.values():
        if value:
            told.append((label, str(fields.FIELDS[name].values[value].label)))
    return [*told, (_("Counted until"), formats.day(question.as_of))]


def people_table(
    page: Iterable[Listed],
    rows: Mapping[UUID, Participation],
    names: Mapping[UUID, str],
    *,
    counted: bool,
) -> Table:
    """The participations of one page of a list: who counts with the day, others with why."""
    last = Column(_("Counts on"), "day") if counted else Column(_("What decides"))
    lines = []
    for listed in page:
        participation = rows[listed.participation_id]
        url = reverse("desk:person", args=[participation.pk])
        person = Cell(names[participation.pk], url=url)
        decides = listed.counted_on if counted else listed.reason
        lines.append([person, str(participation.project), decides])
    columns = [Column(_("Person")), Column(_("Project"), wide_only=True), last]
    return Table(_("Participations by this rule"), columns, lines, caption_hidden=True)


def list_chip(request: HttpRequest) -> Filter:
    choices = [("", _("who counts")), (NOT_COUNTED, _("who does not count"))]
    return chips.chip(request, label=_("List"), parameter="lista", choices=choices)


def tables_by_family(
    definitions: Mapping[str, Definition],
    counts: Mapping[str, Supported],
    opened: Mapping[str, Open],
) -> list[tuple[str, list[Table]]]:
    """Every counted indicator by where it comes from; those that await results in a second table."""
    found = []
    for family in Family:
        own = [one for one in definitions.values() if one.family == family and one.counts_on]
        found.append((str(family.label), tables_of(own, counts, opened)))
    return found


def tables_of(
    definitions: Iterable[Definition],
    counts: Mapping[str, Supported],
    opened: Mapping[str, Open],
) -> list[Table]:
    """What counts at once, and what awaits a result; a table without rows is left out."""
    own = list(definitions)
    outputs = [one for one in own if not one.awaits]
    results = [one for one in own if one.awaits]
    tables = [_outputs(outputs, counts), _results(results, counts, opened)]
    return [table for table in tables if table.rows]


def _outputs(definitions: Iterable[Definition], counts: Mapping[str, Supported]) -> Table:
    rows = [_counted(one, counts) for one in definitions]
    return Table(_("Counted at once"), _columns(), rows)


def _results(
    definitions: Iterable[Definition],
    counts: Mapping[str, Supported],
    opened: Mapping[str, Open],
) -> Table:
    waiting = [
        Column(_("Pending"), "number", wide_only=True),
        Column(_("Closing this week"), "number", wide_only=True),
        Column(_("Lost"), "number", wide_only=True),
    ]
    rows = []
    for one in definitions:
        waits = opened.get(one.code, SETTLED)
        rows.append([*_counted(one, counts), waits.pending, waits.closing_this_week, waits.lost])
    return Table(_("Results awaited after leaving"), [*_columns(), *waiting], rows)


def _columns() -> list[Column]:
    return [
        Column(_("Indicator")),
        Column(_("Participations"), "number"),
        Column(_("Persons"), "number"),
    ]


def _counted(one: Definition, counts: Mapping[str, Supported]) -> list[object]:
    count = counts.get(one.code, NOTHING)
    tag, title = (local.tag(), local.tag_title()) if one.number < 0 else ("", "")
    url = reverse("indicator", args=[one.code])
    name = Cell(one.short_name, url=url, tag=tag, tag_title=title)
    people = "NOT_ADDITIVE" if count.people is None else count.people
    return [name, count.participations, people]
