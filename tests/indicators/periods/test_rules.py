"""Cutting a project into periods, and the arithmetic of differences: laws over generated reports."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.periods.rules import counting, days, sealing
from indicators.periods.rules.counting import Cell, Hit
from indicators.periods.rules.days import Span, Terms

BEGIN = date(2026, 1, 1)
PEOPLE = [UUID(int=number) for number in range(1, 9)]
BREAKDOWNS = {"A": ("sex", "disability"), "B": ("sex",), "C": ()}
HITS = st.builds(
    Hit,
    code=st.sampled_from([*BREAKDOWNS]),
    participation_id=st.sampled_from(PEOPLE),
    counted_on=st.integers(0, 29).map(lambda days: BEGIN + timedelta(days=days)),
    sex=st.sampled_from("FM"),
    disability=st.sampled_from(("YES", "NO", "REFUSED")),
)
SMALL = st.lists(HITS, max_size=10, unique_by=lambda hit: (hit.code, hit.participation_id))
WORLDS = st.lists(HITS, max_size=30, unique_by=lambda hit: (hit.code, hit.participation_id))
ENDS = [BEGIN + timedelta(days=days) for days in (9, 14, 29)]
# A busy machine draws slowly, which says nothing about what is tried.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def until(world: list[Hit], day: date) -> list[Hit]:
    return [hit for hit in world if hit.counted_on <= day]


def values(world: list[Hit], day: date) -> Counter[Cell]:
    return Counter(counting.counts(until(world, day), BREAKDOWNS))


def equal(one: Counter[Cell], other: Counter[Cell]) -> bool:
    return all(one[cell] == other[cell] for cell in one.keys() | other.keys())


@BUSY
@given(WORLDS, WORLDS, st.sampled_from(ENDS))
def test_what_was_plus_the_differences_is_what_is_for_every_cell(was, is_now, day):
    moves = counting.moves(until(was, day), until(is_now, day))

    total = values(was, day)
    total.update(counting.differences(moves, BREAKDOWNS, until=day))

    assert equal(total, values(is_now, day))


@BUSY
@given(st.tuples(SMALL, SMALL, SMALL, SMALL))
def test_over_a_chain_of_reports_told_and_untold_differences_lead_to_today(worlds):
    """Each period is closed in a world of its own; the last world is today."""
    told: dict[int, Counter[Cell]] = {number: Counter() for number in range(3)}
    for number in range(1, 3):
        reported = until(worlds[number - 1], ENDS[number - 1])
        now = until(worlds[number], ENDS[number])
        moves = counting.moves_since(reported, now, until=ENDS[number - 1])
        for earlier in range(number):
            told[earlier].update(counting.differences(moves, BREAKDOWNS, until=ENDS[earlier]))

    for number, day in enumerate(ENDS):
        untold = Counter(values(worlds[3], day))
        untold.subtract(values(worlds[number], day))
        untold.subtract(told[number])
        # What no report has told is what changed since the last one.
        moves = counting.moves(until(worlds[2], day), until(worlds[3], day))
        assert equal(untold, counting.differences(moves, BREAKDOWNS, until=day))


@BUSY
@given(WORLDS)
def test_parts_sum_to_the_whole(world):
    found = counting.counts(world, BREAKDOWNS)

    for code in ("A", "B"):
        assert found[Cell(code)] == found[Cell(code, "F")] + found[Cell(code, "M")]
    answers = ("YES", "NO", "REFUSED")
    assert found[Cell("A")] == sum(found[Cell("A", "", answer)] for answer in answers)


@BUSY
@given(WORLDS, st.randoms())
def test_the_text_does_not_depend_on_the_order_in_which_rows_come(world, random):
    def report(hits):
        facts = {"number": 1, "starts_on": BEGIN, "ends_on": ENDS[0]}
        cells = counting.counts(hits, BREAKDOWNS)
        return sealing.Report(project_id=PEOPLE[0], definitions={}, cells=cells, hits=hits, **facts)

    shuffled = list(world)
    random.shuffle(shuffled)

    assert report(world).checksum == report(shuffled).checksum


def test_every_fact_of_a_report_changes_its_checksum():
    hit = Hit("A", PEOPLE[1], BEGIN, "F", "NO")
    plain = {
        "project_id": PEOPLE[0],
        "number": 2,
        "starts_on": BEGIN,
        "ends_on": ENDS[0],
        "definitions": {"A": sealing.Counted(versions=(1,), breakdowns=("sex",))},
        "cells": {Cell("A"): 1},
        "hits": [hit],
        "corrections": {1: {Cell("A"): -1}},
        "moves": [counting.Move("A", PEOPLE[1], None, hit)],
        "events": {PEOPLE[1]: (7,)},
    }
    others = {
        "project_id": PEOPLE[2],
        "number": 3,
        "starts_on": ENDS[0],
        "ends_on": ENDS[1],
        "definitions": {"A": sealing.Counted(versions=(2,), breakdowns=("sex",))},
        "cells": {Cell("A"): 2},
        "hits": [Hit("A", PEOPLE[1], BEGIN, "M", "NO")],
        "corrections": {1: {Cell("A"): 1}},
        "moves": [counting.Move("A", PEOPLE[1], hit, None)],
        "events": {PEOPLE[1]: (8,)},
    }

    seals = [sealing.Report(**{**plain, name: other}).checksum for name, other in others.items()]

    assert len({sealing.Report(**plain).checksum, *seals}) == len(others) + 1


@pytest.mark.parametrize(
    ("after", "months", "expected"),
    [
        (None, 3, ["2026-01-31/2026-04-29", "2026-04-30/2026-07-30", "2026-07-31/2026-09-15"]),
        (date(2026, 6, 30), 3, ["2026-07-01/2026-09-15"]),
        (date(2026, 9, 15), 3, []),
        (None, 12, ["2026-01-31/2026-09-15"]),
    ],
)
def test_the_rest_of_a_project_is_cut_without_gaps_to_its_last_day(after, months, expected):
    whole = Span(date(2026, 1, 31), date(2026, 9, 15))

    found = list(days.proposed(whole, after=after, every_months=months))

    assert [f"{span.starts_on}/{span.ends_on}" for span in found] == expected


@pytest.mark.parametrize(
    ("terms", "is_final", "expected"),
    [
        (Terms(due_days=None, are_working=True, final_due_days=None), False, date(2026, 1, 16)),
        (Terms(due_days=10, are_working=False, final_due_days=None), False, date(2026, 1, 10)),
        (Terms(due_days=None, are_working=True, final_due_days=None), True, date(2026, 1, 30)),
        (Terms(due_days=5, are_working=True, final_due_days=45), True, date(2026, 2, 14)),
    ],
)
def test_a_report_is_due_as_the_agreement_says(terms, is_final, expected):
    assert days.due_on(date(2025, 12, 31), terms, is_final=is_final) == expected
