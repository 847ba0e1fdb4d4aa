"""The personal number: all five centuries, no living person's number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import exceptions
from stdnum.pl import pesel as national_number

from core import pesel

# Eras in which nobody alive was born: the numbers of these tests belong to no one.
IMPOSSIBLE_ERAS = st.one_of(
    st.dates(date(1800, 1, 1), date(1899, 12, 31)), st.dates(date(2100, 1, 1), date(2299, 12, 31))
)
serials = st.integers(0, pesel.SERIALS_PER_DAY_AND_SEX - 1)


@pytest.mark.parametrize(
    ("number", "born_on", "sex"),
    [
        ("85822812347", date(1885, 2, 28), "F"),
        ("85822812354", date(1885, 2, 28), "M"),
        ("99723199984", date(2299, 12, 31), "F"),
        ("04622900115", date(2204, 2, 29), "M"),
        ("10501055560", date(2110, 10, 10), "F"),
    ],
)
def test_a_number_tells_birth_date_and_sex(number, born_on, sex):
    assert pesel.read(number) == pesel.Pesel(born_on=born_on, sex=sex)


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("85822812348", pesel.PeselWrongChecksum),
        ("85823012340", pesel.PeselImpossibleDate),
        ("8582281234", pesel.PeselWrongLength),
        ("858228123470", pesel.PeselWrongLength),
        ("8582281234X", pesel.PeselWrongLength),
        ("858228 2347", pesel.PeselWrongLength),
        ("٨٥٨٢٢٨١٢٣٤٧", pesel.PeselWrongLength),
        ("", pesel.PeselWrongLength),
    ],
)
def test_a_wrong_number_is_refused_for_its_own_reason(number, refusal):
    with pytest.raises(refusal) as refused:
        pesel.read(number)

    assert isinstance(refused.value, ValueError)
    assert number not in str(refused.value) or not number


@given(born_on=IMPOSSIBLE_ERAS, sex=st.sampled_from("FM"), serial=serials)
def test_what_is_made_reads_back(born_on, sex, serial):
    number = pesel.make(born_on=born_on, sex=sex, serial=serial)

    assert pesel.read(number) == pesel.Pesel(born_on=born_on, sex=sex)


def _by_the_library(number: str) -> object:
    try:
        national_number.validate(number)
    except exceptions.InvalidChecksum:
        return pesel.PeselWrongChecksum
    except exceptions.InvalidComponent:
        return pesel.PeselImpossibleDate
    born_on = national_number.get_birth_date(number)
    return pesel.Pesel(born_on=born_on, sex=national_number.get_gender(number))


@given(first=st.from_regex(r"[0-9]{10}", fullmatch=True), last=st.none() | st.integers(0, 9))
def test_a_number_is_read_as_the_library_reads_it(first, last):
    number = first + (national_number.calc_check_digit(first) if last is None else str(last))
    try:
        read: object = pesel.read(number)
    except ValueError as refusal:
        read = type(refusal)

    assert read == _by_the_library(number)


@pytest.mark.parametrize("year", [1804, 1904, 2004, 2104, 2204])
def test_every_century_has_its_leap_day(year):
    number = pesel.make(born_on=date(year, 2, 29), sex="F", serial=11)

    assert pesel.read(number).born_on == date(year, 2, 29)


@given(born_on=IMPOSSIBLE_ERAS, sex=st.sampled_from("FM"), serial=serials, place=st.integers(0, 10))
def test_one_mistyped_digit_is_always_noticed(born_on, sex, serial, place):
    number = pesel.make(born_on=born_on, sex=sex, serial=serial)
    mistyped = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]

    with pytest.raises(pesel.PeselWrongChecksum):
        pesel.read(mistyped)


def test_two_people_of_one_day_never_share_a_number():
    day = date(1885, 2, 28)
    numbers = {
        pesel.make(born_on=day, sex=sex, serial=serial) for sex in "FM" for serial in range(5_000)
    }

    assert len(numbers) == 10_000


@pytest.mark.parametrize(
    "facts",
    [
        {"born_on": date(1799, 12, 31), "sex": "F", "serial": 1},
        {"born_on": date(2300, 1, 1), "sex": "F", "serial": 1},
        {"born_on": date(1885, 2, 28), "sex": "X", "serial": 1},
        {"born_on": date(1885, 2, 28), "sex": "F", "serial": 5_000},
    ],
)
def test_a_number_that_cannot_exist_is_not_made(facts):
    with pytest.raises(ValueError, match="PESEL exists|serial is"):
        pesel.make(**facts)


def test_a_masked_number_shows_its_last_two_digits_only():
    assert pesel.masked("85822812347") == "•••••••••47"


def test_spaces_and_hyphens_of_a_typed_number_are_dropped():
    assert pesel.plain(" 858228-12347 ") == "85822812347"
