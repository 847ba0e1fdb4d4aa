"""Who may be marked on which day, what a mark is worth, and what two teams do to one cell."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.support.rules.attendance import (
    Cell,
    Span,
    absences_in_a_row,
    hours_of,
    sorted_out,
    why_not,
)

PROJECT = Span(first_on=date(2026, 1, 1), last_on=date(2026, 12, 31))
STAY = Span(first_on=date(2026, 3, 3), last_on=date(2026, 10, 1))
IN_GROUP = [
    Span(first_on=date(2026, 4, 1), last_on=date(2026, 4, 30)),
    Span(first_on=date(2026, 6, 1), last_on=None),
]


@pytest.mark.parametrize(
    ("held_on", "reason"),
    [
        (date(2026, 11, 22), "future"),
        (date(2025, 12, 31), "before_project"),
        (date(2026, 3, 2), "before_start"),
        (date(2026, 10, 2), "after_exit"),
        (date(2026, 5, 15), "not_in_group"),
        (date(2026, 3, 31), "not_in_group"),
        (date(2026, 4, 1), ""),
        (date(2026, 4, 30), ""),
        (date(2026, 10, 1), ""),
    ],
)
def test_a_day_of_support_is_refused_for_the_first_reason_against_it(held_on, reason):
    found = why_not(
        held_on, today=date(2026, 11, 21), project=PROJECT, stay=STAY, memberships=IN_GROUP
    )

    assert found == reason


def test_after_the_project_nothing_is_given_even_to_those_who_stayed():
    stay = Span(first_on=None, last_on=None)

    found = why_not(
        date(2027, 1, 1), today=date(2027, 2, 1), project=PROJECT, stay=stay, memberships=None
    )

    assert found == "after_project"


@pytest.mark.parametrize(
    ("mark", "typed", "worth"),
    [
        ("PRESENT", None, Decimal(3)),
        ("PRESENT", Decimal(1), Decimal(3)),
        ("PARTIAL", Decimal("1.5"), Decimal("1.5")),
        ("ABSENT", Decimal(2), Decimal(0)),
        ("EXCUSED", None, Decimal(0)),
        ("", None, Decimal(0)),
        ("PARTIAL", None, None),
        ("PARTIAL", Decimal(0), None),
        ("PARTIAL", Decimal(3), None),
        ("PARTIAL", Decimal(4), None),
    ],
)
def test_only_a_real_part_of_the_time_is_a_part(mark, typed, worth):
    assert hours_of(mark, typed=typed, whole=Decimal(3)) == worth


MARKS = st.sampled_from(["", "PRESENT", "ABSENT", "EXCUSED"])
CELL = st.tuples(st.integers(0, 3), MARKS).map(lambda pair: Cell(version=pair[0], mark=pair[1]))
CELLS = st.lists(CELL, max_size=6).map(lambda cells: dict(enumerate(cells)))


# A busy machine draws slowly; what is drawn matters, not how fast.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wanted=CELLS, current=CELLS)
def test_a_cell_is_written_told_as_a_conflict_or_says_the_same_already(wanted, current):
    written, conflicts = sorted_out(wanted, current)
    same = [key for key in wanted if current.get(key, Cell()).says(wanted[key])]

    assert sorted([*written, *conflicts, *same]) == sorted(wanted)
    assert all(current.get(key, Cell()).version == wanted[key].version for key in written)
    assert all(current.get(key, Cell()).version != wanted[key].version for key in conflicts)


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        ([], 0),
        (["ABSENT", "ABSENT", "ABSENT"], 3),
        (["ABSENT", "PRESENT", "ABSENT", "ABSENT"], 1),
        (["PARTIAL", "ABSENT"], 0),
        (["ABSENT", "EXCUSED", "", "ABSENT", "PRESENT"], 2),
    ],
)
def test_an_excused_absence_neither_counts_nor_interrupts_the_row(marks, count):
    assert absences_in_a_row(marks) == count
