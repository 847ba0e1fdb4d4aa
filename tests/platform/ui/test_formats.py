"""Numbers, money, shares, days and states as they are written in English and in Polish."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import formats

FIRST_OF_FEBRUARY = date(2026, 2, 1)
AFTERNOON = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0"),
        (5, "5"),
        (1234, "1,234"),
        (-1234567, f"{formats.MINUS}1,234,567"),
        (12.5, "12.5"),
        (0.25, "0.3"),
    ],
)
def test_an_english_number_has_commas_between_thousands(amount, written):
    assert formats.number(amount) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [(999, "999"), (1234, "1\u202f234"), (1234567, "1\u202f234\u202f567"), (12.5, "12,5")],
)
def test_a_polish_number_has_narrow_spaces_that_never_break(polish, amount, written):
    assert formats.number(amount) == written


def test_halves_are_rounded_up_as_in_a_report():
    assert formats.number(Decimal("2.345"), 2) == "2.35"
    assert formats.number(2.5, 0) == "3"


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_every_whole_number_reads_back(amount):
    written = formats.number(amount).replace(formats.MINUS, "-")
    assert int(written.replace(",", "")) == amount


def test_money_is_written_with_grosze():
    assert formats.money(Decimal("1234.56")) == "PLN\u00a01,234.56"


def test_polish_money_stands_before_its_currency(polish):
    assert formats.money(Decimal("1234.56")) == "1\u202f234,56\u00a0zł"
    assert formats.money(0) == "0,00\u00a0zł"


def test_millions_are_rounded_to_one_place():
    assert formats.millions(44_612_345) == "44.6"
    assert formats.money_millions(44_612_345) == "PLN\u00a044.6 million"


def test_polish_millions_are_abbreviated_as_the_forms_do(polish):
    assert formats.money_millions(44_612_345) == "44,6\u00a0mln\u00a0zł"


def test_a_share_is_a_part_of_one():
    assert formats.percent(0.2974) == "29.7%"
    assert formats.percent(1) == "100%"


def test_a_polish_share_has_a_comma_and_no_space(polish):
    assert formats.percent(0.2974) == "29,7%"


def test_a_day_is_written_as_in_the_reader_s_letters(polish):
    assert formats.day(FIRST_OF_FEBRUARY) == "01.02.2026"


def test_an_english_day_names_its_month():
    assert formats.day(FIRST_OF_FEBRUARY) == "1 Feb 2026"


def test_no_day_is_nothing_at_all():
    assert formats.day(None) == ""


def test_a_moment_is_told_by_the_clock_in_warsaw():
    assert formats.moment(AFTERNOON) == "21 Nov 2026, 14:02"


def test_a_moment_of_today_says_today():
    assert formats.moment(AFTERNOON, date(2026, 11, 21)) == "today, 14:02"


def test_a_moment_after_midnight_in_warsaw_belongs_to_the_next_day():
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    assert formats.moment(late) == "22 Nov 2026, 00:30"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("NO_DATA", "no data"),
        ("NOT_YET", "not yet due"),
        ("HIDDEN", "hidden"),
        ("NOT_ADDITIVE", "not additive"),
    ],
)
def test_a_state_is_a_word(code, written):
    assert formats.words(code) == written


def test_zero_is_a_value_and_not_a_lack_of_data():
    assert formats.words(0) == "0"
    assert formats.words(None) == "no data"


@pytest.mark.parametrize("mistake", ["", "hidden", "12", True, [1]])
def test_anything_else_is_refused_rather_than_shown(mistake):
    with pytest.raises(TypeError, match="A value is a number or one of"):
        formats.words(mistake)


@pytest.mark.parametrize("kind", ["number", "money", "percent", "share", "text", "day"])
def test_a_state_reads_the_same_in_every_kind_of_column(kind):
    assert formats.of_kind("HIDDEN", kind) == "hidden"


def test_an_unknown_text_or_day_leaves_its_cell_empty_but_a_number_says_so():
    assert formats.of_kind(None, "text") == formats.of_kind(None, "day") == ""
    assert formats.of_kind(None, "money") == "no data"


@pytest.mark.parametrize(("amount", "written"), [(3, "+3"), (-1234, "−1,234"), (0, "0")])
def test_a_difference_has_its_sign_and_a_real_minus(amount, written):
    assert formats.signed(amount) == written
