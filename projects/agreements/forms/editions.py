"""What an earlier edition already says, as if somebody had typed it into the steps."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.agreements.forms.partners import LEADER, NAMES
from projects.agreements.forms.target_group import group_values
from projects.agreements.forms.wizard import Answers
from projects.agreements.models import Project
from projects.agreements.queries import target_group_of

TAKEN_OVER = ("title", "fund", "measure", "rule_set", "leader_name", "implementing_unit")
CALENDAR = ("claim_every_months", "claim_due_days", "final_claim_due_days", "entry_due_days")
NOT_TAKEN_OVER = ("version", "disability_count")


class BeginForm(OperationForm):
    """A new project from nothing, or from what an earlier edition already says."""

    earlier_edition = forms.ModelChoiceField(
        queryset=Project.objects.none(),
        label=_("Earlier edition"),
        required=False,
        empty_label=_("none, from nothing"),
        help_text=_(
            "Partners, tasks, the target group and the calendar are taken over; number, dates, "
            "money and targets are not."
        ),
    )

    def __init__(
        self, *args: Any, projects: QuerySet[Project], first: Answers, **facts: Any
    ) -> None:
        super().__init__(*args, **facts)
        self.first = first
        self.fields["earlier_edition"].queryset = projects

    def as_arguments(self) -> dict[str, Any]:
        chosen = self.cleaned_data["earlier_edition"]
        answers = answers_from(chosen) if chosen else self.first
        return {"answers": answers, "earlier_edition": chosen}


def answers_from(project: Project) -> Answers:
    """All but the number, the dates, the money and the promised counts."""
    return {
        "umowa": _agreement(project),
        "partnerzy": _partners(project),
        "zadania": _tasks(project),
        "dla-kogo": _group(project),
        "kalendarz": _calendar(project),
    }


def _agreement(project: Project) -> dict[str, list[str]]:
    edition = {"edition_no": project.edition_no + 1} if project.edition_no else {"edition_no": 2}
    return _kept({**{name: getattr(project, name) for name in TAKEN_OVER}, **edition})


def _partners(project: Project) -> dict[str, list[str]]:
    values: dict[str, Any] = {}
    others = project.partners.filter(is_leader=False)
    leader = project.partners.filter(is_leader=True).first()
    rows = [(LEADER, leader)] if leader else []
    for row, partner in [*rows, *enumerate(others, start=1)]:
        values |= {f"{name}_{row}": getattr(partner, name) for name in NAMES}
    values.pop(f"name_{LEADER}", None)
    return _kept(values)


def _tasks(project: Project) -> dict[str, list[str]]:
    """Numbers and names; who carries them out is decided with the new money."""
    values: dict[str, Any] = {}
    for row, task in enumerate(project.tasks.all(), start=1):
        values |= {f"number_{row}": task.number, f"task_{row}": task.name}
    return _kept(values)


def _group(project: Project) -> dict[str, list[str]]:
    values = group_values(target_group_of(project))
    return _kept({name: value for name, value in values.items() if name not in NOT_TAKEN_OVER})


def _calendar(project: Project) -> dict[str, list[str]]:
    names = (*CALENDAR, "claim_days_are_working")
    return _kept({name: getattr(project, name) for name in names})


def _kept(values: dict[str, Any]) -> dict[str, list[str]]:
    """Values as a browser would send them; what is empty is not sent."""
    return {name: _sent(value) for name, value in values.items() if value not in (None, "", False)}


def _sent(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    if value is True:
        return ["on"]
    if isinstance(value, Decimal):
        return [f"{value.normalize():f}"]
    return [str(value)]
