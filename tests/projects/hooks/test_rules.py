"""When a try is made again, and what several changes come to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.hooks import rules

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
chances = st.floats(min_value=0, max_value=1, exclude_max=True)
CHANGES = ("created", "changed", "removed")


@given(st.integers(min_value=1, max_value=len(rules.PAUSES) - 1), chances, chances)
def test_each_pause_is_longer_than_the_one_before_whatever_the_chance(tries, one, other):
    before = rules.pause_after(tries, chance=one)
    after = rules.pause_after(tries + 1, chance=other)

    assert before is not None
    assert after is not None
    assert timedelta(seconds=8) <= before < after <= timedelta(hours=24) * 1.2


@given(st.integers(min_value=len(rules.PAUSES) + 1), chances)
def test_after_the_last_pause_it_is_given_up(tries, chance):
    assert rules.pause_after(tries, chance=chance) is None


@given(st.integers(min_value=1), chances)
def test_a_receiver_is_never_left_alone_for_more_than_an_hour(failures, chance):
    assert timedelta(0) < rules.rest_after(failures, chance=chance) <= timedelta(hours=1)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_an_answer_of_success_takes_the_event(status):
    assert rules.is_taken(status)


@pytest.mark.parametrize("status", [None, 100, 199, 300, 301, 302, 307, 400, 404, 410, 429, 500])
def test_no_other_answer_takes_it(status):
    assert not rules.is_taken(status)


def test_nobody_has_to_look_before_three_days():
    assert not rules.is_hopeless(None, NOW)
    assert not rules.is_hopeless(NOW - timedelta(days=3) + timedelta(seconds=1), NOW)
    assert rules.is_hopeless(NOW - timedelta(days=3), NOW)


@given(st.lists(st.sampled_from(CHANGES), min_size=1))
def test_changes_come_to_what_whoever_slept_through_them_would_see(changes):
    was_there, is_there = changes[0] != "created", changes[-1] != "removed"

    told = rules.comes_to(changes)

    if was_there:
        assert told == ("changed" if is_there else "removed")
    else:
        assert told == ("created" if is_there else None)
