"""The steps of entering a project: each is a form of its own, and all of them make one project."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.forms import OperationForm
from projects.agreements.forms.fields import (
    AGREEMENT,
    CARRIED_OUT_BY,
    CLAIMS,
    DATES,
    MONEY,
    OWN,
    PERIOD,
    AgreementFields,
    CalendarFields,
    MoneyFields,
    facts_of,
)
from projects.agreements.forms.partners import LEADER, PartnerRowsForm
from projects.agreements.forms.target_group import TargetGroupStepForm
from projects.agreements.forms.tasks import ROW, TaskRowsForm
from projects.agreements.models import Project, ProjectDraft
from projects.agreements.operations import target_group, writing
from projects.forms import MoneyField, Sections, sections_of

FEWEST = {"partnerzy": 2, "zadania": 4}
MOST = {"partnerzy": 30, "zadania": 60}
MORE = {"partnerzy": 1, "zadania": 3}
ROW_NAMES = {"partnerzy": "name", "zadania": "task"}
VISITED, ROWS = "visited", "rows"
Answers = dict[str, dict[str, list[str]]]


def tried(form: forms.Form, decide: Callable[..., None], *arguments: Any) -> None:
    """Refuse at this step what the operation would refuse at the end."""
    if form.errors:
        return
    try:
        decide(*arguments)
    except RuleBroken as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


class AgreementStepForm(AgreementFields, OperationForm):
    @property
    def sections(self) -> Sections:
        return sections_of(self, [AGREEMENT, PERIOD, CARRIED_OUT_BY])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        tried(self, lambda: writing.decide_days(Project(**typed)))
        tried(self, lambda: writing.decide_number(Project(**typed)))
        return typed


class MoneyStepForm(MoneyFields, OperationForm):
    @property
    def sections(self) -> Sections:
        return sections_of(self, [MONEY, OWN])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        tried(self, lambda: writing.decide_money(Project(**typed)))
        return typed


class CalendarStepForm(CalendarFields, OperationForm):
    @property
    def sections(self) -> Sections:
        return sections_of(self, [CLAIMS, DATES])


class GroupStepForm(TargetGroupStepForm):
    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        tried(self, lambda: target_group.decide(Project(), self.entry()))
        return typed


@dataclass(frozen=True)
class Step:
    slug: str
    name: Promise
    lead: Promise


STEPS = (
    Step(
        "umowa",
        _("Agreement"),
        _("The order is that of the grant agreement. What is not known yet may stay empty."),
    ),
    Step(
        "pieniadze",
        _("Money"),
        _("Total = European funds + state budget + own contribution, checked to the grosz."),
    ),
    Step(
        "partnerzy",
        _("Partners"),
        _("Who carries the project together with the leader. Rows left empty are nobody."),
    ),
    Step(
        "zadania",
        _("Tasks"),
        _(
            "Tasks of the application with their budgets, and how much of each the leader and the "
            "partners spend. 0 says that somebody takes part without money, ? that nobody knows yet "
            "with how much."
        ),
    ),
    Step(
        "dla-kogo",
        _("Who it is for"),
        _("The target group as the agreement has it; participants are checked against it."),
    ),
    Step(
        "kalendarz",
        _("Calendar"),
        _(
            "From these days the deadlines are computed. What the agreement does not say stays empty."
        ),
    ),
)
SLUGS = [step.slug for step in STEPS]


def step_of(slug: str) -> Step | None:
    return next((step for step in STEPS if step.slug == slug), None)


class Wizard:
    """A draft read as forms: one for each step, as typed so far."""

    def __init__(self, draft: ProjectDraft, *, projects: QuerySet[Project]) -> None:
        self.draft, self.projects = draft, projects
        self.answers: Answers = draft.answers

    def form(self, slug: str, data: QueryDict | None = None) -> OperationForm:
        """The step with what was just sent; without it, with what is kept, not judged yet."""
        first = _plain(self.answers.get(slug, {}))
        kept = {"data": data} if data is not None else {"initial": first}
        made = {
            "umowa": AgreementStepForm,
            "pieniadze": MoneyStepForm,
            "kalendarz": CalendarStepForm,
        }
        if slug in made:
            return made[slug](**kept)
        if slug == "dla-kogo":
            return GroupStepForm(projects=self.projects, **kept)
        rows = self._rows(slug, data)
        if slug == "partnerzy":
            return PartnerRowsForm(rows=rows, leader=self.leader, **kept)
        return TaskRowsForm(rows=rows, bodies=self.bodies, total=self.total, **kept)

    def checked(self, slug: str) -> OperationForm:
        """The step as kept, judged."""
        data = QueryDict(mutable=True)
        for name, values in self.answers.get(slug, {}).items():
            data.setlist(name, values)
        return self.form(slug, data)

    @property
    def leader(self) -> str:
        return self._typed("umowa", "leader_name") or str(_("the leader"))

    @property
    def bodies(self) -> dict[int, str]:
        """Who may carry out a task, by the row in which they were typed."""
        rows = range(1, self._rows("partnerzy", None) + 1)
        named = {row: self._typed("partnerzy", f"name_{row}") for row in rows}
        return {LEADER: self.leader} | {row: name for row, name in named.items() if name}

    @property
    def total(self) -> Decimal | None:
        try:
            return MoneyField(required=False).clean(self._typed("pieniadze", "total_amount"))
        except forms.ValidationError:
            return None

    def typed(self, slug: str, data: QueryDict, *, more: bool) -> dict[str, list[str]]:
        """What was sent of this step, as the draft keeps it."""
        form = self.form(slug, data)
        kept = {name: data.getlist(name) for name in form.fields if name in data}
        if slug in FEWEST:
            rows = self._rows(slug, data) + (MORE[slug] if more else 0)
            kept[ROWS] = [str(min(rows, MOST[slug]))]
        return {**kept, VISITED: ["yes"]}

    def is_visited(self, slug: str) -> bool:
        return VISITED in self.answers.get(slug, {})

    def arguments(self, forms_: Mapping[str, OperationForm]) -> dict[str, Any]:
        """What the steps, all of them valid, say to the operation."""
        agreement, money, calendar = (
            facts_of(forms_[slug].cleaned_data, part)
            for slug, part in (
                ("umowa", AgreementFields),
                ("pieniadze", MoneyFields),
                ("kalendarz", CalendarFields),
            )
        )
        return {
            **agreement,
            **money,
            **calendar,
            "partners": forms_["partnerzy"].entries(),  # type: ignore[attr-defined]
            "tasks": forms_["zadania"].entries(),  # type: ignore[attr-defined]
            "target_group": forms_["dla-kogo"].entry(),  # type: ignore[attr-defined]
        }

    def _typed(self, slug: str, name: str) -> str:
        return " ".join(self.answers.get(slug, {}).get(name, [])).strip()

    def _rows(self, slug: str, data: QueryDict | None) -> int:
        """How many rows the step shows: those asked for, and never fewer than were filled."""
        kept = self.answers.get(slug, {})
        asked = data.get(ROWS, "") if data is not None else "".join(kept.get(ROWS, []))
        names = data if data is not None else kept
        prefix = ROW_NAMES[slug] + "_"
        filled = [
            int(n[len(prefix) :]) for n in names if n.startswith(prefix) and _is_row(n, prefix)
        ]
        wanted = int(asked) if ROW.fullmatch(asked) else 0
        return min(max([FEWEST[slug], wanted, *filled]), MOST[slug])


def _is_row(name: str, prefix: str) -> bool:
    return bool(ROW.fullmatch(name[len(prefix) :]))


def _plain(kept: dict[str, list[str]]) -> dict[str, Any]:
    """Lists of one value as that value: what a form begins with."""
    return {
        name: values if name == "gminas" else (values[0] if values else "")
        for name, values in kept.items()
    }
