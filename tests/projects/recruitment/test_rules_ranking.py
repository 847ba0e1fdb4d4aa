"""Laws of the ranking, whoever applies: a total order, in which more points never hurt."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.recruitment.rules import ranking
from projects.recruitment.rules.ranking import Place

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
# Few values, so that ties are common.
PLACES = st.builds(
    Place,
    who=st.just("ktoś"),
    has_priority=st.booleans(),
    points=st.integers(0, 4).map(Decimal),
    applied_at=st.integers(0, 3).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    number=st.just(0),
)
ROUNDS = st.lists(PLACES, min_size=1, max_size=8).map(
    lambda found: [
        replace(each, number=number, who=number) for number, each in enumerate(found, start=1)
    ]
)


@given(ROUNDS, st.randoms())
def test_the_ranking_does_not_depend_on_the_order_of_entering(places, chance):
    shuffled = list(places)
    chance.shuffle(shuffled)

    assert ranking.ranked(shuffled) == ranking.ranked(places)


@given(ROUNDS)
def test_any_two_stand_in_one_order_and_no_two_in_the_same_place(places):
    keys = [ranking.order(each) for each in places]

    assert len(set(keys)) == len(keys)


@given(ROUNDS, st.data())
def test_more_points_never_lower_anybody(places, data):
    lucky = data.draw(st.sampled_from(places))
    richer = replace(lucky, points=lucky.points + data.draw(st.integers(0, 3)))
    before = ranking.ranked(places)

    after = ranking.ranked([richer if each == lucky else each for each in places])

    assert after.index(richer) <= before.index(lucky)


@given(ROUNDS)
def test_whoever_has_priority_stands_before_everybody_who_has_not(places):
    marks = [each.has_priority for each in ranking.ranked(places)]

    assert marks == sorted(marks, reverse=True)


@given(ROUNDS)
def test_at_equal_points_whoever_applied_first_stands_higher(places):
    ordered = ranking.ranked(places)

    for higher, lower in zip(ordered, ordered[1:], strict=False):
        if (higher.has_priority, higher.points) == (lower.has_priority, lower.points):
            assert higher.applied_at <= lower.applied_at


@given(ROUNDS, st.integers(-1, 5), st.none() | st.integers(-1, 5))
def test_places_are_given_to_the_first_and_never_oversold(places, free, reserve):
    division = ranking.divided(places, free=free, free_on_reserve=reserve)

    order = [each.who for each in ranking.ranked(places)]
    assert division.accepted + division.reserve + division.beyond == order
    assert len(division.accepted) == min(max(free, 0), len(order))
    assert reserve is None or len(division.reserve) <= max(reserve, 0)
    assert reserve is not None or division.beyond == []
