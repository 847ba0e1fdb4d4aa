"""Forms of a unit's own indicators: what they are called and count; the rule has the drafts' form."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from indicators.language.fields import COUNTING_DAYS
from indicators.local.entries import Description
from indicators.local.models import COUNTED_UNITS, LocalIndicator
from projects.forms import DayField, OnceForm

USUAL_UNIT = "osoby"


class DescriptionFields(forms.Form):
    """What an indicator is, in both languages."""

    name_pl = forms.CharField(label=_("Name in Polish"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300)
    short_name_pl = forms.CharField(
        label=_("Short name in Polish"), max_length=80, help_text=_("As tables call it.")
    )
    short_name_en = forms.CharField(label=_("Short name in English"), max_length=80)
    counting_unit = forms.ChoiceField(
        label=_("What is counted"),
        choices=[(unit.value, capfirst(unit.label)) for unit in COUNTED_UNITS],
        help_text=_(
            "Which number stands first. Participations add up over projects; a person counts once."
        ),
    )
    unit = forms.CharField(
        label=_("Unit of measure"),
        max_length=20,
        initial=USUAL_UNIT,
        widget=forms.TextInput(attrs={"class": "w-auto", "size": 12}),
    )
    counts_on = forms.ChoiceField(
        label=_("Day it counts on"),
        choices=[(name, capfirst(label)) for name, label in COUNTING_DAYS.items()],
        help_text=_("Whoever has no such day yet does not count."),
    )

    def description(self) -> Description:
        names = Description.__dataclass_fields__
        return Description(**{name: self.cleaned_data[name] for name in names})


class DefineForm(DescriptionFields, OnceForm):
    """A whole indicator but for its rule, which is written on the next page."""

    effective_from = DayField(
        label=_("Holds from"),
        help_text=_("Whoever counts on an earlier day is not counted."),
    )

    def as_arguments(self) -> dict[str, Any]:
        return {
            "description": self.description(),
            "effective_from": self.cleaned_data["effective_from"],
        }


class DescribeForm(DescriptionFields, OperationForm):
    """What it is called, and what it is while it was never published."""

    def __init__(self, *args: Any, indicator: LocalIndicator, **facts: Any) -> None:
        held = {name: getattr(indicator, name) for name in Description.__dataclass_fields__}
        super().__init__(*args, **{**facts, "initial": held})

    def as_arguments(self) -> dict[str, Any]:
        return {"description": self.description()}


class StartForm(OperationForm):
    effective_from = DayField(
        label=_("Holds from"),
        help_text=_("Whoever counts on an earlier day is judged by the version before it."),
    )


class WithdrawForm(OperationForm):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the history and in the audit trail for ever."),
    )
