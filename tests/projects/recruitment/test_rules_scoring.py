"""From answers to points: each kind of criterion, proofs, and what is proposed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.recruitment.rules import scoring
from projects.recruitment.rules.grid import Band, Criterion
from projects.recruitment.rules.scoring import Facts, Mark

MONTHS = Criterion(
    code="czas",
    kind="number",
    bands=(
        Band(label="6–12", points=Decimal(5), at_least=Decimal(6), below=Decimal(12)),
        Band(label="12–24", points=Decimal(10), at_least=Decimal(12), below=Decimal(25)),
        Band(label="powyżej 24", points=Decimal(15), at_least=Decimal(25)),
    ),
)
ALONE = Criterion(code="samotnie", kind="yes_no", points=Decimal(3))
DEGREE = Criterion(
    code="stopien",
    kind="choice",
    needs_proof=True,
    bands=(
        Band(label="umiarkowany", points=Decimal(3)),
        Band(label="znaczny", points=Decimal(5)),
    ),
)
GROUNDS = Criterion(code="przeslanki", kind="count", points=Decimal(2), most_points=Decimal(6))
FIRST = Criterion(code="pierwszenstwo", kind="priority")
CRITERIA = (MONTHS, ALONE, DEGREE, GROUNDS, FIRST)


@pytest.mark.parametrize(
    ("criterion", "value", "points"),
    [
        (MONTHS, "5", 0),
        (MONTHS, "6", 5),
        (MONTHS, "11", 5),
        (MONTHS, "12", 10),
        (MONTHS, "24", 10),
        (MONTHS, "25", 15),
        (ALONE, "yes", 3),
        (ALONE, "no", 0),
        (DEGREE, "znaczny", 5),
        (DEGREE, "no", 0),
        (GROUNDS, "0", 0),
        (GROUNDS, "2", 4),
        (GROUNDS, "9", 6),
        (FIRST, "yes", 0),
    ],
)
def test_an_answer_is_worth_what_its_criterion_says(criterion, value, points):
    assert scoring.worth(criterion, value) == points


@pytest.mark.parametrize(
    ("criterion", "value"),
    [
        (ALONE, "maybe"),
        (ALONE, ""),
        (MONTHS, "many"),
        (MONTHS, "-1"),
        (MONTHS, "NaN"),
        (MONTHS, "Infinity"),
        (GROUNDS, "1.5"),
        (DEGREE, "lekki"),
        (FIRST, "1"),
    ],
)
def test_what_answers_nothing_is_no_answer(criterion, value):
    assert not scoring.is_answer(criterion, value)


def test_points_that_need_a_proof_count_once_it_was_seen():
    assert scoring.points_of(DEGREE, Mark(value="znaczny")) == 0
    assert scoring.points_of(DEGREE, Mark(value="znaczny", proof_seen=True)) == 5


def test_priority_gives_no_points_and_is_told_apart():
    total = scoring.total([FIRST, ALONE], {"pierwszenstwo": Mark(value="yes")})

    assert (total.points, total.has_priority, total.is_whole) == (0, True, False)


MARKS = st.fixed_dictionaries(
    {
        "czas": st.integers(0, 60).map(lambda months: Mark(value=str(months))),
        "samotnie": st.sampled_from(["yes", "no"]).map(lambda value: Mark(value=value)),
        "stopien": st.builds(
            Mark,
            value=st.sampled_from(["umiarkowany", "znaczny", "no"]),
            proof_seen=st.booleans(),
        ),
        "przeslanki": st.integers(0, 9).map(lambda count: Mark(value=str(count))),
        "pierwszenstwo": st.sampled_from(["yes", "no"]).map(lambda value: Mark(value=value)),
    }
)


@given(MARKS)
def test_the_sum_is_the_sum_of_its_criteria_in_any_order(marks):
    total = scoring.total(CRITERIA, marks)

    assert total == scoring.total(reversed(CRITERIA), marks)
    assert total.points == sum(scoring.points_of(each, marks[each.code]) for each in CRITERIA)
    assert total.is_whole


@given(MARKS)
def test_seeing_a_proof_never_takes_points_away(marks):
    proven = {code: Mark(value=mark.value, proof_seen=True) for code, mark in marks.items()}

    before, after = scoring.total(CRITERIA, marks), scoring.total(CRITERIA, proven)

    assert after.points >= before.points
    assert after.has_priority >= before.has_priority


@pytest.mark.parametrize(
    ("criterion", "reads", "facts", "answer", "proposed"),
    [
        (ALONE, "", Facts(), "yes", "yes"),
        (ALONE, "woman", Facts(woman=True), "no", "yes"),
        (ALONE, "disability", Facts(disability=False), "", "no"),
        (MONTHS, "months_out_of_work", Facts(months_out_of_work=18), "3", "18"),
        (MONTHS, "months_out_of_work", Facts(), "3", "3"),
        (MONTHS, "", Facts(), "dużo", ""),
        (DEGREE, "", Facts(), "", ""),
    ],
)
def test_a_known_fact_is_proposed_before_what_was_said(criterion, reads, facts, answer, proposed):
    assert scoring.suggested(criterion, reads=reads, facts=facts, answer=answer) == proposed
