"""Refusals about projects are written in the reader's notation."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from projects.agreements import operations
from tests import make

NARROW_NO_BREAK = "\u202f"


@pytest.mark.parametrize(
    ("language", "missing"), [("pl", f"1{NARROW_NO_BREAK}234,50"), ("en", "1,234.50")]
)
def test_the_money_left_over_is_written_in_the_readers_notation(inside_alfa, language, missing):
    with translation.override(language), pytest.raises(operations.MoneyDoesNotAddUp) as refusal:
        make.project(by=inside_alfa, own_amount=Decimal("148765.50"))

    assert missing in str(refusal.value)


@pytest.mark.parametrize(("language", "day"), [("pl", "09.01.2025"), ("en", "9 Jan 2025")])
def test_the_days_of_a_refusal_are_written_as_on_every_page(inside_alfa, language, day):
    with translation.override(language), pytest.raises(operations.EndsBeforeStart) as refusal:
        make.project(by=inside_alfa, starts_on=date(2025, 2, 1), ends_on=date(2025, 1, 9))

    assert day in str(refusal.value)
