"""A worked month, calculated by hand: November 2026 has 20 working days, 120 hours at 6 a day."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.support.rules import allowances as rules
from projects.support.rules.allowances import Facts, Presence, Terms

D = Decimal
STIPEND, BENEFIT = D("1980.72"), D("2000.00")


def travel(**facts) -> Terms:
    return Terms(kind=rules.TRAVEL, rate=D(12), threshold_percent=80, **facts)


HOURLY = Terms(kind=rules.HOURLY, rate=D("9.35"), threshold_percent=80)
PAID_SICK = Terms(kind=rules.HOURLY, rate=D("9.35"), threshold_percent=80, pays_sick_leave=True)
INTERNSHIP = Terms(kind=rules.INTERNSHIP, rate=STIPEND)
TRAINING = Terms(kind=rules.TRAINING, rate=BENEFIT, full_hours=D(150), threshold_percent=80)
CARE = Terms(kind=rules.CARE, rate=D(20), cap=D(600))


def sheet(planned, attended, excused=0, **more) -> Facts:
    hours = {"planned_hours": D(planned), "attended_hours": D(attended)}
    return Facts(**hours, excused_hours=D(excused), **more)


def worked(hours, *, off=0, sick=0, planned=120, full=120) -> Facts:
    """An internship of 6 hours a day."""
    days = {"days_off": off, "off_hours": D(6 * off), "sick_days": sick, "sick_hours": D(6 * sick)}
    whole = {"planned_hours": D(planned), "full_month_hours": D(full)}
    return Facts(worked_hours=D(hours), **days, **whole)


# Who, by which rule, the month, and what was calculated with pencil and paper.
BY_HAND = {
    "ada, every hour: 40 x 9,35": (HOURLY, sheet(40, 40), "374.00"),
    "bogna, exactly 80%: 32 x 9,35": (HOURLY, sheet(40, 32), "299.20"),
    "cezary, 79,9%: nothing": (HOURLY, sheet(40, "31.96"), "0.00"),
    "danuta, sick for half, there for the rest: 20 x 9,35": (HOURLY, sheet(40, 20, 20), "187.00"),
    "danuta, where sick leave is paid: 40 x 9,35": (PAID_SICK, sheet(40, 20, 20), "374.00"),
    "emil, sick for half, then 15 of 20 is 75%: nothing": (HOURLY, sheet(40, 15, 20), "0.00"),
    "felicja, came on the 16th: 18 of the 20 left": (HOURLY, sheet(20, 18), "168.30"),
    "grzegorz, whole internship": (INTERNSHIP, worked(120), "1980.72"),
    "halina, 2 days off are paid: (108 + 12) / 120": (INTERNSHIP, worked(108, off=2), "1980.72"),
    "igor, 2 off and 3 sick: (90 + 12) / 120 = 1683,612": (
        INTERNSHIP,
        worked(90, off=2, sick=3),
        "1683.61",
    ),
    "jan, began in the middle: 60 / 120": (INTERNSHIP, worked(60, planned=60), "990.36"),
    "kaja, 150 h of training: all": (TRAINING, sheet(150, 150), "2000.00"),
    "leon, 160 h of training: no more than all": (TRAINING, sheet(160, 160), "2000.00"),
    "maria, 120 h of training: 2000 x 120 / 150": (TRAINING, sheet(120, 120), "1600.00"),
    "nina, 100 h: 1333,333": (TRAINING, sheet(100, 100), "1333.33"),
    "olga, 18 of 20 days at 12,00": (
        travel(),
        sheet(60, 54, planned_days=20, present_days=18),
        "216.00",
    ),
    "piotr, the same up to 200,00": (
        travel(cap=D(200)),
        sheet(60, 54, planned_days=20, present_days=18),
        "200.00",
    ),
    "roza, care for 25 h at 20,00": (CARE, sheet(40, 25), "500.00"),
    "stefan, care for 32 h: the cap": (CARE, sheet(40, 32), "600.00"),
}


@pytest.mark.parametrize(("terms", "facts", "by_hand"), BY_HAND.values(), ids=BY_HAND)
def test_a_worked_month_is_what_was_calculated_by_hand(terms, facts, by_hand):
    assert rules.amount(terms, facts).amount == D(by_hand)


def test_an_own_rate_takes_the_place_of_the_rules():
    facts = sheet(60, 60, planned_days=20, present_days=20)

    assert rules.amount(travel(), facts, personal_rate=D("9.60")).amount == D("192.00")


def test_nothing_is_paid_for_a_reason():
    below = rules.amount(HOURLY, sheet(40, "31.98"))
    absent = rules.amount(INTERNSHIP, worked(0))

    assert (below.reason, absent.reason) == (rules.BELOW, rules.ABSENT)
    assert below.share == D("79.9"), "79,95% may not be shown as 80%"


def test_half_a_grosz_goes_up_and_only_at_the_end():
    third = Terms(kind=rules.TRAINING, rate=D("100.03"), full_hours=D(2))

    assert rules.amount(third, sheet(2, 1)).amount == D("50.02")


def test_a_threshold_over_the_course_is_not_that_of_the_month():
    poor_month = sheet(40, 20, course=Presence(planned=D(100), attended=D(80)))
    poor_course = sheet(40, 40, course=Presence(planned=D(100), attended=D(79)))

    assert rules.amount(HOURLY, poor_month).amount == D("187.00")
    assert rules.amount(HOURLY, poor_course).amount == 0


def test_a_month_of_sick_leave_alone_is_not_below_the_threshold():
    sick = sheet(40, 0, 40)

    assert rules.amount(HOURLY, sick).reason == rules.ABSENT
    assert rules.amount(PAID_SICK, sick).amount == D("374.00")


def test_what_is_kept_is_read_back_as_it_was():
    paid = rules.amount(INTERNSHIP, worked(90, off=2, sick=3))

    assert rules.Amount.of_basis(paid.basis) == paid
    assert rules.Amount.of_basis(paid.basis).fingerprint == paid.fingerprint


HOURS = st.decimals(min_value=0, max_value=200, places=2)
DAYS = st.integers(min_value=0, max_value=31)
TERMS = st.builds(
    Terms,
    kind=st.sampled_from([*rules.BY_MONTH, *rules.BY_HOUR, *rules.BY_DAY]),
    rate=st.decimals(min_value="0.01", max_value=5000, places=2),
    cap=st.none() | st.decimals(min_value="0.01", max_value=5000, places=2),
    full_hours=st.none() | st.decimals(min_value=1, max_value=200, places=2),
    threshold_percent=st.integers(min_value=0, max_value=100),
    pays_sick_leave=st.booleans(),
)


@given(terms=TERMS, planned=HOURS, there=HOURS, sick=HOURS, work=HOURS, off=HOURS, days=DAYS)
def test_nobody_gets_less_than_nothing_or_more_than_the_cap(
    terms, planned, there, sick, work, off, days
):
    facts = sheet(planned, there, sick, worked_hours=work, off_hours=off, present_days=days)

    paid = rules.amount(terms, facts).amount

    assert paid >= 0
    assert terms.cap is None or paid <= terms.cap
    assert terms.kind not in rules.BY_MONTH or paid <= terms.rate


@given(terms=TERMS, planned=HOURS, there=HOURS, sick=HOURS, more=HOURS, days=DAYS)
def test_whoever_comes_more_never_gets_less(terms, planned, there, sick, more, days):
    full = {"full_month_hours": D(120)}
    before = sheet(planned, there, sick, present_days=days, **full)
    after = sheet(planned, there + more, sick, present_days=days + 1, **full)
    worked_more = sheet(planned, there, sick, worked_hours=more, present_days=days, **full)

    paid = rules.amount(terms, before).amount

    assert rules.amount(terms, after).amount >= paid
    assert rules.amount(terms, worked_more).amount >= paid


@given(terms=TERMS, planned=HOURS, there=HOURS, sick=HOURS, healthy=HOURS)
def test_whoever_comes_instead_of_being_ill_never_gets_less(terms, planned, there, sick, healthy):
    came = min(sick, healthy)

    ill = rules.amount(terms, sheet(planned, there, sick))
    well = rules.amount(terms, sheet(planned, there + came, sick - came))

    assert well.amount >= ill.amount
