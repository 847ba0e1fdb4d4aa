"""Targets add up or are refused, one version holds on a day, and gaps are set value minus sum."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.targets import rules
from indicators.targets.rules import Cells, FaultKind, Level
from projects.agreements.rules import whole_persons

RISK, PWD = "PEOPLE_AT_RISK", "PEOPLE_WITH_DISABILITIES"
WHOLE, PART = (RISK, rules.WHOLE), (RISK, rules.DISABLED)
KIS_II = {
    WHOLE: Cells(150, 70, 220),
    PART: Cells(70, 40, 110),
    (PWD, rules.WHOLE): Cells(70, 40, 110),
}
few = st.none() | st.integers(0, 4)
cells = st.builds(Cells, few, few, few)


def _kinds(promised):
    return {(fault.kind, fault.key, fault.cell) for fault in rules.faults(promised)}


def test_kis_ii_adds_up():
    assert rules.faults(KIS_II) == []


@pytest.mark.parametrize(
    ("key", "wrong", "fault"),
    [
        (WHOLE, Cells(150, 80, 220), (FaultKind.SUM, WHOLE, "total")),
        (PART, Cells(70, 50, 110), (FaultKind.SUM, PART, "total")),
        (PART, Cells(None, None, 240), (FaultKind.ABOVE_WHOLE, PART, "total")),
        (PART, Cells(160, None, None), (FaultKind.ABOVE_WHOLE, PART, "women")),
        (PART, Cells(40, 71, 111), (FaultKind.ABOVE_WHOLE, PART, "men")),
        (WHOLE, Cells(None, 230, 220), (FaultKind.ABOVE_TOTAL, WHOLE, "men")),
        (WHOLE, Cells(-1, None, None), (FaultKind.NEGATIVE, WHOLE, "women")),
        (
            (PWD, rules.WHOLE),
            Cells(None, None, 240),
            (FaultKind.ABOVE_INDICATOR, (PWD, rules.WHOLE), "total"),
        ),
        (
            (PWD, rules.WHOLE),
            Cells(70, 30, 100),
            (FaultKind.ABOVE_INDICATOR, PART, "total"),
        ),
    ],
)
def test_what_does_not_add_up_is_named_with_its_cell(key, wrong, fault):
    assert fault in _kinds({**KIS_II, key: wrong})


def test_a_sex_that_nobody_split_has_room_for_all():
    whole, part = Cells(None, None, 220), Cells(None, 221, None)

    assert _kinds({WHOLE: whole, PART: part}) == {(FaultKind.ABOVE_WHOLE, PART, "men")}


def _completions(known: Cells):
    """Every way to fill in what is not set, up to more people than any of the tests speak of."""
    women, men = ([each] if each is not None else range(10) for each in (known.women, known.men))
    for one, other in product(women, men):
        if known.total in (None, one + other):
            yield one, other


@settings(max_examples=300, deadline=None)
@given(cells, cells)
def test_there_is_no_fault_exactly_where_the_numbers_can_all_be_true(whole, part):
    possible = any(
        w <= of_w and m <= of_m
        for (of_w, of_m), (w, m) in product(_completions(whole), _completions(part))
    )

    assert (rules.faults({WHOLE: whole, PART: part}) == []) == possible


@given(cells)
def test_completing_keeps_what_is_set_and_makes_the_sum(known):
    full = rules.completed(known)

    for name in rules.NAMES:
        assert known.count(name) in (None, full.count(name))
    if not rules.faults({WHOLE: known}) and None not in (full.women, full.men):
        assert full.women + full.men == full.total


@pytest.mark.parametrize(("percent", "people"), [(34, 75), (22, 49)])
def test_a_percent_is_promised_in_whole_persons_rounded_up(percent, people):
    assert whole_persons(220, percent) == people


START = datetime(2026, 1, 1, tzinfo=UTC)
versions = st.lists(
    st.tuples(st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 9)), st.integers(0, 50)),
    unique_by=lambda each: each[1],
).map(lambda pairs: [rules.Version(day, START + timedelta(hours=n)) for day, n in pairs])


@given(versions, st.dates(date(2019, 12, 30), date(2020, 1, 12)))
def test_the_version_of_a_day_began_by_then_and_none_that_began_is_later(known, on):
    held = rules.holds_on(known, on)
    begun = [each for each in known if each.valid_from is None or each.valid_from <= on]

    assert (held is None) == (begun == [])
    for each in begun:
        assert not rules.is_late(held.valid_from, each.valid_from)
        if each.valid_from == held.valid_from:
            assert each.set_at <= held.set_at


def test_a_correction_of_the_signed_value_does_not_outlive_an_amendment():
    signed = rules.Version(None, START)
    amended = rules.Version(date(2020, 5, 5), START)
    corrected = rules.Version(None, START + timedelta(days=9))
    known = [signed, amended, corrected]

    assert rules.holds_on(known, date(2020, 5, 4)) == corrected
    assert rules.holds_on(known, date(2020, 5, 5)) == amended


def test_a_change_names_what_is_another_value_and_what_is_gone():
    changed = rules.changed({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 5, "d": 4})

    assert changed == {"b": 5, "c": None, "d": 4}


counts = st.dictionaries(st.sampled_from(rules.ALL_CELLS), st.integers(0, 500), max_size=6)
levels = st.recursive(
    st.builds(Level, name=st.just("projekt"), counts=counts),
    lambda inner: st.builds(
        Level, name=st.just("poziom"), counts=counts, parts=st.lists(inner, max_size=5)
    ),
    max_leaves=25,
)


def _all(level):
    yield level
    for part in level.parts:
        yield from _all(part)


@settings(max_examples=400, deadline=None)
@given(levels)
def test_in_every_tree_a_gap_is_the_set_value_less_the_sum_of_the_parts_that_set_theirs(tree):
    for level, cell in product(_all(tree), rules.ALL_CELLS):
        told = rules.compared(level, cell)
        known = [part.counts[cell] for part in level.parts if cell in part.counts]

        assert told.set_value == level.counts.get(cell)
        assert told.parts_set + told.parts_missing == len(level.parts)
        assert told.parts_missing == sum(cell not in part.counts for part in level.parts)
        if not known:
            # Not set is never zero: neither as a sum nor in a gap.
            assert told.sum_of_parts is None
            assert told.gap is None
        elif told.set_value is None:
            assert told.gap is None
        else:
            assert told.gap == told.set_value - sum(known)


@settings(max_examples=200, deadline=None)
@given(levels)
def test_the_parts_of_the_parts_are_summed_whatever_stands_between(tree):
    for cell in rules.ALL_CELLS:
        told = rules.compared_with_inner(tree, cell)
        inner = [one.counts.get(cell) for part in tree.parts for one in part.parts]
        known = [count for count in inner if count is not None]

        assert (told.parts_count, told.parts_set) == (len(inner), len(known))
        assert told.sum_of_parts == (sum(known) if known else None)


def test_a_set_zero_is_a_value():
    tree = Level("jednostka", {("", "total"): 0}, [Level("projekt", {("", "total"): 0})])

    told = rules.compared(tree, ("", "total"))

    assert (told.set_value, told.sum_of_parts, told.gap) == (0, 0, 0)
