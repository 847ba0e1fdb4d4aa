"""When each deadline falls: every kind, over month ends, leap years, holidays and changed clocks."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.civil_days import is_working_day
from projects.deadlines import rules, tokens
from projects.deadlines.claims import by_calendar
from projects.deadlines.clock import FILE, clock
from projects.deadlines.rules import Kind

CLOCK = clock()
ASKED = {"asked_on": date(2026, 11, 21), "expires_on": date(2026, 12, 5)}
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))


def outcome(left_on: date) -> rules.Due:
    return rules.outcome(left_on=left_on, window_days=28, clock=CLOCK)


def claims(starts_on: date, ends_on: date, **facts: object) -> list[rules.Due]:
    usual = {"every_months": 3, "due_days": 10, "working_days": True}
    return list(
        by_calendar(starts_on=starts_on, ends_on=ends_on, clock=CLOCK, **{**usual, **facts})
    )


# kind, what the rule is given, the last day, and the day it opens
CASES = [
    # Data of the start: so many days as the agreement says, else ours.
    (rules.entry, {"started_on": date(2026, 2, 14), "days": None}, "2026-02-28", "2026-02-14"),
    (rules.entry, {"started_on": date(2028, 2, 15), "days": None}, "2028-02-29", "2028-02-15"),
    (rules.entry, {"started_on": date(2026, 3, 3), "days": 30}, "2026-04-02", "2026-03-03"),
    (rules.entry, {"started_on": date(2026, 3, 3), "days": 0}, "2026-03-03", "2026-03-03"),
    # 28 days after the exit: over both changes of the clock, a leap day and a year's end.
    (rules.outcome, {"left_on": date(2026, 3, 15), "window_days": 28}, "2026-04-12", "2026-03-15"),
    (rules.outcome, {"left_on": date(2026, 10, 11), "window_days": 28}, "2026-11-08", "2026-10-11"),
    (rules.outcome, {"left_on": date(2028, 2, 1), "window_days": 28}, "2028-02-29", "2028-02-01"),
    (rules.outcome, {"left_on": date(2026, 12, 10), "window_days": 28}, "2027-01-07", "2026-12-10"),
    (rules.evidence, {"left_on": date(2026, 3, 15), "window_days": 28}, "2026-04-12", "2026-03-15"),
    # Three calendar months, not 90 days.
    (
        rules.efficiency,
        {"left_on": date(2026, 11, 30), "months": 3},
        "2027-02-28",
        "2027-02-14",
    ),
    (
        rules.efficiency,
        {"left_on": date(2027, 11, 30), "months": 3},
        "2028-02-29",
        "2028-02-15",
    ),
    (
        rules.efficiency,
        {"left_on": date(2026, 1, 15), "months": 3},
        "2026-04-15",
        "2026-04-01",
    ),
    # A document that runs out on a holiday still runs out on that day.
    (rules.expiry, {"valid_to": date(2026, 12, 25)}, "2026-12-25", "2026-11-25"),
    (
        rules.majority,
        {"born_on": date(2008, 12, 1), "started_on": date(2026, 3, 3)},
        "2026-12-01",
        "2026-11-01",
    ),
    # Born on a leap day: older on 1 March of a common year.
    (
        rules.majority,
        {"born_on": date(2008, 2, 29), "started_on": date(2025, 3, 3)},
        "2026-03-01",
        "2026-01-30",
    ),
    (rules.contract_end, {"ends_on": date(2026, 5, 31)}, "2026-05-31", "2026-05-17"),
    (rules.pause_end, {"expected_on": date(2026, 3, 29)}, "2026-03-29", "2026-03-29"),
    # Sixty days over the change to summer time.
    (rules.support_gap, {"last_on": date(2026, 2, 28), "days": 60}, "2026-04-29", "2026-04-15"),
    # Two working days: from Maundy Thursday over Easter, from the day before Christmas Eve.
    (rules.attendance, {"held_on": date(2026, 4, 2)}, "2026-04-07", "2026-04-02"),
    (rules.attendance, {"held_on": date(2025, 12, 23)}, "2025-12-30", "2025-12-23"),
    (rules.attendance, {"held_on": date(2024, 12, 23)}, "2024-12-27", "2024-12-23"),
    # On Wednesday before Corpus Christi: asked on Friday.
    (rules.absences, {"last_on": date(2026, 6, 3)}, "2026-06-05", "2026-06-03"),
    (rules.decision, {"closed_on": date(2026, 10, 20)}, "2026-11-03", "2026-10-21"),
    (rules.document, {"wanted_by": date(2026, 10, 31)}, "2026-10-31", "2026-10-24"),
    (rules.payroll, {"month": date(2026, 11, 30)}, "2026-12-10", "2026-12-01"),
    (rules.payroll, {"month": date(2026, 12, 1)}, "2027-01-10", "2027-01-01"),
    (rules.project_end, {"ends_on": date(2026, 12, 31)}, "2026-12-31", "2026-11-01"),
    (rules.final_claim, {"ends_on": date(2026, 1, 31), "days": None}, "2026-03-02", "2026-01-17"),
    (rules.final_claim, {"ends_on": date(2026, 1, 31), "days": 25}, "2026-02-25", "2026-01-17"),
    (rules.candidates, {"kept_until": date(2027, 2, 28)}, "2027-03-14", "2027-03-01"),
    (rules.retention, {"retain_until": date(2031, 12, 31)}, "2031-12-31", "2031-11-01"),
    (rules.answer, {"kind": Kind.REOPENING, **ASKED}, "2026-12-05", "2026-11-21"),
    (rules.answer, {"kind": Kind.REMOVAL, **ASKED}, "2026-12-05", "2026-11-21"),
    (rules.answer, {"kind": Kind.EXPORT, **ASKED}, "2026-12-05", "2026-11-21"),
    (
        rules.asked_by_programme,
        {"asked_on": date(2026, 11, 21), "wanted_by": date(2026, 12, 4)},
        "2026-12-04",
        "2026-11-21",
    ),
    (rules.accessibility, {"year": 2027}, "2027-03-31", "2027-03-01"),
    (
        tokens.ending,
        {"ends_on": date(2027, 3, 30), "reminded_days": (30, 7, 1)},
        "2027-03-30",
        "2027-02-28",
    ),
]


# These count with no number of ours.
WITHOUT_CLOCK = (
    rules.pause_end,
    rules.absences,
    rules.answer,
    rules.asked_by_programme,
    tokens.ending,
)


def term_of(rule: Callable, facts: dict[str, Any]) -> rules.Due:
    return rule(**facts) if rule in WITHOUT_CLOCK else rule(**facts, clock=CLOCK)


@pytest.mark.parametrize(("rule", "facts", "due_on", "opens_on"), CASES)
def test_it_falls_on_this_day_and_opens_on_that_one(rule, facts, due_on, opens_on):
    term = term_of(rule, facts)

    assert (f"{term.due_on}", f"{term.opens_on}") == (due_on, opens_on)


def test_every_kind_is_in_the_table():
    tried = {term_of(rule, facts).kind for rule, facts, _due, _opens in CASES}

    assert tried == set(Kind) - {Kind.CLAIM}  # which are many: below


def test_the_proof_is_asked_for_on_days_14_21_and_25():
    term = rules.evidence(left_on=date(2026, 3, 15), window_days=28, clock=CLOCK)

    assert term.reminds_on == (date(2026, 3, 29), date(2026, 4, 5), date(2026, 4, 9))


@pytest.mark.parametrize(
    ("day", "asks"),
    [
        (date(2026, 3, 27), False),
        (date(2026, 3, 30), True),  # day 14 is a Sunday
        (date(2026, 4, 7), True),  # day 21 is Easter Sunday
        (date(2026, 4, 8), False),
        (date(2026, 4, 9), True),
    ],
)
def test_a_reminder_of_a_day_off_comes_on_the_next_working_day(day, asks):
    term = rules.evidence(left_on=date(2026, 3, 15), window_days=28, clock=CLOCK)

    assert term.reminds(day) is asks


def test_whoever_was_of_age_at_the_start_does_not_come_of_age():
    eighteen = date(2026, 3, 3)

    assert rules.majority(born_on=date(2008, 3, 3), started_on=eighteen, clock=CLOCK) is None
    assert rules.majority(born_on=date(2008, 3, 4), started_on=eighteen, clock=CLOCK) is not None


def test_claims_come_every_quarter_ten_working_days_after_its_end():
    terms = claims(date(2025, 7, 1), date(2026, 9, 30))

    assert [f"{term.basis_on} {term.due_on}" for term in terms] == [
        "2025-09-30 2025-10-14",
        "2025-12-31 2026-01-16",  # over New Year and Epiphany
        "2026-03-31 2026-04-15",  # over Easter Monday
        "2026-06-30 2026-07-14",
    ]


def test_a_claim_may_be_due_in_calendar_days():
    first, *_rest = claims(date(2025, 7, 1), date(2026, 9, 30), due_days=25, working_days=False)

    assert first.due_on == date(2025, 10, 25)


def test_the_period_in_which_the_project_ends_belongs_to_the_final_claim():
    assert claims(date(2026, 1, 1), date(2026, 3, 31)) == []
    assert len(claims(date(2026, 1, 1), date(2026, 4, 1))) == 1


def test_periods_that_start_on_the_31st_do_not_drift():
    terms = claims(date(2026, 1, 31), date(2026, 12, 31), every_months=1)

    assert [term.basis_on.isoformat() for term in terms][:3] == [
        "2026-02-27",
        "2026-03-30",
        "2026-04-29",
    ]


@pytest.mark.parametrize(
    ("left_on", "due_on", "work_by"),
    [
        (date(2026, 3, 9), date(2026, 4, 6), date(2026, 4, 3)),  # Easter Monday
        (date(2026, 5, 7), date(2026, 6, 4), date(2026, 6, 3)),  # Corpus Christi
        (date(2024, 11, 26), date(2024, 12, 24), date(2024, 12, 24)),  # worked in 2024
        (date(2025, 11, 26), date(2025, 12, 24), date(2025, 12, 23)),  # free since 2025
        (date(2026, 10, 24), date(2026, 11, 21), date(2026, 11, 20)),  # a Saturday
    ],
)
def test_a_term_on_a_free_day_is_shown_as_it_is_with_the_last_working_day(left_on, due_on, work_by):
    term = outcome(left_on)

    assert (term.due_on, term.work_by) == (due_on, work_by)
    assert term.falls_on_free_day is (due_on != work_by)


@given(DAYS)
def test_no_term_is_moved_and_the_working_day_before_it_is_never_later(left_on):
    term = outcome(left_on)

    assert term.due_on - left_on == timedelta(days=28)
    assert term.work_by <= term.due_on
    assert is_working_day(term.work_by)


@given(DAYS, st.integers(1, 12), st.integers(1, 60))
def test_claims_follow_each_other_without_a_gap_and_stay_inside_the_project(start, months, days):
    terms = claims(start, start + timedelta(days=1500), every_months=months, due_days=days)

    ends = [term.basis_on for term in terms]
    assert ends == sorted(set(ends))
    assert all(start < end < start + timedelta(days=1500) for end in ends)
    assert all(term.opens_on < term.basis_on < term.due_on for term in terms)


def test_every_number_of_the_clock_says_where_it_comes_from():
    written = json.loads(FILE.read_text(encoding="utf-8"))

    assert set(CLOCK.sources) == set(written)
    assert all(one["source"] and one["checked_by"] == "" for one in written.values())
