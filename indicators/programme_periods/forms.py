"""Forms of the programme's periods and of the exceptions from them."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from indicators.programme_periods import queries
from projects.forms import DayField


class NameForm(OperationForm):
    name = forms.CharField(
        label=capfirst(_("name")), max_length=80, help_text=_("For example: third quarter of 2026.")
    )
    ends_on = DayField(
        label=_("Covers days until"),
        help_text=_("Every settlement period that ended by this day is closed."),
    )
    close_by = DayField(
        label=_("Closed by itself from"),
        help_text=_("From this day on, early each morning, in every unit."),
    )


class ExceptForm(OperationForm):
    """Which unit stays open, until when and why; its team reads the reason."""

    tenant = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    reason = forms.CharField(
        label=capfirst(_("reason")),
        max_length=300,
        help_text=_("The unit's team reads it beside the period that stays open."),
    )
    expires_on = DayField(label=capfirst(_("last day of the exception")))

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["tenant"].queryset = queries.open_tenants()  # type: ignore[attr-defined]

    def as_arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "project_id": None}


class EndForm(OperationForm):
    """Ends an exception: there is nothing to type."""
