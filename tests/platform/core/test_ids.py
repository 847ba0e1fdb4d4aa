"""Identifiers tell when they were made, so that what was made since can be asked for by them."""

import uuid
from datetime import timedelta

from core import ids


def made_at(milliseconds: int) -> uuid.UUID:
    """The last identifier that can be made in this millisecond."""
    return uuid.UUID(int=(milliseconds << 80) + (1 << 80) - 1)


def test_whatever_was_made_no_earlier_is_above_and_all_else_below():
    limit = ids.earlier(made_at(10_000), timedelta(seconds=2))

    assert made_at(7_999) < limit < made_at(8_000)


def test_before_everything_there_is_nothing_earlier():
    assert ids.earlier(made_at(1_000), timedelta(seconds=2)) == uuid.UUID(int=0)


def test_an_identifier_stands_above_what_was_made_before_it():
    first = ids.new_id()

    assert ids.earlier(first, timedelta(0)) <= first
    assert ids.earlier(ids.new_id(), timedelta(0)) >= ids.earlier(first, timedelta(0))
