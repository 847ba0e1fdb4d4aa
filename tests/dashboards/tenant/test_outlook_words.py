"""An outlook in Polish: cases and plural forms, for every group and every kind of end."""

from dataclasses import replace
from datetime import date

import pytest

from dashboards.forecasting import Band
from dashboards.tenant import outlook_words
from dashboards.tenant.outlook import Cell, Outlook, State

WOMEN = Cell("PEOPLE_AT_RISK", "women", "DISABLED")
MISSING_14 = Outlook(
    WOMEN,
    target=30,
    achieved=16,
    ends_on=date(2027, 6, 30),
    state=State.UNLIKELY,
    months_left=7,
    recent=1.5,
    more=Band(6, 9, 13),
)


def test_the_sentence_says_who_is_missing_by_when_and_who_will_come():
    assert outlook_words.sentence(MISSING_14) == (
        "do 30.06.2027 brakuje 14 kobiet z niepełnosprawnościami;"
        " w obecnym tempie przybędzie 9 osób (od 6 do 13)"
    )
    assert outlook_words.needed(MISSING_14) == (
        "potrzeba na miesiąc: 2; w ostatnich sześciu miesiącach przybywało na miesiąc: 1,5"
    )
    assert outlook_words.lacking(MISSING_14) == "brakuje 47% z 30"


def test_where_people_came_in_bursts_no_single_number_contradicts_the_pace():
    uneven = replace(MISSING_14, more=Band(0, 1, 24))

    assert outlook_words.sentence(uneven) == (
        "do 30.06.2027 brakuje 14 kobiet z niepełnosprawnościami; dotąd osoby przybywały nierówno,"
        " więc może ich przybyć jeszcze od 0 do 24, a szanse są równe, że będzie to najwyżej 1"
    )
    assert not outlook_words.is_uneven(Band(0, 1, 5))
    assert not outlook_words.is_uneven(Band(6, 9, 13))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "brakuje 0 kobiet"),
        (1, "brakuje jednej kobiety"),
        (2, "brakuje 2 kobiet"),
        (5, "brakuje 5 kobiet"),
        (12, "brakuje 12 kobiet"),
        (22, "brakuje 22 kobiet"),
        (112, "brakuje 112 kobiet"),
    ],
)
def test_women_who_are_missing_stand_in_the_genitive(count, words):
    assert outlook_words.missing(Cell("PEOPLE_AT_RISK", "women"), count) == words


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Cell("PEOPLE_AT_RISK", "men"), "brakuje 5 mężczyzn"),
        (Cell("EMPLOYED_AFTER", "total"), "brakuje 5 osób"),
        (Cell("PEOPLE_WITH_DISABILITIES", "women"), "brakuje 5 kobiet z niepełnosprawnościami"),
        (Cell("PEOPLE_AT_RISK", "men", "DISABLED"), "brakuje 5 mężczyzn z niepełnosprawnościami"),
        (Cell("PEOPLE_AT_RISK", "total", "DISABLED"), "brakuje 5 osób z niepełnosprawnościami"),
    ],
)
def test_each_group_is_called_by_its_name(cell, words):
    assert outlook_words.missing(cell, 5) == words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (Band(0, 0, 0), "nie przybędzie nikt"),
        (Band(0, 0, 1), "przybędzie najwyżej jedna osoba"),
        (Band(0, 0, 2), "przybędą najwyżej 2 osoby"),
        (Band(0, 0, 23), "przybędą najwyżej 23 osoby"),
        (Band(0, 1, 3), "przybędzie jedna osoba (od 0 do 3)"),
        (Band(1, 2, 4), "przybędą 2 osoby (od 1 do 4)"),
        (Band(5, 5, 5), "przybędzie 5 osób"),
        (Band(8, 12, 19), "przybędzie 12 osób (od 8 do 19)"),
        (Band(15, 22, 30), "przybędą 22 osoby (od 15 do 30)"),
        (Band(90, 112, 140), "przybędzie 112 osób (od 90 do 140)"),
    ],
)
def test_whoever_will_come_is_counted_as_polish_wants(more, words):
    assert outlook_words.sentence(replace(MISSING_14, more=more)).endswith(f"tempie {words}")


def test_other_ends_are_said_plainly():
    reached = replace(MISSING_14, achieved=31, state=State.REACHED, more=None)
    over = replace(MISSING_14, state=State.OVER, more=None)
    unknown = replace(MISSING_14, state=State.UNKNOWN, more=None)

    assert outlook_words.sentence(reached) == "osiągnięto: 31 z 30"
    assert outlook_words.needed(reached) == ""
    assert outlook_words.sentence(over) == (
        "termin minął 30.06.2027: brakuje 14 kobiet z niepełnosprawnościami"
    )
    assert "za mało danych" in outlook_words.sentence(unknown)
    assert all(outlook_words.verdict(state) for state in State)
