"""Fields that several forms of support share: quantities, times, members, services."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.ledger.models import Member
from ui import formats

NOT_CHOSEN = [("", "—")]


class QuantityField(forms.DecimalField):
    """A number with at most two places, written with a comma or a point."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.TextInput(
            attrs={"inputmode": "decimal", "class": "w-auto", "size": 8, "autocomplete": "off"}
        )
        invalid = {"invalid": _("Write a number like 7,5.")}
        super().__init__(
            **{
                "max_digits": 10,
                "decimal_places": 2,
                "min_value": Decimal("0.01"),
                "widget": widget,
                "error_messages": invalid,
                **facts,
            }
        )

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(str(value or "").replace(",", ".").replace(" ", ""))

    def prepare_value(self, value: Any) -> Any:
        return formats.number(value, _places(value)) if isinstance(value, Decimal) else value


class ClockField(forms.TimeField):
    """A time of the day, 09:00."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "w-auto"})
        invalid = {"invalid": _("Write a time like 09:30: hours, a colon, minutes.")}
        formats_read = ["%H:%M", "%H.%M", "%H:%M:%S"]
        super().__init__(widget=widget, input_formats=formats_read, error_messages=invalid, **facts)


def hours_field(**facts: Any) -> QuantityField:
    return QuantityField(**{"label": _("Hours"), "max_digits": 5, **facts})


def leader_field() -> forms.ModelChoiceField:
    """Somebody of the team who has not left."""
    return forms.ModelChoiceField(
        queryset=Member.objects.filter(left_at=None).order_by("display_name"),
        label=capfirst(_("led by")),
        required=False,
        empty_label="—",
    )


def outside_leader_field() -> forms.CharField:
    return forms.CharField(
        label=_("Or led by somebody from outside"),
        required=False,
        max_length=120,
        help_text=_("A trainer or an adviser who has no account here."),
    )


def note_field() -> forms.CharField:
    return forms.CharField(
        label=capfirst(_("note")),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept encrypted; only the team of the project reads it."),
    )


def _places(value: Decimal) -> int:
    """As many as are needed, at most two: 3, 7,5 and 1,25."""
    return max(0, min(2, -int(value.normalize().as_tuple().exponent)))  # type: ignore[operator]
