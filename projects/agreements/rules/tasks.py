"""Budgets of tasks and of those who carry them out: does anybody spend more than there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one body spends on a task, in PLN; None is unknown."""

    partner: str
    budget: Decimal | None


@dataclass(frozen=True, kw_only=True)
class TaskBudget:
    number: int
    budget: Decimal | None
    parts: tuple[Part, ...] = ()

    @property
    def given_out(self) -> Decimal:
        return sum((part.budget or NOTHING for part in self.parts), NOTHING)

    @property
    def cost(self) -> Decimal:
        """The budget where it is known, and otherwise what is given out of it."""
        return self.given_out if self.budget is None else self.budget


@dataclass(frozen=True, kw_only=True)
class Unspent:
    """What is left of the whole, or of the task with this number; below zero it is too much."""

    task_number: int | None
    left: Decimal


def unspent(*, total: Decimal | None, tasks: Iterable[TaskBudget]) -> list[Unspent]:
    """What is left of each known budget: first of every task, then of the project's total value.

    Tasks need not use up the total: indirect costs are a flat rate outside of them.
    """
    known = list(tasks)
    found = [
        Unspent(task_number=task.number, left=task.budget - task.given_out)
        for task in known
        if task.budget is not None
    ]
    if total is not None:
        spent = sum((task.cost for task in known), NOTHING)
        found.append(Unspent(task_number=None, left=total - spent))
    return found
