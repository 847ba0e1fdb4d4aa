"""Tells whoever changes participations which closed reports would differ, before it is saved."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import ngettext

from indicators.definitions.queries import definitions
from indicators.periods import queries
from indicators.periods.models import Closing
from indicators.periods.queries.hits import asked_of, hits
from indicators.periods.rules import counting
from indicators.periods.rules.counting import Hit, Move
from projects.agreements.models import Project
from projects.participants.reported import After
from ui import formats

NAMED = 3


def watching(participations: Collection[UUID]) -> After:
    """What these count for in closed days, to be compared with what they count for afterwards."""
    before = _counted(participations)

    def after(touched: Collection[UUID]) -> list[str]:
        now = _counted(touched)
        projects = before.keys() | now.keys()
        found = [_said(one, before.get(one, []), now.get(one, [])) for one in projects]
        return [sentence for sentence in found if sentence]

    return after


def _counted(participations: Collection[UUID]) -> Mapping[Project, list[Hit]]:
    """By project; nobody is judged where no period is closed."""
    rows = Project.objects.filter(participations__in=list(participations)).distinct()
    until = queries.closed_until(rows.order_by().values_list("pk", flat=True))
    return {
        project: _hits(project, participations, until[project.pk])
        for project in (rows if until else ())
        if project.pk in until
    }


def _hits(project: Project, participations: Collection[UUID], until: date) -> list[Hit]:
    return hits(project, asked_of(project, until=until), until=until, among=participations)


def _said(project: Project, before: list[Hit], now: list[Hit]) -> str:
    """Which closed periods would say something else, and of which indicators."""
    moves = counting.moves(before, now)
    differing: list[date] = []
    codes: list[str] = []
    for closing in queries.live_closings(project.pk):
        own = _moved(closing, moves)
        differing += [closing.period.ends_on] if own else []
        codes += [move.code for move in own if move.code not in codes]
    if not differing:
        return ""
    said = ngettext(
        "The period to %(days)s is closed and reported (%(project)s): this changes what it counted "
        "(%(names)s) and will appear as a difference in the next report.",
        "The periods to %(days)s are closed and reported (%(project)s): this changes what they "
        "counted (%(names)s) and will appear as a difference in the next report.",
        len(differing),
    )
    days = ", ".join(formats.day(day) for day in differing)
    return said % {"days": days, "project": project, "names": _names(codes)}


def _moved(closing: Closing, moves: Collection[Move]) -> list[Move]:
    allowed = {one.definition_code: one.breakdowns for one in closing.definitions.all()}
    until = closing.period.ends_on
    return [move for move in moves if move.matters(until, allowed)]


def _names(codes: Collection[str]) -> str:
    """The first few by name, the others by their number."""
    known = definitions()
    # In the programme's order, so that its own indicators are named before those of the funds.
    ordered = sorted(codes, key=list(known).index)
    shown = [known[code].short_name for code in ordered[:NAMED]]
    more = len(codes) - len(shown)
    words = ngettext("%(n)s more", "%(n)s more", more) % {"n": more}
    return ", ".join([*shown, words] if more else shown)
