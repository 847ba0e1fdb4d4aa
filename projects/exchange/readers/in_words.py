"""What a row says as pages write it: words for codes, months by their names, no PESEL."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from core import pesel
from projects.exchange.readers import typed
from projects.forms import DayField
from ui import formats

NUMBER = "pesel"
NOTHING: tuple[object, ...] = (None, "", (), [])
# Where a sheet takes zeros off: not in every number that happens to be shorter.
WITH_ZEROS = (NUMBER, "postal_code")


class PutRight(NamedTuple):
    """What was understood otherwise than a cell writes it: a word for a tag, and the whole sentence."""

    tag: str
    sentence: str


def put_right(name: str, field: forms.Field, cell: tuple[str, str], told: str) -> PutRight | None:
    """None where the cell differs from what was understood in its form alone."""
    text, kind = cell
    is_day = isinstance(field, DayField)
    if is_day and typed.is_serial(text, kind):
        sentence = _("The sheet has the number %(number)s here: it counts this day so.")
        return PutRight(_("day from a number"), sentence % {"number": text})
    if (is_day or name in WITH_ZEROS) and typed.has_zeros_again(text, told):
        return PutRight(_("zero put back"), _("A spreadsheet had taken off the zero before it."))
    return None


def labels_of(field: forms.Field) -> Mapping[str, str]:
    """By code, the words of a field's choices."""
    return {str(code): str(said) for code, said in typed.choices_of(field)}


def said(name: str, field: forms.Field, value: Any, labels: Mapping[str, str]) -> str:
    """An answer as the form understood it, or as it is kept here."""
    if value in NOTHING:
        return ""
    if name == NUMBER:
        return pesel.masked(str(value))
    if isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    if labels:
        several = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(labels.get(_code(one), str(one)) for one in several)
    return _plain(value)


def written(text: str, kind: str) -> str:
    """What stands in a cell; a day that a sheet knows for one, as pages write it."""
    if kind not in (typed.DAY, typed.MOMENT):
        return text
    day, _sign, clock = text.partition("T")
    hour = "" if clock.startswith("00:00") else clock[:5]
    return f"{formats.day(date.fromisoformat(day))} {hour}".strip()


def covered(text: str) -> str:
    """What stands where a PESEL should, without telling it."""
    return pesel.masked(text) if re.search(r"\d", text) else text


def _code(value: Any) -> str:
    """Yes and no are coded so where they are chosen from."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return formats.day_in_words(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal):
        places = value.normalize().as_tuple().exponent
        return formats.number(value, max(0, -int(places)))
    return str(value)
