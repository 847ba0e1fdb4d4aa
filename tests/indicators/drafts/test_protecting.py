"""What a preview tells: no small count, no small difference, nothing that subtraction would tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.drafts.rules.protecting import (
    SMALLEST,
    SMALLEST_SPECIAL,
    Earlier,
    Line,
    Pair,
    Told,
    told,
)

ENOUGH = Pair(100, 90)


def lines(*differences: int) -> list[Line]:
    return [Line(f"Gmina {place}", "2024Q2", one) for place, one in enumerate(differences)]


def shown(found: Told) -> list[int]:
    return [line.difference for line in found.lines]


def test_large_differences_are_told():
    found = told(ENOUGH, Pair(70, 60), lines(-12, -18))

    assert (found.now, found.then) == (ENOUGH, Pair(70, 60))
    assert found.change == Pair(-30, -30)
    assert shown(found) == [-12, -18]


def test_small_ones_are_left_out_and_never_alone():
    assert shown(told(ENOUGH, Pair(70, 60), lines(-3, -9, -18))) == [-18]


def test_what_is_left_out_may_not_come_to_little_together():
    assert shown(told(ENOUGH, Pair(70, 60), lines(-1, 1, -7, -23))) == [-23]


def test_a_small_difference_of_the_whole_hides_everything_but_today():
    assert told(ENOUGH, Pair(97, 87), lines(-20, 17)) == Told(now=ENOUGH)


def test_no_difference_at_all_is_hidden_as_that_of_one_person_is():
    """Told, it would say that whoever the rule leaves out does not exist."""
    nobody, one = told(ENOUGH, ENOUGH, []), told(ENOUGH, Pair(99, 89), [])

    assert nobody == one == Told(now=ENOUGH)


def test_nobody_counted_is_hidden_as_one_person_is():
    assert told(ENOUGH, Pair(0, 0), []) == told(ENOUGH, Pair(1, 1), []) == Told(now=ENOUGH)


def test_people_are_not_told_by_participations():
    assert told(ENOUGH, Pair(70, 90), []) == told(ENOUGH, Pair(70, 89), []) == Told(now=ENOUGH)


def test_of_the_rule_in_force_it_is_told_that_nothing_changes():
    assert told(ENOUGH, ENOUGH, [], is_in_force=True) == Told(ENOUGH, ENOUGH, Pair(0, 0))
    assert told(ENOUGH, Pair(99, 89), [], is_in_force=True) == Told(now=ENOUGH)


def test_special_categories_are_hidden_up_to_nine():
    facts = ENOUGH, Pair(70, 60), lines(-9, -9, -12)

    assert shown(told(*facts)) == [-9, -9, -12]
    assert shown(told(*facts, least=SMALLEST_SPECIAL)) == [-12]


def test_a_small_count_of_today_is_told_by_nothing():
    assert told(Pair(3, 3), Pair(40, 40), lines(37)) == Told()


def test_where_totals_are_not_told_as_they_move_the_change_alone_is():
    found = told(ENOUGH, Pair(70, 60), lines(-30), tells_levels=False)

    assert (found.now, found.then, found.change) == (None, None, Pair(-30, -30))


def test_two_rules_that_differ_by_one_person_tell_nobody():
    earlier = [Earlier(Pair(70, 60), {})]

    near = told(ENOUGH, Pair(69, 59), lines(-12, -18), earlier=earlier)
    far = told(ENOUGH, Pair(60, 50), lines(-12, -18), earlier=earlier)

    same = told(ENOUGH, Pair(70, 60), lines(-12, -18), earlier=earlier)

    assert near == same == Told(now=ENOUGH)
    assert (far.then, shown(far)) == (Pair(60, 50), [-12, -18])


@pytest.mark.parametrize("before", [-12, -13])
def test_nor_when_others_change_elsewhere_to_cover_the_one(before):
    earlier = [Earlier(Pair(70, 60), {"Gmina 1 2024Q2": before})]

    assert shown(told(ENOUGH, Pair(40, 40), lines(-30, -12, -20), earlier=earlier)) == [-30]


@given(st.lists(st.integers(-40, 40), max_size=8), st.sampled_from([SMALLEST, SMALLEST_SPECIAL]))
def test_whatever_is_left_out_cannot_be_found_from_the_rest(differences, least):
    found = told(Pair(900, 900), Pair(500, 500), lines(*differences), least=least)
    places = {line.tenant for line in found.lines}
    hidden = [line.difference for line in lines(*differences) if line.tenant not in places]

    assert all(abs(one) >= least for one in shown(found))
    assert not hidden or not found.lines or (len(hidden) > 1 and abs(sum(hidden)) >= least)
