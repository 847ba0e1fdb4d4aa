"""Bands of a criterion: when two of them overlap, and where numbers fall between them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.recruitment.rules import grid
from projects.recruitment.rules.grid import Band, Criterion

EDGES = st.none() | st.integers(0, 40)


def band(label: str, begins: int | None, ends: int | None) -> Band:
    return Band(
        label=label,
        points=Decimal(5),
        at_least=None if begins is None else Decimal(begins),
        below=None if ends is None else Decimal(ends),
    )


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((6, 12), (12, 24), False),
        ((6, 13), (12, 24), True),
        ((None, 7), (None, 61), True),
        ((24, None), (12, 25), True),
        ((25, None), (12, 25), False),
        ((None, None), (3, 4), True),
        ((1, 13), (1, 13), True),
    ],
)
def test_bands_overlap_only_where_a_number_belongs_to_both(one, other, overlap):
    pair = [band("jedno", *one), band("drugie", *other)]

    assert (grid.overlapping(pair) is not None) == overlap


def test_the_refusal_can_name_both_bands_that_overlap():
    bands = [band("6–12", 6, 12), band("12–24", 12, 25), band("powyżej 24", 24, None)]

    found = grid.overlapping(bands)

    assert found is not None
    assert [each.label for each in found] == ["12–24", "powyżej 24"]


# Whatever two edges are drawn, the lower one comes first.
BANDS = st.tuples(EDGES, EDGES).map(
    lambda edges: band("pasmo", *(edges if None in edges else sorted(edges)))
)


@given(st.lists(BANDS, max_size=5), st.integers(0, 40).map(Decimal))
def test_where_no_two_bands_overlap_a_number_belongs_to_one_at_most(bands, number):
    holders = [each for each in bands if each.holds(number)]

    assert grid.overlapping(bands) or len(holders) <= 1


@given(BANDS, BANDS)
def test_overlapping_does_not_depend_on_the_order(one, other):
    assert one.overlaps(other) == other.overlaps(one)


def test_a_band_that_ends_where_it_begins_holds_nothing():
    assert band("puste", 6, 6).is_empty
    assert not band("pełne", 6, 7).is_empty


def test_a_gap_is_found_between_neighbours_in_whatever_order_they_were_written():
    bands = [band("wysokie", 12, None), band("niskie", None, 6), band("środkowe", 6, 9)]

    pairs = [(lower.label, upper.label) for lower, upper in grid.gaps(bands)]

    assert pairs == [("środkowe", "wysokie")]


def test_an_answer_named_twice_is_found_whatever_its_letters():
    bands = [band("Znaczny", None, None), band("znaczny ", None, None)]

    assert grid.repeated(bands) == bands[1]
    assert grid.repeated(bands[:1]) is None


@pytest.mark.parametrize(
    ("criterion", "most"),
    [
        (Criterion(code="k", kind="yes_no", points=Decimal(3)), Decimal(3)),
        (Criterion(code="k", kind="number", bands=(band("x", 1, 2),)), Decimal(5)),
        (Criterion(code="k", kind="count", points=Decimal(2), most_points=Decimal(6)), Decimal(6)),
        (Criterion(code="k", kind="count", points=Decimal(2)), None),
        (Criterion(code="k", kind="priority"), Decimal(0)),
    ],
)
def test_the_most_points_of_a_criterion_are_known_unless_counting_has_no_end(criterion, most):
    assert grid.most(criterion) == most
