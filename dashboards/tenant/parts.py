"""What the unit's own pages are made of: the finding, tiles, charts, tables and things to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import charts
from dashboards.disclosure import Figure
from dashboards.tenant.chart_facts import facts
from dashboards.tenant.queries import Supported
from indicators.definitions.models import Definition
from indicators.definitions.vocabulary import Family
from projects.agreements.models import Project
from projects.agreements.queries import Figures, Progress, Reached
from projects.participants import rule_sets
from projects.participants.parts import in_days
from projects.participants.queries import Due
from ui import formats, parts
from ui.parts import Cell, Column, Table

FIRST_DUE = 8
HEADLINES = (
    "PEOPLE_AT_RISK",
    "PEOPLE_WITH_DISABILITIES",
    "EMPLOYED_AFTER",
    "QUALIFICATION_GAINED",
)
NOTHING = Supported(0, 0)
LONGEST_WINDOW_DAYS = max(rule_sets.rule_set(code).result_window_days for code in rule_sets.codes())


def finding(*, running: int, due: int) -> str:
    """The start page in one line: what runs, and what cannot wait."""
    if running:
        first = ngettext("One project is running", "%(n)s projects are running", running)
    else:
        first = _("No project is running now")
    if due:
        second = ngettext(
            "the outcome of one person is due within %(days)s days",
            "the outcomes of %(n)s people are due within %(days)s days",
            due,
        )
    else:
        second = _("no outcome is due")
    facts = {"n": formats.number(due), "days": LONGEST_WINDOW_DAYS}
    return f"{first % {'n': formats.number(running)}}; {second % facts}"


@dataclass(frozen=True)
class Tile:
    label: str
    value: object
    sub: str
    source_url: str


def tiles(
    definitions: Mapping[str, Definition], counts: Mapping[str, Supported], taking_part: int
) -> list[Tile]:
    """The people who are in the projects today, and the unit's main indicators."""
    now = Tile(_("In projects today"), taking_part, _("participations without an exit"), "")
    found = [
        _tile(definitions[code], counts.get(code, NOTHING))
        for code in HEADLINES
        if code in definitions
    ]
    return [now, *found]


def _tile(definition: Definition, count: Supported) -> Tile:
    shown = count.participations if count.people is None else count.people
    url = reverse("indicator", args=[definition.code])
    return Tile(definition.short_name, shown, _tile_sub(count), url)


def own(definitions: Mapping[str, Definition]) -> dict[str, Definition]:
    """The programme's, as far as a rule counts them: those of the funds tell the same in other words."""
    return {
        code: one
        for code, one in definitions.items()
        if one.family == Family.PROGRAMME and one.counts_on
    }


def indicators_table(
    definitions: Mapping[str, Definition], counts: Mapping[str, Supported]
) -> Table:
    """Every indicator over all the projects: participations add up, people are counted once."""
    columns = [
        Column(_("Indicator")),
        Column(_("Participations"), "number"),
        Column(_("Persons"), "number"),
    ]
    rows = []
    for code, definition in definitions.items():
        count = counts.get(code, NOTHING)
        people = "NOT_ADDITIVE" if count.people is None else count.people
        name = Cell(definition.short_name, url=reverse("indicator", args=[code]))
        rows.append([name, count.participations, people])
    return Table(_("Indicators of the unit"), columns, rows, caption_hidden=True)


def _tile_sub(count: Supported) -> str:
    shown = {"n": formats.number(count.participations)}
    if count.people is None:
        return _("participations in your projects")
    if count.people == count.participations:
        return _("people, each in one project")
    text = ngettext(
        "people, %(n)s participation", "people, %(n)s participations", count.participations
    )
    return text % shown


def progress_chart(
    project: Project, figures: Figures, *, has_subsets: bool = False, on: date
) -> parts.Chart | None:
    """The project's cells against their targets; nothing where nobody set one.

    Promises of people with disabilities among those of an indicator stand on the page of promises
    alone: `has_subsets` says that there are some, and the chart that it leaves them out.
    """
    rows = [cell for row in figures.progress if row.total.target for cell in _cells(row)]
    if not rows:
        return None
    told = facts(project, "cele", on=on)
    chart = charts.progress_by_cell(rows).part(key=f"project-{project.pk}", height="tall", **told)
    url = reverse("agreements:project", args=[project.pk])
    subtitle = f"{project}, {formats.day(project.starts_on)} – {formats.day(project.ends_on)}"
    if has_subsets:
        subtitle += "; " + _("without the promises of people with disabilities among all of these")
    return parts.Chart(**{**vars(chart), "subtitle": subtitle, "source_url": url})


def _cells(row: Progress) -> list[charts.CellProgress]:
    cells = [_cell(row.name, row.total)]
    if row.has_cells:
        women = _("%(indicator)s: women") % {"indicator": row.name}
        men = _("%(indicator)s: men") % {"indicator": row.name}
        cells += [_cell(women, row.women, short=_("Women")), _cell(men, row.men, short=_("Men"))]
    return cells


def _cell(label: str, reached: Reached, short: str = "") -> charts.CellProgress:
    return charts.CellProgress(label, Figure.of(reached.achieved), reached.target, short)


@dataclass(frozen=True)
class Todo:
    """One outcome to find out; `is_soon` marks what closes within a week."""

    when: str
    who: str
    text: str
    url: str
    overdue: bool
    is_soon: bool


def todos(due: Sequence[Due]) -> list[Todo]:
    """In the order given; the project is named only where it tells somebody apart."""
    names_project = len({each.participation.project_id for each in due}) > 1
    return [_todo(each, names_project=names_project) for each in due]


def _todo(due: Due, *, names_project: bool) -> Todo:
    facts = {"day": formats.day(due.closes_on), "project": due.participation.project}
    until = _("until %(day)s, %(project)s") if names_project else _("until %(day)s")
    return Todo(
        in_days(due.days_left),
        str(due.participation.person),
        until % facts,
        reverse("desk:person", args=[due.participation.pk]),
        due.is_late,
        due.is_this_week,
    )


def by_project_table(
    code: str, projects: Iterable[Project], figures: Mapping[UUID, Figures]
) -> Table:
    """One indicator in each project, by cell, with the target."""
    columns = [
        Column(_("Project")),
        Column(_("Women"), "number", wide_only=True),
        Column(_("Men"), "number", wide_only=True),
        Column(_("Total"), "number"),
        Column(_("Target"), "number"),
        Column(_("Reached"), "share"),
    ]
    rows = []
    for project in projects:
        row = next((each for each in figures[project.pk].progress if each.code == code), None)
        if row:
            rows.append(_project_row(project, row))
    return Table(_("The indicator in each project"), columns, rows, caption_hidden=True)


def _project_row(project: Project, row: Progress) -> list[object]:
    target = "NO_DATA" if row.total.target is None else row.total.target
    return [
        Cell(str(project), url=f"{reverse('indicator', args=[row.code])}?projekt={project.pk}"),
        row.women.achieved,
        row.men.achieved,
        row.total.achieved,
        target,
        "NO_DATA" if row.total.share is None else row.total.share,
    ]
