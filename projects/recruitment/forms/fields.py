"""Numbers as people write them, and the answer to a criterion as a field."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.choices import flatten_choices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.recruitment.models import Criterion
from projects.recruitment.rules.scoring import NO, YES
from projects.recruitment.sentences import points_in_words
from projects.recruitment.vocabulary import Kind
from ui import formats

LARGEST_NUMBER = 9999


class NumberField(forms.DecimalField):
    """2, 2,5 or 2.5; comes back as it is shown."""

    def __init__(self, **facts: Any) -> None:
        facts.setdefault("max_digits", 6)
        facts.setdefault("decimal_places", 2)
        look = {"class": "w-auto", "size": 6, "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=look), **facts)

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return points_in_words(value) if isinstance(value, Decimal) else value


class AnswerField(forms.ChoiceField):
    """Exactly one of the answers; the stored value is what the rules read."""

    def __init__(self, criterion: Criterion, **facts: Any) -> None:
        if criterion.kind == Kind.CHOICE:
            named = [(band.label, band.label) for band in criterion.bands.all()]
            choices = [*named, (NO, _("none of these"))]
        else:
            choices = [(YES, _("Yes")), (NO, _("No"))]
        super().__init__(choices=choices, widget=forms.RadioSelect, **facts)


class CountField(forms.IntegerField):
    """A whole number, kept as the text that the rules read."""

    def __init__(self, **facts: Any) -> None:
        look = {"class": "w-auto", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            min_value=0, max_value=LARGEST_NUMBER, widget=forms.NumberInput(attrs=look), **facts
        )

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        return "" if number is None else str(number)


def answer_field(criterion: Criterion, **facts: Any) -> forms.Field:
    """The field for the answer to a criterion, by its kind."""
    if criterion.kind in (Kind.NUMBER, Kind.COUNT):
        return CountField(**facts)
    return AnswerField(criterion, **facts)


def question(criterion: Criterion) -> str:
    """As the form asks; a criterion without a question of its own is asked by its name."""
    asked = criterion.question or criterion.name
    return f"{asked} ({criterion.unit})" if criterion.unit else asked


def in_words(field: forms.BoundField) -> str:
    """What stands in a field, as its reader says it; a dash where nothing does."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return gettext("yes") if field.field.to_python(value) else gettext("no")
    if isinstance(value, date):
        return formats.day(value)
    choices = flatten_choices(getattr(field.field, "choices", []))
    words = {str(code): str(label) for code, label in choices}
    values = value if isinstance(value, list | tuple) else [value]
    said = [words.get(str(each), str(each)) for each in values if each not in (None, "")]
    return ", ".join(said) or "—"
