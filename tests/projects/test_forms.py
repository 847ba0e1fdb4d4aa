"""Days and money as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from projects.forms import DayField, MoneyField, sections_of


class Paper(forms.Form):
    name = forms.CharField()
    day = forms.DateField()
    note = forms.CharField()


def test_a_field_that_no_part_names_is_shown_all_the_same():
    sections = sections_of(Paper(), [("Who", ("name",))])

    assert [[field.name for field in fields] for _legend, fields in sections] == [
        ["name"],
        ["day", "note"],
    ]


def test_a_field_that_the_page_draws_by_itself_is_not_shown_twice():
    sections = sections_of(Paper(), [("Who", ("name", "day"))], apart=("note",))

    assert [legend for legend, _fields in sections] == ["Who"]


@pytest.mark.parametrize(
    "typed", ["03.11.2026", "3.11.2026", "3-11-2026", "3/11/2026", "03112026", "2026-11-03"]
)
def test_a_day_is_read_however_it_is_written(typed):
    assert DayField().clean(typed) == date(2026, 11, 3)


@pytest.mark.parametrize("typed", ["31.02.2026", "11.2026", "soon", "2026-13-01"])
def test_a_day_that_does_not_exist_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 234,56", "1234.56"),
        ("1\u202f234,56 zł", "1234.56"),
        ("1.234.567,8", "1234567.80"),
        ("1,234.56", "1234.56"),
        ("1234", "1234"),
        ("0,01", "0.01"),
    ],
)
def test_money_is_read_in_polish_and_in_english_notation(typed, amount):
    assert MoneyField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["1,234", "1.234.567", "a lot", "1,2,3"])
def test_money_that_could_be_meant_otherwise_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        MoneyField().clean(typed)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_an_amount_comes_back_as_it_is_shown(language):
    with translation.override(language):
        shown = MoneyField().prepare_value(Decimal("3058823.53"))

    assert MoneyField().clean(shown) == Decimal("3058823.53")
