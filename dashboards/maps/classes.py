"""Sorts a map's values into at most five classes with limits one can read. No Django in this file.

Values that lie near each other get equal steps; where one city outweighs the rest, each class gets as
many units as the others. Only what is shown is sorted: the limits tell nothing of a hidden value.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CLASSES = 5
# From so many times the middle value on, equal steps would leave most units in one class.
OUTWEIGHS = 3
# Widths of classes in which one can count, and the same ten, a hundred times wider.
NARROW = (1, 2, 3, 4, 5)
ROUND = (10, 15, 20, 25, 30, 40, 50, 60, 80)


@dataclass(frozen=True)
class Interval:
    """The least and the greatest value of a class, both in it."""

    least: int
    greatest: int


def intervals(values: Sequence[int]) -> list[Interval]:
    """The classes of these values, lowest first, without gaps; none of no values."""
    if not values:
        return []
    ordered = sorted(values)
    if ordered[-1] > OUTWEIGHS * max(ordered[len(ordered) // 2], 1):
        return _of_as_many(ordered)
    return _of_equal_width(ordered[0], ordered[-1])


def class_of(value: int, classes: Sequence[Interval]) -> int:
    """The number of the class of a value, from 1."""
    return next(number for number, one in enumerate(classes, start=1) if value <= one.greatest)


def _of_equal_width(low: int, high: int) -> list[Interval]:
    for step in _round_numbers():
        first, last = low // step, high // step
        if last - first < CLASSES:
            return [Interval(step * n, step * (n + 1) - 1) for n in range(first, last + 1)]
    raise AssertionError("round numbers do not end")


def _round_numbers() -> Iterator[int]:
    """1, 2, 3, 4, 5, 10, 15, 20 and so on without an end."""
    yield from NARROW
    power = 1
    while True:
        yield from (width * power for width in ROUND)
        power *= 10


def _of_as_many(ordered: Sequence[int]) -> list[Interval]:
    """Classes of as many values each; equal values stay together, limits are as round as can be."""
    places = [math.ceil(len(ordered) * n / CLASSES) for n in range(1, CLASSES)]
    starts = [_roundest(0, ordered[0])]
    for place in places:
        below = ordered[place - 1]
        above = next((value for value in ordered[place:] if value > below), None)
        if above is not None and below >= starts[-1]:
            starts.append(_roundest(below + 1, above))
    ends = [*(start - 1 for start in starts[1:]), ordered[-1]]
    return [Interval(start, end) for start, end in zip(starts, ends, strict=True)]


def _roundest(low: int, high: int) -> int:
    """The number from low to high that ends in the most zeros; the greatest of them."""
    power = 1
    found = high
    while (rounded := high // power * power) >= low and rounded:
        found, power = rounded, power * 10
    return found
