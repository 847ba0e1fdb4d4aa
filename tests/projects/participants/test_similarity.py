"""Likeness of two people: laws that hold for everybody, and the mistakes it is there to find."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.participants import similarity
from projects.participants.similarity import Reason, likeness, near_days

SYLLABLES = ("ko", "wal", "ska", "no", "wak", "żu", "rek", "an", "na", "rzy", "szy", "ów")
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map("".join)
DOUBLE = st.lists(NAMES, min_size=1, max_size=2).map("-".join)
DAYS = st.dates(date(1950, 1, 1), date(1952, 12, 31))


@st.composite
def people(draw) -> similarity.Profile:
    return similarity.profile(
        given_name=draw(NAMES),
        family_name=draw(DOUBLE),
        born_on=draw(DAYS),
        sex=draw(st.sampled_from("FM")),
        pesel_key=draw(st.sampled_from([None, b"1", b"2"])),
    )


def person(name: str, day: str = "1990-05-03", sex: str = "F", pesel: bytes | None = None):
    family_name, given_name = name.split(" ", 1)
    return similarity.profile(
        given_name=given_name,
        family_name=family_name,
        born_on=date.fromisoformat(day),
        sex=sex,
        pesel_key=pesel,
    )


@given(people(), people())
def test_the_order_of_the_two_does_not_matter(one, other):
    there, back = likeness(one, other), likeness(other, one)

    assert there.score == pytest.approx(back.score)
    assert there.is_alike == back.is_alike


@given(people())
def test_everybody_is_wholly_like_themselves(one):
    assert likeness(one, one) == similarity.Likeness(1.0)


@given(people(), people())
def test_a_score_is_nothing_or_from_the_threshold_to_one(one, other):
    score = likeness(one, other).score

    assert score == 0 or similarity.ALIKE <= score <= 1


@given(people(), people())
def test_whoever_is_alike_was_born_on_a_day_that_is_looked_up(one, other):
    if likeness(one, other).is_alike:
        assert other.born_on in near_days(one.born_on)
        assert one.born_on in near_days(other.born_on)


@given(st.lists(people(), max_size=12))
def test_the_pairs_are_those_that_comparing_everybody_finds(everybody):
    pairs = similarity.alike_pairs(list(enumerate(everybody)))

    found = {(pair.first, pair.second) for pair in pairs}
    slowly = {
        (first, second)
        for second in range(len(everybody))
        for first in range(second)
        if likeness(everybody[first], everybody[second]).is_alike
    }
    assert found == slowly


@given(DAYS)
def test_the_days_looked_up_are_few(day):
    assert day in near_days(day)
    assert len(near_days(day)) < 90


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Kowalska Anna", "Kowaslka Anna", Reason.NAME_TYPO),
        ("Żółkiewska Anna", "Zolkiewski Anna", Reason.NAME_TYPO),
        ("Kowalska Anna", "Kowalska-Nowak Anna", Reason.PART_OF_NAME),
        ("Nowak-Kowalska Anna", "Kowalska-Nowak Anna", Reason.PART_OF_NAME),
        ("Kowalska Anna", "Kowalska Anna Maria", Reason.PART_OF_NAME),
        ("Kowalska Anna", "Anna Kowalska", Reason.SWAPPED_NAMES),
        ("Kowalska Anna", "Wrona Anna", Reason.OTHER_FAMILY_NAME),
    ],
)
def test_a_mistake_in_a_name_is_found_and_named(one, other, reason):
    found = likeness(person(one), person(other))

    assert found.is_alike
    assert found.reasons == (reason,)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("1990-03-05", Reason.SWAPPED_DAY),
        ("1990-05-08", Reason.ONE_DIGIT),
        ("1990-05-30", Reason.ONE_DIGIT),
        ("1980-05-03", Reason.ONE_DIGIT),
        ("1909-05-03", Reason.ONE_DIGIT),
    ],
)
def test_a_mistake_in_the_day_of_birth_is_found_and_named(day, reason):
    found = likeness(person("Kowalska Anna"), person("Kowalska Anna", day))

    assert found.is_alike
    assert found.reasons == (reason,)


def test_polish_letters_and_case_are_no_difference():
    assert likeness(person("Żółć Łucja"), person("ZOLC LUCJA")).score == 1


@pytest.mark.parametrize(
    ("one", "other", "sex"),
    [
        ("Kowalska Anna", "Kowalska Ewa", "F"),
        ("Kowalski Jan", "Nowak Jan", "M"),
        ("Kowalska Anna", "Nowacka Zofia", "F"),
        ("de Vries Jan", "de Wit Ewa", "F"),
    ],
)
def test_two_people_born_on_one_day_are_not_alike_for_that(one, other, sex):
    assert not likeness(person(one, sex=sex), person(other, sex=sex)).is_alike


def test_another_family_name_needs_the_very_day_of_birth():
    married = person("Wrona Anna", "1990-05-08")

    assert not likeness(person("Kowalska Anna"), married).is_alike


def test_two_pesels_that_differ_are_two_people_unless_all_else_is_equal():
    anna = person("Kowalska Anna", pesel=b"1")
    hanna, namesake = person("Kowalska Hanna", pesel=b"2"), person("Kowalska Anna", pesel=b"2")

    assert not likeness(anna, hanna).is_alike
    assert likeness(anna, person("Kowalska Hanna")).is_alike
    assert likeness(anna, namesake).reasons == (Reason.OTHER_PESEL,)


def test_a_day_far_off_is_another_person_whatever_the_name():
    later = person("Kowalska Anna", str(date(1990, 5, 3) + timedelta(days=400)))

    assert not likeness(person("Kowalska Anna"), later).is_alike
