"""Amendments as the page lists them, and the agreement as it was signed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.agreements.models import Amendment, Project, column
from projects.agreements.queries import as_signed, changes_of
from ui import formats

MONEY = frozenset(
    {
        "total_amount",
        "eu_amount",
        "state_amount",
        "own_amount",
        "own_cash_amount",
        "own_in_kind_amount",
        "own_benefits_amount",
    }
)


@dataclass(frozen=True)
class ChangeLine:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class AmendmentLine:
    amendment: Amendment
    changes: list[ChangeLine]
    is_last: bool


def amendment_lines(amendments: list[Amendment], *, with_money: bool) -> list[AmendmentLine]:
    """The newest first; amounts only for whoever may see money."""
    lines = [
        AmendmentLine(
            amendment,
            [
                ChangeLine(label_of(each.field), shown(each.field, each.before), _after(each))
                for each in changes_of(amendment)
                if with_money or each.field not in MONEY
            ],
            amendment == amendments[-1],
        )
        for amendment in amendments
    ]
    return lines[::-1]


def _after(change: Any) -> str:
    return shown(change.field, change.after)


def signed_lines(
    project: Project, amendments: list[Amendment], *, with_money: bool
) -> list[ChangeLine]:
    """What the agreement said when it was signed, beside what it says now."""
    return [
        ChangeLine(label_of(name), shown(name, value), shown(name, getattr(project, name)))
        for name, value in as_signed(amendments).items()
        if with_money or name not in MONEY
    ]


def label_of(name: str) -> str:
    return capfirst(str(column(name).verbose_name))


def shown(name: str, value: Any) -> str:
    """A value of the project in words; a code by its name."""
    return in_words(column(name), value)


def in_words(field: Any, value: Any) -> str:
    """A value of some model's field in words."""
    if value is None or value == "":
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Decimal):
        is_share = field.name.endswith("_percent")
        return formats.percent(value / 100) if is_share else formats.money(value)
    choices = dict(field.flatchoices)
    return str(choices.get(value, value))
