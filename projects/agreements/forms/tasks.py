"""The grid of tasks: their budgets down, and what the leader and the partners spend across.

A column is named by the body that it is of, never by its place: who joins or leaves while somebody
types moves nobody's money.
"""

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
from projects.agreements.forms.changes import ByAmendment
from projects.agreements.models import Project, Task
from projects.agreements.operations.partners import decide_tasks
from projects.agreements.queries import amendments_in_force
from projects.forms import CorrectionForm, MoneyField

HIGHEST_TASK = 99
FEWEST_ROWS, MORE_ROWS, MOST_ROWS = 4, 3, 60
# The number of a row, as a browser sends it back.
ROW = re.compile("[0-9]{1,3}")
PART = re.compile("part_[0-9]{1,3}_.+")
# Typed for a body that takes part, nobody knows yet with how much.
NOT_KNOWN = "?"

# A row of the wizard, or the id of a partner.
Body = int | UUID


class BoxOfMoney(MoneyField):
    """An amount in a cell of the grid, as wide as its column."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(required=False, min_value=0, **facts)
        self.widget.attrs.pop("class")


class BoxOfPart(BoxOfMoney):
    """What a body spends on a task; zero and "not known" say that it takes part, an empty box not."""

    def to_python(self, value: Any) -> Any:
        return NOT_KNOWN if str(value).strip() == NOT_KNOWN else super().to_python(value)

    def clean(self, value: Any) -> Any:
        return NOT_KNOWN if self.to_python(value) == NOT_KNOWN else super().clean(value)


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
        bodies: Mapping[Any, str],
        total: Decimal | None,
        descriptions: Mapping[tuple[int, Body], str] | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(*args, **facts)
        self.count, self.bodies, self.total = rows, dict(bodies), total
        # What the grid does not show and must not lose.
        self.descriptions = descriptions or {}
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
            self.fields[f"part_{row}_{body}"] = BoxOfPart(
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
        amounts = {body: self.cleaned_data[f"part_{row}_{body}"] for body in self.bodies}
        return tuple(
            PartEntry(
                partner=self.bodies[body],
                budget_amount=None if budget == NOT_KNOWN else budget,
                description=self.descriptions.get((row, body), ""),
            )
            for body, budget in amounts.items()
            if budget is not None
        )


class SetTasksForm(ByAmendment, TaskRowsForm, CorrectionForm):
    """All the tasks of a project that is entered already."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.made_of = facts

    def with_more_rows(self) -> "SetTasksForm":
        """The same form, nothing typed lost, with rows to fill."""
        wider = {**self.made_of, "rows": min(self.count + MORE_ROWS, MOST_ROWS)}
        values = {**wider["current"], **{name: self.data.get(name, "") for name in self.fields}}
        return SetTasksForm(**{**wider, "current": values})

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        gone = [
            self.data[name]
            for name in self.data
            if PART.fullmatch(name) and name not in self.fields and self.data[name].strip()
        ]
        if gone:
            sentence = _(
                "A partner has been removed since you opened the tasks, and what you typed for it "
                "with it: %(amounts)s. Look at the tasks and save them again."
            )
            self.add_error(None, sentence % {"amounts": "; ".join(gone)})
        return typed

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"entries": self.entries(), "version": typed["version"], **self.by_amendment}


def task_rows(project: Project, asked: str) -> dict[str, Any]:
    """What the form of a project's tasks is made of: its bodies, its rows, and what they hold."""
    partners = list(project.partners.all())
    tasks = list(project.tasks.prefetch_related("parts"))
    rows = max(len(tasks) + 1, FEWEST_ROWS, int(asked) if ROW.fullmatch(asked) else 0)
    return {
        "rows": min(rows, MOST_ROWS),
        "bodies": {partner.pk: partner.name for partner in partners},
        "total": project.total_amount,
        "amendments": amendments_in_force(project),
        "descriptions": {
            (row, part.partner_id): part.description
            for row, task in enumerate(tasks, start=1)
            for part in task.parts.all()
        },
        "current": {**_values(tasks), "version": project.tasks_version},
    }


def _values(tasks: Sequence[Task]) -> dict[str, Any]:
    """Tasks as the rows begin."""
    values: dict[str, Any] = {}
    for row, task in enumerate(tasks, start=1):
        values |= {
            f"number_{row}": task.number,
            f"task_{row}": task.name,
            f"budget_{row}": task.budget_amount,
        }
        for part in task.parts.all():
            budget = part.budget_amount
            values[f"part_{row}_{part.partner_id}"] = NOT_KNOWN if budget is None else budget
    return values
