"""What a project costs: its budget by source, a person's cost, and the budget of its tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from projects.agreements import rules
from projects.agreements.models import PartnerTask, Project, ProjectPartner, Task
from projects.agreements.queries.projects import Figures

PEOPLE_EMPLOYED = "EMPLOYED_AFTER"


@dataclass(frozen=True)
class Budget:
    """A project's money as the page shows it; None is unknown, which is not zero."""

    total: Decimal | None
    eu: Decimal | None
    state: Decimal | None
    own: Decimal | None
    eu_share: Decimal | None
    planned_people: int | None
    cost_per_person: Decimal | None


def budget_of(project: Project, *, planned: int | None) -> Budget:
    return Budget(
        total=project.total_amount,
        eu=project.eu_amount,
        state=project.state_amount,
        own=project.own_amount,
        eu_share=project.eu_share and project.eu_share / 100,
        planned_people=planned,
        cost_per_person=rules.cost_per_person(total=project.total_amount, people=planned),
    )


@dataclass(frozen=True, kw_only=True)
class Cost:
    """One amount by the people of one base; both bases are shown, because authorities ask for both."""

    base: str
    amount: Decimal | None
    people: int | None

    @property
    def each(self) -> Decimal | None:
        return rules.cost_per_person(total=self.amount, people=self.people)


AMOUNTS = ("total_amount", "eu_amount")
PER_PLANNED, PER_PERSON, PER_EMPLOYED = "planned", "so_far", "employed"


def costs_of(project: Project, figures: Figures) -> dict[str, list[Cost]]:
    """Of the total value and of EU money: per planned person, per person so far, per employed one.

    The amount is the agreement's, not what was spent: that is what payment claims will tell.
    """
    employed = figures.of(PEOPLE_EMPLOYED).achieved
    people = {
        PER_PLANNED: figures.planned,
        PER_PERSON: figures.people.total.achieved if figures.people else 0,
        PER_EMPLOYED: employed,
    }
    return {
        amount: [
            Cost(base=base, amount=getattr(project, amount), people=count)
            for base, count in people.items()
        ]
        for amount in AMOUNTS
    }


@dataclass(frozen=True)
class TaskLine:
    """A task with what each body spends on it, in the order of the bodies; None is no part of it."""

    task: Task
    parts: list[Decimal | None]
    takes_part: list[bool]

    @property
    def cells(self) -> list[tuple[bool, Decimal | None]]:
        """Each body: whether it takes part, and with how much."""
        return list(zip(self.takes_part, self.parts, strict=True))


@dataclass(frozen=True)
class TaskGrid:
    """Tasks down, partners across, as the budget of the application has them."""

    partners: list[ProjectPartner]
    lines: list[TaskLine]
    outside_tasks: Decimal | None

    @property
    def by_partner(self) -> list[Decimal | None]:
        return [
            _sum(line.parts[place] for line in self.lines) for place in range(len(self.partners))
        ]

    @property
    def cost(self) -> Decimal | None:
        return _sum(line.task.budget_amount for line in self.lines)


def task_grid(project: Project) -> TaskGrid:
    partners = list(project.partners.all())
    tasks = list(project.tasks.annotate(**_parts()))
    lines = [_line(task, partners) for task in tasks]
    budgets = [
        rules.TaskBudget(
            number=line.task.number,
            budget=line.task.budget_amount,
            parts=tuple(rules.Part(partner="", budget=part) for part in line.parts),
        )
        for line in lines
    ]
    left = rules.unspent(total=project.total_amount, tasks=budgets)
    whole = next((one.left for one in left if one.task_number is None), None)
    return TaskGrid(partners, lines, whole if tasks else None)


def _parts() -> dict[str, ArraySubquery]:
    """Who takes part in a task and with how much, side by side, in the task's own row."""
    parts = PartnerTask.objects.filter(task=OuterRef("pk")).order_by("pk")
    return {
        "bodies": ArraySubquery(parts.values("partner")),
        "amounts": ArraySubquery(parts.values("budget_amount")),
    }


def _line(task: Any, partners: list[ProjectPartner]) -> TaskLine:
    held = dict(zip(task.bodies, task.amounts, strict=True))
    return TaskLine(
        task,
        [held.get(partner.pk) for partner in partners],
        [partner.pk in held for partner in partners],
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
