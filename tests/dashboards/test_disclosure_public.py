"""What the public is told: the few hidden, the rest to five, and nobody finds a hidden number."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.disclosure import (
    AtMost,
    Figure,
    Line,
    of_public,
    public,
    recovered,
    rounded,
    share,
)
from tests.dashboards.readers import nested_tables, two_way_tables, with_totals


@pytest.mark.parametrize(
    ("count", "figure"),
    [
        (0, Figure.of(0)),
        (1, Figure.hidden()),
        (7, Figure.hidden()),
        (8, Figure.of(10)),
        (12, Figure.of(10)),
        (13, Figure.of(15)),
        (1497, Figure.of(1495)),
    ],
)
def test_one_to_seven_are_hidden_and_the_rest_told_to_five(count, figure):
    assert public({"hel": count}).figures == {"hel": figure}


def test_special_categories_are_hidden_wherever_the_caller_says():
    told = public({"hel": 9, "puck": 40}, sensitive={"hel"}).figures

    assert told == {"hel": Figure.hidden(), "puck": Figure.of(40)}


def test_what_carries_one_mark_is_hidden_together():
    people, participations = ("hel", "people"), ("hel", "participations")

    told = public({people: 7, participations: 8}, together=[(people, participations)]).figures

    assert told == {people: Figure.hidden(), participations: Figure.hidden()}


def test_a_hidden_number_that_rounding_leaves_alone_gets_company():
    # 45 is 43 at least; three times 10 is 36 at most: the hidden one would have to be 7.
    counts = {"all": 43, "gdynia": 12, "puck": 12, "reda": 12, "hel": 7}
    line = Line("all", ("gdynia", "puck", "reda", "hel"))
    only_rounded = {
        key: Figure.of(rounded(count)) if count > 7 else Figure.hidden()
        for key, count in counts.items()
    }

    told = public(counts, [line]).figures

    assert recovered(of_public(only_rounded), [line], asked={"hel"}) == {"hel": 7}
    assert not told["hel"].is_shown
    assert [told[key].is_shown for key in ("gdynia", "puck", "reda")].count(False) == 1


def test_a_hidden_number_found_through_what_is_no_sum_gets_company():
    # People of the whole are at most those of all parts: the same numbers, and no sum.
    counts = {"all": 43, "gdynia": 12, "puck": 12, "reda": 12, "hel": 7}
    limit = AtMost("all", ("gdynia", "puck", "reda", "hel"))

    told = public(counts, at_most=[limit]).figures

    assert [told[key].is_shown for key in ("gdynia", "puck", "reda")].count(False) == 1


def test_a_zero_that_is_shown_gives_no_reason_to_doubt_the_hidden():
    # Women of both places are 13 at least, seven and six at most: unless they go too, all is known.
    counts = {
        **{("a", "w"): 7, ("a", "m"): 0, ("b", "w"): 6, ("b", "m"): 1},
        **{("a", "all"): 7, ("b", "all"): 7, ("all", "w"): 13, ("all", "m"): 1, ("all", "all"): 14},
    }
    sums = [Line((place, "all"), ((place, "w"), (place, "m"))) for place in ("a", "b", "all")]
    sums += [Line(("all", sex), (("a", sex), ("b", sex))) for sex in ("w", "m", "all")]

    told = public(counts, sums).figures

    small = {key for key, count in counts.items() if 1 <= count <= 7}
    assert not _found(told, sums, small)


def test_where_all_is_hidden_zeros_go_too():
    counts = {"all": 7, **dict.fromkeys("abcdefg", 1), "h": 0}

    told = public(counts, [Line("all", tuple("abcdefgh"))]).figures

    assert not any(figure.is_shown for figure in told.values())


def test_an_official_total_between_rounded_ones_gives_nobody_away():
    # One of nine is left where a place has 8 at least, and nine were published.
    counts, line = {"all": 9, "gdynia": 8, "hel": 1}, Line("all", ("gdynia", "hel"))
    unaware = of_public(public(counts, [line]).figures) | {"all": 9}

    told, exposed, _dropped = public(counts, [line], officially={"all": 9})

    assert recovered(unaware, [line], asked={"hel"}) == {"hel": 1}
    known = of_public(told, small={"hel"}) | {"all": 9}
    assert not recovered(known, [line], asked={"hel"})
    assert not exposed


def test_an_official_part_gives_nobody_away_either():
    counts, line = {"all": 13, "gdynia": 12, "hel": 1}, Line("all", ("gdynia", "hel"))

    told, exposed, _dropped = public(counts, [line], officially={"all": 13, "gdynia": 12})

    assert told["all"] == Figure.of(15)
    assert exposed == {"hel"}


def test_official_figures_of_other_people_are_no_help():
    """Whoever reckons with them runs into a contradiction, or into nothing."""
    counts, line = {"all": 48, "gdynia": 45, "hel": 3}, Line("all", ("gdynia", "hel"))

    without = public(counts, [line])

    assert public(counts, [line], officially={"all": 81}) == without
    assert public(counts, [line], officially={"all": 46, "gdynia": 47}) == without


def test_counts_that_contradict_their_sum_are_refused():
    with pytest.raises(ValueError, match="contradict"):
        public({"all": 30, "hel": 10, "puck": 10}, [Line("all", ("hel", "puck"))])


def test_a_share_is_made_of_what_is_shown():
    told = public({"all": 23, "women": 12}).figures

    assert share(told["women"], told["all"]) == Fraction(10, 25)


@pytest.mark.parametrize(("part", "whole"), [(12, 17), (7, 40)])
def test_there_is_no_share_of_a_small_base_or_of_something_hidden(part, whole):
    told = public({"all": whole, "part": part}).figures

    assert share(told["part"], told["all"]) is None


def _found(told, lines, small):
    """What is found by whoever knows which of the hidden are small.

    They presume that no zero is hidden; where that contradicts itself they know that some are.
    """
    known = of_public(told, small=small)
    try:
        return recovered(known, lines, asked=small)
    except ValueError:
        doubted = {
            key: (0, span[1]) if told[key].value is None else span for key, span in known.items()
        }
        return recovered(doubted, lines, asked=small)


tables = two_way_tables() | nested_tables()


@settings(deadline=None, max_examples=60)
@given(tables)
def test_no_hidden_number_is_found_by_rounding_intervals(table):
    counts, lines = table

    told = public(counts, lines).figures

    small = {key for key, count in counts.items() if 1 <= count <= 7}
    assert not _found(told, lines, small)


@settings(deadline=None, max_examples=60)
@given(tables, st.randoms(use_true_random=False))
def test_the_same_number_is_told_the_same_everywhere(table, shuffled):
    counts, lines = table
    keys = list(counts)
    shuffled.shuffle(keys)

    told = public(counts, lines).figures

    assert public({key: counts[key] for key in keys}, lines).figures == told
    assert all(
        figure.value == rounded(counts[key]) for key, figure in told.items() if figure.is_shown
    )
    assert all(abs(rounded(count) - count) <= 2 for count in counts.values())


@settings(deadline=None, max_examples=60)
@given(tables)
def test_no_number_of_the_public_is_small_or_odd_and_zero_stays_zero(table):
    counts, lines = table

    told = public(counts, lines).figures

    values = [figure.value for figure in told.values() if figure.is_shown]
    assert all(value % 5 == 0 and (value == 0 or value >= 10) for value in values)
    assert all(told[key].value in (0, None) for key, count in counts.items() if not count)


def test_a_table_of_units_is_hidden_no_further_than_it_must():
    table = {(unit, sex): 4 + 9 * unit + sex for unit in range(9) for sex in (0, 1)}
    counts, lines = with_totals(table, range(9), (0, 1))

    told = public(counts, lines).figures

    assert {key for key, figure in told.items() if not figure.is_shown} == {(0, 0), (0, 1)}
