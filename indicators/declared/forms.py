"""Forms of declared values."""

import re
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from indicators.declared.entries import DeclaredEntry
from indicators.declared.models import Declared
from indicators.definitions.models import Definition
from projects.forms import DayField, OnceForm

LONGEST_TEXT = 300
# As for targets, beside which a value stands.
HIGHEST = 9_999_999
NUMBERS = ("total", "women", "men")


class NumberField(forms.IntegerField):
    """How many, with or without spaces between thousands; told plainly where it is no such number."""

    def __init__(self, *, label: Any, **facts: Any) -> None:
        look = {"inputmode": "numeric", "class": "w-auto", "size": 8, "autocomplete": "off"}
        said = {
            "invalid": _("Write a whole number in digits, for example 25."),
            "min_value": _("A number is 0 or more."),
            "max_value": _("The largest number that is taken is 9 999 999. Check the digits."),
        }
        super().__init__(
            label=capfirst(label),
            min_value=0,
            max_value=HIGHEST,
            widget=forms.TextInput(attrs=look),
            error_messages=said,
            **facts,
        )

    def to_python(self, value: Any) -> int | None:
        return super().to_python(re.sub(r"\s", "", str("" if value is None else value)))


class ValueFields(forms.Form):
    """The days, the numbers and the source of one value."""

    starts_on = DayField(
        label=capfirst(_("first day")),
        required=False,
        help_text=_("Left empty: all there was from the start of the project to the last day."),
    )
    ends_on = DayField(label=capfirst(_("last day")))
    total = NumberField(label=_("total"))
    women = NumberField(label=_("women"), required=False)
    men = NumberField(
        label=_("men"),
        required=False,
        help_text=_("Women and men only where people are counted; both or neither."),
    )
    source = forms.CharField(
        label=capfirst(_("source")),
        max_length=LONGEST_TEXT,
        help_text=_(
            "A report, a protocol, a letter with its number and day. The metropolis reads it too, "
            "so name no person."
        ),
    )

    def entry(self, definition_code: str) -> DeclaredEntry:
        names = ("starts_on", "ends_on", *NUMBERS, "source")
        typed = {name: self.cleaned_data[name] for name in names}
        return DeclaredEntry(definition_code=definition_code, **typed)


class DeclareForm(ValueFields, OnceForm):
    """A value of one of the indicators that may be declared of the project."""

    definition_code = forms.ChoiceField(label=_("Indicator"))
    field_order = ("definition_code", "starts_on", "ends_on", *NUMBERS, "source")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["definition_code"].choices = [("", _("Choose an indicator")), *choices]  # type: ignore[attr-defined]

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry(self.cleaned_data["definition_code"])}


class ReasonFields(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the history and in the audit trail for ever."),
    )


class CorrectForm(ReasonFields, ValueFields, OperationForm):
    """The value as it should have been, and why."""

    field_order = ("starts_on", "ends_on", *NUMBERS, "source", "reason")

    def __init__(self, *args: Any, declared: Declared, **facts: Any) -> None:
        self.definition_code = declared.definition_code
        held = vars(declared.as_entry())
        super().__init__(*args, **{**facts, "initial": held})

    def as_arguments(self) -> dict[str, Any]:
        entry = self.entry(self.definition_code)
        return {"entry": entry, "reason": self.cleaned_data["reason"]}


class WithdrawForm(ReasonFields, OperationForm):
    """Why the value is taken back."""


def choices_of(definitions: list[Definition]) -> list[tuple[str, str]]:
    """By name; those that no rule counts first, as they are what is mostly declared."""
    ordered = sorted(definitions, key=lambda one: (one.is_counted, one.position))
    return [(one.code, one.name) for one in ordered]
