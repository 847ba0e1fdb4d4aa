"""The steps of entering a project as the pages show them, and what was typed, to be checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from core.forms import OperationForm
from projects.agreements.entries import PartnerEntry, TargetGroupEntry, TaskEntry
from projects.agreements.forms.partners import PartnerRowsForm
from projects.agreements.forms.target_group import TargetGroupFields
from projects.agreements.forms.tasks import NOT_KNOWN, TaskRowsForm
from projects.agreements.forms.wizard import STEPS, Step, Wizard
from projects.agreements.models import ProjectPartner, TargetGroup
from projects.agreements.parts.amendments import shown
from projects.agreements.parts.target_group import group_sentences
from ui import formats


@dataclass(frozen=True)
class StepLink:
    """`state` is done, current or waiting; the number is its place."""

    number: int
    name: str
    url: str
    state: str


def step_links(wizard: Wizard, current: str) -> list[StepLink]:
    links = [
        StepLink(number, str(step.name), url_of(wizard, step.slug), _state(wizard, step, current))
        for number, step in enumerate(STEPS, start=1)
    ]
    state = "current" if current == "" else "waiting"
    check = reverse("agreements:check-draft", args=[wizard.draft.pk])
    return [*links, StepLink(len(links) + 1, _("Check and save"), check, state)]


def url_of(wizard: Wizard, slug: str) -> str:
    return reverse("agreements:draft-step", args=[wizard.draft.pk, slug])


def _state(wizard: Wizard, step: Step, current: str) -> str:
    if step.slug == current:
        return "current"
    return "done" if wizard.is_visited(step.slug) else "waiting"


@dataclass(frozen=True)
class Summary:
    """One step as it will be saved: named values or whole sentences, and what keeps it back."""

    name: str
    url: str
    rows: list[tuple[str, str]]
    sentences: list[str]
    errors: list[str]


def summaries(wizard: Wizard, checked: dict[str, OperationForm]) -> list[Summary]:
    return [_summary(wizard, step, checked[step.slug]) for step in STEPS]


def _summary(wizard: Wizard, step: Step, form: Any) -> Summary:
    errors = list(_errors(form))
    url = url_of(wizard, step.slug)
    rows, sentences = [], []
    if isinstance(form, TargetGroupFields):
        sentences = [] if errors else _of_group(form.entry())
    elif isinstance(form, PartnerRowsForm):
        sentences = [] if errors else [_of_partner(entry) for entry in form.entries()]
    elif isinstance(form, TaskRowsForm):
        sentences = [] if errors else [_of_task(entry) for entry in form.entries()]
    else:
        rows = _rows(form)
    return Summary(str(step.name), f"{url}?popraw=tak" if errors else url, rows, sentences, errors)


def _errors(form: forms.Form) -> Iterable[str]:
    for name, messages in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for message in messages:
            yield f"{label}: {message}" if label else str(message)


def _rows(form: forms.Form) -> list[tuple[str, str]]:
    typed = dict(form.cleaned_data)
    if typed.get("claim_due_days") is None:
        # Nobody counts these days, so it does not matter which they are.
        typed.pop("claim_days_are_working", None)
    return [
        (str(field.label), shown(name, typed[name]))
        for name, field in form.fields.items()
        if typed.get(name) not in (None, "", False)
    ]


def _of_partner(entry: PartnerEntry) -> str:
    kind = str(ProjectPartner.Kind(entry.kind).label)
    who = _("leader, %(kind)s") % {"kind": kind} if entry.is_leader else kind
    told = f"{entry.name} ({who})"
    return f"{told}: {entry.task}" if entry.task else told


def _of_task(entry: TaskEntry) -> str:
    parts = "; ".join(f"{part.partner} {_amount(part.budget_amount)}" for part in entry.parts)
    amount = "" if entry.budget_amount is None else f" – {formats.money(entry.budget_amount)}"
    return f"{entry.number}. {entry.name}{amount}" + (f" ({parts})" if parts else "")


def _amount(amount: Decimal | None) -> str:
    return NOT_KNOWN if amount is None else formats.money(amount)


def _of_group(entry: TargetGroupEntry) -> list[str]:
    facts = {name: value for name, value in vars(entry).items() if name != "levels"}
    return group_sentences(TargetGroup(**facts))


def draft_name(answers: dict[str, Any]) -> str:
    """The title as typed so far."""
    return " ".join(answers.get("umowa", {}).get("title", [])).strip() or _("Untitled project")


def draft_url(draft_id: UUID, step: str) -> str:
    return reverse("agreements:draft-step", args=[draft_id, step or STEPS[0].slug])
