"""One sentence leads from participations to people, for the programme and for a unit alike."""

import pytest
from django.utils import translation

from dashboards import coming_back
from dashboards.metropolis.headline import took_part_again
from dashboards.metropolis.queries import HIDDEN
from dashboards.tenant import overlaps
from indicators.cells.queries import Overlap

BY_TIMES = {1: 4773, 2: 214, 3: 13}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_all_numbers_of_the_sentence_are_of_one_table():
    said = coming_back.sentence(BY_TIMES)

    # 4,773 + 2 x 214 + 3 x 13 participations of 4,773 + 214 + 13 people.
    expected = "5,240 participations, 5,000 people: 214 took part twice, 13 three times."
    assert said == expected


def test_the_programme_and_a_unit_say_the_same_of_the_same_numbers():
    own = overlaps.sentences(Overlap(BY_TIMES, []), [])

    assert own == [took_part_again(BY_TIMES)]


def test_four_times_and_more_are_told_too():
    assert coming_back.sentence({1: 1, 5: 2}).endswith("2 took part 5 times.")


@pytest.mark.parametrize("by_times", [{}, {1: 7}, {1: 7, 2: 0}])
def test_where_everybody_takes_part_once_there_is_nothing_to_say(by_times):
    assert coming_back.sentence(by_times) == ""


def test_hidden_counts_are_named_as_hidden_and_nothing_is_told_of_the_rest():
    said = took_part_again({1: HIDDEN, 2: HIDDEN})

    assert "hidden" in said
    assert not any(sign.isdigit() for sign in said)
