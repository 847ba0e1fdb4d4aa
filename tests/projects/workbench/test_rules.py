"""Whose value is proposed when two people edited the same record."""

import pytest

from projects.workbench.rules import MINE, THEIRS, UNDECIDED, UNKNOWN, chosen


@pytest.mark.parametrize(
    ("opened", "current", "typed", "whose"),
    [
        ("Prosta 1", "Nowa 2", "Prosta 1", THEIRS),
        ("Prosta 1", "Prosta 1", "Stara 3", MINE),
        ("Prosta 1", "Nowa 2", "Stara 3", UNDECIDED),
        ("", "Nowa 2", "", THEIRS),
        ("Prosta 1", "", "Prosta 1", THEIRS),
        (False, True, False, THEIRS),
        (UNKNOWN, "Nowa 2", "Stara 3", UNDECIDED),
    ],
)
def test_a_value_is_proposed_only_where_one_of_the_two_changed_it(opened, current, typed, whose):
    assert chosen(opened=opened, current=current, typed=typed) == whose
