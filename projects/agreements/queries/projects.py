"""Which projects there are, in what state, and what the apps above know of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core import polish
from core.permissions import Actor, Permission, projects_held
from projects.agreements.models import Project

RUNNING, ENDED, PLANNED = "trwa", "zakonczony", "planowany"
STATES = (RUNNING, ENDED, PLANNED)


def projects_visible_to(by: Actor, permission: Permission) -> QuerySet[Project]:
    """The projects in which the actor holds the permission: all, or those of their roles."""
    held = projects_held(by, permission)
    return Project.objects.all() if held is None else Project.objects.filter(pk__in=held)


def found(
    projects: Iterable[Project], *, words: str = "", state: str = "", on: date
) -> list[Project]:
    """Those in the state whose title or number contains every word, whatever the Polish signs."""
    wanted = polish.folded(words).split()
    return [
        project
        for project in projects
        if (not state or state_of(project, on=on) == state)
        and all(word in polish.folded(f"{project} {project.agreement_number}") for word in wanted)
    ]


def partners_beside_leader(project: Project) -> list[str]:
    """The names of the partners; the leader is kept among them and is none of them."""
    others = project.partners.filter(is_leader=False)
    return list(others.order_by("name").values_list("name", flat=True))


def state_of(project: Project, *, on: date) -> str:
    if project.is_running(on=on):
        return RUNNING
    return ENDED if project.ends_on < on else PLANNED


def time_gone(project: Project, *, on: date) -> float:
    """How much of the project's time is over, 0 to 1; the last day counts whole."""
    whole = (project.ends_on - project.starts_on).days + 1
    return min(max((on - project.starts_on).days + 1, 0), whole) / whole


@dataclass(frozen=True)
class Reached:
    """One cell of an indicator: people counted so far, and how many were promised."""

    achieved: int
    target: int | None
    is_invented: bool = False

    @property
    def share(self) -> float | None:
        """Achieved by target, above 1 when the promise is outdone; None without a target."""
        return self.achieved / self.target if self.target else None

    @property
    def per_cent(self) -> float | None:
        """The share as a bar draws it."""
        return 100 * self.achieved / self.target if self.target else None


@dataclass(frozen=True)
class Progress:
    """One indicator of one project, by cell."""

    code: str
    name: str
    total: Reached
    women: Reached
    men: Reached

    @property
    def has_cells(self) -> bool:
        """Whether the target was promised for women and men apart."""
        return self.women.target is not None and self.men.target is not None

    @property
    def has_target(self) -> bool:
        """Whether anything was promised, be it for women or men alone."""
        return any(cell.target is not None for cell in (self.women, self.men, self.total))


@dataclass(frozen=True)
class Figures:
    """What the apps above know of one project."""

    taking_part: int = 0
    left: int = 0
    waiting: int = 0
    progress: list[Progress] = field(default_factory=list)

    @property
    def people(self) -> Progress | None:
        """The indicator every project has first: the people it supports."""
        return self.progress[0] if self.progress else None

    @property
    def planned(self) -> int | None:
        return self.people.total.target if self.people else None

    def of(self, code: str) -> Reached:
        """One indicator's total; nobody and no target where nothing is known of it."""
        rows = [row.total for row in self.progress if row.code == code]
        return rows[0] if rows else Reached(0, None)

    @property
    def has_targets(self) -> bool:
        return any(row.has_target for row in self.progress)


# Filled from above: people and indicators know their projects, not the other way round.
figures_finders: list[Callable[[list[UUID]], dict[UUID, Figures]]] = []


def figures_of(projects: Iterable[Project]) -> dict[UUID, Figures]:
    """The figures of every project, empty where nobody has any."""
    ids = [project.pk for project in projects]
    known = {pk: figures for find in figures_finders for pk, figures in find(ids).items()}
    return {pk: known.get(pk, Figures()) for pk in ids}
