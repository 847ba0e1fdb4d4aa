"""What the forms of a project's work have in common: days, money, corrections, saving once."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.workbench.correcting import CorrectionForm
from projects.workbench.once import OnceForm
from ui import formats

__all__ = ["CorrectionForm", "DayField", "MoneyField", "OnceForm", "Sections", "sections_of"]

# 1234,5; 1.234,56 and 1,234.56; but neither 1,234 nor 1.234, which could mean either.
AMOUNT = re.compile(r"-?\d+([.,]\d{1,2})?|\d{1,3}(\.\d{3})+,\d{1,2}|\d{1,3}(,\d{3})+\.\d{1,2}")
BETWEEN = re.compile(r"[-/, ]+")
# Nearly every day is written so; the patterns of the field take ten times as long for the same.
USUAL_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})\.(\d{1,2})\.(\d{1,2})", re.ASCII)

Sections = list[tuple[Any, list[forms.BoundField]]]


class DayField(forms.DateField):
    """A day as the paper form has it, 03.11.2026; 3.11.2026, 03112026 and 2026-11-03 too."""

    def __init__(self, **facts: Any) -> None:
        look = {"class": "w-auto", "size": 12, "placeholder": _("dd.mm.yyyy")}
        widget = forms.DateInput(format="%d.%m.%Y", attrs={**look, "autocomplete": "off"})
        invalid = {"invalid": _("Write an existing day like 03.11.2026: day, month, year.")}
        formats_read = ["%d.%m.%Y", "%d%m%Y", "%Y.%m.%d"]
        super().__init__(widget=widget, input_formats=formats_read, error_messages=invalid, **facts)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = BETWEEN.sub(".", value.strip())
            if (told := USUAL_DAY.fullmatch(value)) and (day := _existing(told)):
                return day
        return super().to_python(value)


def _existing(told: re.Match[str]) -> date | None:
    """The day written first or last; what never was is for the field to refuse."""
    day, month, year = told.group(1, 2, 3) if told[1] else told.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


class MoneyField(forms.DecimalField):
    """Zlotys and grosze as people write them: 1 234,56, with or without spaces and the unit."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.TextInput(
            attrs={"inputmode": "decimal", "class": "w-auto", "autocomplete": "off"}
        )
        invalid = {"invalid": _("Write the amount like 1 234,56: zlotys, a comma, grosze.")}
        super().__init__(
            max_digits=14, decimal_places=2, widget=widget, error_messages=invalid, **facts
        )

    def to_python(self, value: Any) -> Decimal | None:
        typed = re.sub(r"\s|zł", "", str(value or ""), flags=re.IGNORECASE)
        if typed and not AMOUNT.fullmatch(typed):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        whole, sign, grosze = re.fullmatch(r"(.*?)([.,]?)([^.,]*)", typed).groups()  # type: ignore[union-attr]
        return super().to_python(re.sub("[.,]", "", whole) + sign.replace(",", ".") + grosze)

    def prepare_value(self, value: Any) -> Any:
        return formats.number(value, 2) if isinstance(value, Decimal) else value


def sections_of(
    form: forms.Form, parts: list[tuple[Any, tuple[str, ...]]], *, apart: Collection[str] = ()
) -> Sections:
    """The fields under their legends, in the order of the paper form.

    A field that no part names stands at the end: one that is asked for and not shown could never
    be answered. `apart` are those that the template draws by itself.
    """
    sections = [(legend, [form[name] for name in names]) for legend, names in parts]
    named = {name for _legend, names in parts for name in names} | set(apart)
    unnamed = [field for field in form.visible_fields() if field.name not in named]
    return [*sections, ("", unnamed)] if unnamed else sections
