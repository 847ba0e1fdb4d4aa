"""Classes of a map: at most five, without gaps, round, and each value in exactly one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.maps.classes import CLASSES, Interval, class_of, intervals


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([7, 7, 7], [(7, 7)]),
        ([0], [(0, 0)]),
        ([18, 24, 33, 41, 57], [(10, 19), (20, 29), (30, 39), (40, 49), (50, 59)]),
        ([9, 11, 13, 30, 36, 36, 40, 70], [(0, 14), (15, 29), (30, 44), (45, 59), (60, 74)]),
        # One city outweighs the rest: equal steps would put all others into one class.
        (
            [28, 119, 121, 525, 540, 825, 857, 1083, 9000],
            [(20, 119), (120, 539), (540, 849), (850, 8999), (9000, 9000)],
        ),
    ],
)
def test_limits_can_be_read(values, expected):
    assert intervals(values) == [Interval(*pair) for pair in expected]


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=60))
def test_every_value_is_in_one_class_and_no_gap_is_between_them(values):
    found = intervals(values)

    assert 1 <= len(found) <= CLASSES
    assert all(one.least <= one.greatest for one in found)
    assert all(a.greatest + 1 == b.least for a, b in zip(found, found[1:], strict=False))
    for value in values:
        one = found[class_of(value, found) - 1]
        assert one.least <= value <= one.greatest
