"""The grid of tasks: their budgets down, and what the leader and the partners spend across."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.forms import OperationForm
from projects.agreements.entries import PartEntry, TaskEntry
from projects.agreements.models import Project, Task
from projects.agreements.operations.partners import decide_tasks
from projects.forms import CorrectionForm, MoneyField

HIGHEST_TASK = 99
FEWEST_ROWS, MORE_ROWS, MOST_ROWS = 4, 3, 60
# The number of a row, as a browser sends it back.
ROW = re.compile("[0-9]{1,3}")


class BoxOfMoney(MoneyField):
    """An amount in a cell of the grid, as wide as its column."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(required=False, min_value=0, **facts)
        self.widget.attrs.pop("class")


@dataclass(frozen=True)
class TaskRow:
    """One line of the grid: the boxes of the task, and one box for every body."""

    number: forms.BoundField
    name: forms.BoundField
    budget: forms.BoundField
    parts: list[forms.BoundField]


class TaskRowsForm(OperationForm):
    """Tasks down and bodies across; an amount, zero too, says that the body takes part."""

    def __init__(
        self,
        *args: Any,
        rows: int,
        bodies: Mapping[int, str],
        total: Decimal | None,
        **facts: Any,
    ) -> None:
        super().__init__(*args, **facts)
        self.count, self.bodies, self.total = rows, dict(bodies), total
        for row in range(1, rows + 1):
            self._add(row)

    def _add(self, row: int) -> None:
        words = {"row": row}
        look = {"inputmode": "numeric", "size": 2, "autocomplete": "off", "placeholder": row}
        number = forms.TextInput(attrs=look)
        self.fields[f"number_{row}"] = forms.IntegerField(
            label=_("Number of the task in row %(row)s") % words,
            required=False,
            min_value=1,
            max_value=HIGHEST_TASK,
            widget=number,
        )
        self.fields[f"task_{row}"] = forms.CharField(
            label=_("Name of the task in row %(row)s") % words, required=False, max_length=300
        )
        self.fields[f"budget_{row}"] = BoxOfMoney(
            label=_("Budget of the task in row %(row)s") % words
        )
        for body, name in self.bodies.items():
            self.fields[f"part_{row}_{body}"] = BoxOfMoney(
                label=_("Of the task in row %(row)s: %(name)s") % {**words, "name": name}
            )

    @property
    def lines(self) -> list[TaskRow]:
        return [
            TaskRow(
                self[f"number_{row}"],
                self[f"task_{row}"],
                self[f"budget_{row}"],
                [self[f"part_{row}_{body}"] for body in self.bodies],
            )
            for row in range(1, self.count + 1)
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for row in range(1, self.count + 1):
            has_money = any(
                typed.get(name) is not None
                for name in (f"budget_{row}", *(f"part_{row}_{body}" for body in self.bodies))
            )
            if has_money and not typed.get(f"task_{row}"):
                self.add_error(f"task_{row}", _("Name the task that this money is for."))
        if not self.errors:
            try:
                decide_tasks(self.entries(), total=self.total, names=self.bodies.values())
            except RuleBroken as refusal:
                self.add_error(None, str(refusal))
        return typed

    def entries(self) -> list[TaskEntry]:
        """The tasks that were typed; a task without a number takes that of its row."""
        return [
            TaskEntry(
                number=self.cleaned_data[f"number_{row}"] or row,
                name=self.cleaned_data[f"task_{row}"],
                budget_amount=self.cleaned_data[f"budget_{row}"],
                parts=self._parts(row),
            )
            for row in range(1, self.count + 1)
            if self.cleaned_data[f"task_{row}"]
        ]

    def _parts(self, row: int) -> tuple[PartEntry, ...]:
        amounts: dict[int, Decimal | None] = {
            body: self.cleaned_data[f"part_{row}_{body}"] for body in self.bodies
        }
        return tuple(
            PartEntry(partner=self.bodies[body], budget_amount=budget)
            for body, budget in amounts.items()
            if budget is not None
        )


class SetTasksForm(TaskRowsForm, CorrectionForm):
    """All the tasks of a project that is entered already."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.made_of = facts

    def with_more_rows(self) -> "SetTasksForm":
        """The same form, nothing typed lost, with rows to fill."""
        wider = {**self.made_of, "rows": min(self.count + MORE_ROWS, MOST_ROWS)}
        values = {**wider["current"], **{name: self.data.get(name, "") for name in self.fields}}
        return SetTasksForm(**{**wider, "current": values})

    def as_arguments(self) -> dict[str, Any]:
        return {"entries": self.entries(), "version": self.cleaned_data["version"]}


def task_rows(project: Project, asked: str) -> dict[str, Any]:
    """What the form of a project's tasks is made of: its bodies, its rows, and what they hold."""
    partners = list(project.partners.all())
    tasks = list(project.tasks.prefetch_related("parts"))
    places = {partner.pk: place for place, partner in enumerate(partners)}
    rows = max(len(tasks) + 1, FEWEST_ROWS, int(asked) if ROW.fullmatch(asked) else 0)
    return {
        "rows": min(rows, MOST_ROWS),
        "bodies": {places[partner.pk]: partner.name for partner in partners},
        "total": project.total_amount,
        "current": {**_values(tasks, places), "version": project.tasks_version},
    }


def _values(tasks: Sequence[Task], places: Mapping[UUID, int]) -> dict[str, Any]:
    """Tasks as the rows begin; `places` maps a partner's id to its column."""
    values: dict[str, Any] = {}
    for row, task in enumerate(tasks, start=1):
        values |= {
            f"number_{row}": task.number,
            f"task_{row}": task.name,
            f"budget_{row}": task.budget_amount,
        }
        for part in task.parts.all():
            budget = part.budget_amount
            values[f"part_{row}_{places[part.partner_id]}"] = budget or Decimal("0.00")
    return values
