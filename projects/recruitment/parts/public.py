"""The public form on a page: its summary, where something is still wrong, and addresses."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse
from django.utils.functional import Promise

from projects.recruitment.forms.fields import in_words
from projects.recruitment.forms.public import Step, StepForm
from projects.recruitment.models import Recruitment


@dataclass(frozen=True)
class Trouble:
    """A step in which something has to be mended before sending."""

    step: Step
    sentences: list[str]


def troubles(form: StepForm, steps: Iterable[Step]) -> list[Trouble]:
    """What is wrong, step by step; the form has been checked by now."""
    found = []
    for step in steps:
        sentences = [
            f"{form.fields[name].label}: {error}"
            for name in step.names
            for error in form.errors.get(name, [])
        ]
        if sentences:
            found.append(Trouble(step, sentences))
    return found


def summary(form: StepForm) -> list[tuple[Promise, list[tuple[str, str]]]]:
    """What was typed, in the words that were read: legends with labels and answers."""
    return [
        (legend, [(str(field.label), in_words(field)) for field in fields if _is_said(field)])
        for legend, fields in form.shown
    ]


def _is_said(field: BoundField) -> bool:
    """Whether the page before sending shows it: what the PESEL says is not asked besides."""
    return field.name not in ("no_pesel", "born_on", "sex") or bool(field.value())


def public_address(recruitment: Recruitment) -> str:
    return reverse("recruitment:apply", args=[recruitment.pk])


def step_address(recruitment: Recruitment, step: Step) -> str:
    return reverse("recruitment:apply-step", args=[recruitment.pk, step.slug])
