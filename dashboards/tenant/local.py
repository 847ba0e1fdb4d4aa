"""What is counted when somebody looks: the unit's own indicators, and any as of an earlier day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core.permissions import Actor, Permission, projects_held
from dashboards.tenant import parts_why
from dashboards.tenant.parts_why import Shown
from dashboards.tenant.queries import Supported
from dashboards.tenant.why import Question
from indicators.cells.queries import Open
from indicators.judging import Indicator
from indicators.local import counting
from indicators.local import parts as local
from indicators.local import queries as defined
from indicators.local.counting import Tally
from projects.agreements.models import Project
from ui.parts import Cell, Column, Table


def section(by: Actor, projects: Iterable[Project], *, on: date) -> list[Table]:
    """Every one that is in force; nothing where the unit has none."""
    known = defined.indicators(on=on)
    if not known:
        return []
    ids = [project.pk for project in projects]
    tally = counting.counted(known.values())
    is_whole = projects_held(by, Permission.SEE_FIGURES) is None
    counts = {code: _supported(tally, one, ids, is_whole) for code, one in known.items()}
    opened = counting.open_results(known.values(), ids, on=on)
    waiting = {code: opened.get(one.definition.number, Open()) for code, one in known.items()}
    return parts_why.tables_of((one.definition for one in known.values()), counts, waiting)


def _supported(tally: Tally, one: Indicator, ids: list[UUID], is_whole: bool) -> Supported:
    """Of the whole unit both counts; of some of its projects participations alone."""
    number = one.definition.number
    if is_whole:
        whole = tally.count(number)
        return Supported(whole.participations, whole.people)
    return Supported(sum(tally.count(number, project_id=pk).participations for pk in ids), None)


def figure(
    one: Indicator, question: Question, projects: list[Project], *, is_whole: bool, on: date
) -> Shown:
    """The figure that is asked for, and the same indicator in each project from its start.

    Of an earlier day a shared indicator, too: cells are of today. What had not come by then is not
    told, because what is entered now does not say when it was known.
    """
    number = one.definition.number
    whole_time = counting.counted([one], until=question.as_of)
    first, last = question.days
    asked = counting.counted([one], since=first, until=last)
    ids = [question.project] if question.project else [project.pk for project in projects]
    found = asked.count(
        number, project_id=question.project, sex=question.sex, disability=question.disability
    )
    opened = counting.open_results([one], ids, on=on).get(number, Open())
    awaits = one.definition.awaits and is_whole and question.as_of >= on
    return Shown(
        figure=found if is_whole else None,
        opened=opened if awaits else None,
        table=_by_project(one, projects, whole_time),
    )


def _by_project(one: Indicator, projects: Iterable[Project], tally: Tally) -> Table:
    columns = [
        Column(_("Project")),
        Column(_("Women"), "number", wide_only=True),
        Column(_("Men"), "number", wide_only=True),
        Column(_("Total"), "number"),
    ]
    number, code = one.definition.number, one.definition.code
    rows = [
        [
            Cell(str(project), url=f"{reverse('indicator', args=[code])}?projekt={project.pk}"),
            *(tally.count(number, project_id=project.pk, sex=sex).participations for sex in "FM"),
            tally.count(number, project_id=project.pk).participations,
        ]
        for project in projects
        if tally.count(number, project_id=project.pk).participations
    ]
    return Table(_("The indicator in each project"), columns, rows, caption_hidden=True)


def marks(one: Indicator) -> Mapping[str, Any]:
    """What a page says of where the indicator comes from."""
    mark = {"tag": local.tag(), "tag_title": local.tag_title()}
    return {"local": mark} if one.is_local else {}
