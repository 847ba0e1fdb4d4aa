"""What a preview tells: no small count, no small difference, nothing that subtraction would tell."""

from hypothesis import given
from hypothesis import strategies as st

from indicators.drafts.rules.protecting import (
    SMALLEST,
    SMALLEST_SPECIAL,
    Earlier,
    Line,
    Pair,
    told,
)

ENOUGH = Pair(100, 90)


def lines(*differences: int) -> list[Line]:
    return [Line(f"Gmina {place}", "2024Q2", one) for place, one in enumerate(differences)]


def shown(found) -> list[int | None]:
    return [difference for _tenant, _period, difference in found.lines]


def test_large_differences_are_told():
    found = told(ENOUGH, Pair(70, 60), lines(-12, -18), is_special=False)

    assert (found.now, found.then) == ((100, 90), (70, 60))
    assert shown(found) == [-12, -18]


def test_small_ones_are_hidden_and_never_alone():
    found = told(ENOUGH, Pair(70, 60), lines(-3, -9, -18), is_special=False)

    assert shown(found) == [None, None, -18]


def test_what_is_hidden_may_not_come_to_little_together():
    found = told(ENOUGH, Pair(70, 60), lines(-1, 1, -7, -23), is_special=False)

    assert shown(found) == [None, None, None, -23]


def test_a_small_difference_of_the_whole_hides_everything_but_today():
    found = told(ENOUGH, Pair(97, 87), lines(-20, 17), is_special=False)

    assert (found.now, found.then) == ((100, 90), (None, None))
    assert shown(found) == [None, None]


def test_special_categories_are_hidden_up_to_nine():
    args = ENOUGH, Pair(70, 60), lines(-9, -9, -12)

    assert shown(told(*args, is_special=False)) == [-9, -9, -12]
    assert shown(told(*args, is_special=True)) == [None, None, -12]


def test_a_small_count_of_today_is_hidden_too():
    assert told(Pair(3, 3), Pair(40, 40), [], is_special=False).now == (None, None)


def test_two_rules_that_differ_by_one_person_tell_nobody():
    earlier = [Earlier(Pair(70, 60), {})]

    near = told(ENOUGH, Pair(69, 59), lines(-12, -18), is_special=False, earlier=earlier)
    far = told(ENOUGH, Pair(60, 50), lines(-12, -18), is_special=False, earlier=earlier)

    assert (near.then, shown(near)) == ((None, None), [None, None])
    assert (far.then, shown(far)) == ((60, 50), [-12, -18])


def test_nor_when_others_change_elsewhere_to_cover_the_one():
    earlier = [Earlier(Pair(70, 60), {"Gmina 1 2024Q2": -13})]

    found = told(ENOUGH, Pair(40, 40), lines(-30, -12, -20), is_special=False, earlier=earlier)

    assert shown(found) == [-30, None, None]


@given(st.lists(st.integers(-40, 40), max_size=8), st.booleans())
def test_whatever_is_hidden_cannot_be_found_from_the_rest(differences, is_special):
    least = SMALLEST_SPECIAL if is_special else SMALLEST
    found = told(Pair(900, 900), Pair(500, 500), lines(*differences), is_special=is_special)
    hidden = [one for one, said in zip(differences, shown(found), strict=True) if said is None]

    assert all(said is None or said == 0 or abs(said) >= least for said in shown(found))
    everything = len(hidden) == len(differences)
    assert not hidden or everything or (len(hidden) > 1 and abs(sum(hidden)) >= least)
