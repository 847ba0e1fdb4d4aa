"""Tells whoever changes participations which closed reports would differ, before it is saved."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
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
from projects.participants.reported import After, Watcher
from ui import formats

NAMED = 3


@dataclass(frozen=True)
class Difference:
    """Closed periods of a project that would say something else, and of which indicators."""

    project: Project
    days: tuple[date, ...]
    codes: tuple[str, ...]

    def __str__(self) -> str:
        """In the language that is active when it is said."""
        said = ngettext(
            "The period to %(days)s is closed and reported (%(project)s): this changes what it counted "
            "(%(names)s) and will appear as a difference in the next report.",
            "The periods to %(days)s are closed and reported (%(project)s): this changes what they "
            "counted (%(names)s) and will appear as a difference in the next report.",
            len(self.days),
        )
        days = ", ".join(formats.day(day) for day in self.days)
        return said % {"days": days, "project": self.project, "names": _names(self.codes)}


@dataclass(frozen=True)
class Looking:
    """What participations counted for in closed days, to be compared with what they count for later."""

    before: Mapping[Project, list[Hit]]

    def of_all(self, touched: Collection[UUID]) -> list[Difference]:
        """One difference for each project."""
        told = {project: _difference(project, found) for project, found in self._moves(touched)}
        return [one for one in told.values() if one]

    def of_each(self, touched: Collection[UUID]) -> dict[UUID, Difference]:
        """By participation, what changes because of it alone; whoever changes nothing is left out."""
        told: dict[UUID, Difference] = {}
        for project, found in self._moves(touched):
            closings = queries.live_closings(project.pk)
            by_person: dict[UUID, list[Move]] = defaultdict(list)
            for move in found:
                by_person[move.participation_id].append(move)
            for pk, own in by_person.items():
                if one := _difference(project, own, closings):
                    told[pk] = one
        return told

    def _moves(self, touched: Collection[UUID]) -> list[tuple[Project, list[Move]]]:
        now = _counted(touched)
        projects = self.before.keys() | now.keys()
        return [
            (one, counting.moves(self.before.get(one, []), now.get(one, []))) for one in projects
        ]


def watching(participations: Collection[UUID]) -> After:
    """What these count for in closed days, to be compared with what they count for afterwards."""
    return Looking(_counted(participations))


def _until(project: UUID) -> date | None:
    return queries.closed_until([project]).get(project)


WATCHER = Watcher(watch=watching, reported_until=_until)


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


def _difference(
    project: Project, moves: Collection[Move], closings: Collection[Closing] | None = None
) -> Difference | None:
    """Which closed periods would say something else, and of which indicators."""
    differing: list[date] = []
    codes: list[str] = []
    for closing in queries.live_closings(project.pk) if closings is None else closings:
        own = _moved(closing, moves)
        differing += [closing.period.ends_on] if own else []
        codes += [move.code for move in own if move.code not in codes]
    return Difference(project, tuple(differing), tuple(codes)) if differing else None


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
