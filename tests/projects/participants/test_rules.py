"""The checks at start and at exit; everybody here was born in an era without living people."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.participants import rule_sets, rules

STARTED = date(2140, 3, 1)
ENDED = date(2140, 9, 1)
TODAY = date(2141, 3, 1)
P2014 = rule_sets.rule_set("P2014")
P2021 = rule_sets.rule_set("P2021")
ANNA = rules.Start(
    pesel="10501055560",
    born_on=date(2110, 10, 10),
    sex="F",
    started_on=STARTED,
    labour_status="UNEMPLOYED",
    long_term_unemployed=True,
    months_out_of_work=13,
    isced=3,
    disability="NO",
    at_risk=True,
    postal_code="83-300",
    gmina="2205023",
    email="anna@example.org",
    phone="+48 100 000 001",
    other_identifier="AB 100001",
)
LEFT = rules.Leave(
    ended_on=ENDED,
    completed_path=True,
    exit_situation="TOOK_UP_WORK",
    outcomes=(("EMPLOYMENT", ENDED + timedelta(days=28)), ("QUALIFICATION", STARTED)),
)
STILL_IN = rules.Leave(ended_on=None, completed_path=None, exit_situation="")
BORN_2129 = {"pesel": None, "born_on": date(2129, 1, 1), "long_term_unemployed": False}
BORN_2125 = {"pesel": None, "born_on": date(2125, 1, 1), "long_term_unemployed": False}


def at_start(start, *, rule_set=P2021, **changes):
    project = {
        "project_starts_on": date(2140, 1, 1),
        "project_ends_on": date(2141, 12, 31),
        "gmina_known": True,
        "today": TODAY,
    }
    problems = rules.problems_at_start(start, rule_set=rule_set, **(project | changes))
    return [(problem.check, problem.field, problem.severity) for problem in problems]


def at_leave(start, leave):
    problems = rules.problems_at_leave(start, leave, today=TODAY, rule_set=P2021)
    return [(problem.check, problem.field, problem.severity) for problem in problems]


@pytest.mark.parametrize("rule_set", [P2014, P2021])
def test_a_sound_start_has_no_problem(rule_set):
    assert at_start(ANNA, rule_set=rule_set) == []


@pytest.mark.parametrize("leave", [LEFT, STILL_IN])
def test_a_sound_exit_has_no_problem(leave):
    assert at_leave(ANNA, leave) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"pesel": "1050105556"}, ("V01", "pesel", "E")),
        ({"pesel": "10501055561"}, ("V01", "pesel", "E")),
        ({"pesel": "85823012340"}, ("V01", "pesel", "E")),
        ({"sex": "M"}, ("V02", "sex", "E")),
        ({"born_on": date(2110, 10, 11)}, ("V03", "born_on", "E")),
        ({"pesel": None, "born_on": date(2140, 3, 2)}, ("V03", "born_on", "E")),
        ({"labour_status": "INACTIVE"}, ("V06", "long_term_unemployed", "E")),
        ({"months_out_of_work": 12}, ("V06", "long_term_unemployed", "E")),
        ({"months_out_of_work": None}, ("V06", "long_term_unemployed", "E")),
        (BORN_2129, ("V07", "labour_status", "E")),
        (BORN_2125 | {"labour_status": "EMPLOYED"}, ("V07", "labour_status", "W")),
        ({"started_on": date(2139, 12, 31)}, ("V08", "started_on", "E")),
        ({"started_on": TODAY + timedelta(days=1)}, ("L01", "started_on", "E")),
        ({"postal_code": "83300"}, ("V18", "postal_code", "E")),
        ({"postal_code": ""}, ("V18", "postal_code", "E")),
        ({"email": "łucja@example.org"}, ("V26", "email", "E")),
        ({"sex": ""}, ("V28", "sex", "E")),
        ({"born_on": None}, ("V28", "born_on", "E")),
        ({"labour_status": "", "long_term_unemployed": False}, ("V28", "labour_status", "E")),
        ({"isced": None}, ("V28", "isced", "E")),
        ({"isced": 9}, ("V28", "isced", "E")),
        ({"email": ""}, ("L02", "email", "W")),
        ({"phone": ""}, ("L03", "phone", "W")),
        ({"pesel": None, "born_on": date(2000, 1, 1)}, ("L04", "born_on", "Q")),
    ],
)
def test_one_wrong_value_at_the_start_gives_one_problem(changes, problem):
    assert at_start(replace(ANNA, **changes)) == [problem]


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        (replace(ANNA, **BORN_2125), []),
        (replace(ANNA, **BORN_2125, disability="REFUSED"), []),
        (replace(ANNA, **BORN_2129 | {"labour_status": "INACTIVE"}), []),
        (replace(ANNA, pesel=None), []),
        (replace(ANNA, started_on=date(2140, 1, 1)), []),
    ],
)
def test_a_value_on_the_right_side_of_the_edge_is_no_problem(start, problem):
    assert at_start(start) == problem


def test_an_unknown_gmina_is_a_problem():
    assert at_start(ANNA, gmina_known=False) == [("V18", "gmina", "E")]


def test_the_last_day_of_the_project_is_still_inside():
    assert at_start(replace(ANNA, started_on=date(2140, 9, 9)), project_ends_on=STARTED) == [
        ("V08", "started_on", "E")
    ]
    assert at_start(ANNA, project_ends_on=STARTED) == []


def test_seven_months_are_long_for_the_young_of_2014_and_short_for_those_of_2021():
    young = replace(
        ANNA, pesel="99723199984", born_on=date(2299, 12, 31), started_on=date(2320, 3, 1)
    )
    years = {"project_starts_on": date(2320, 1, 1), "project_ends_on": date(2320, 12, 31)}
    years["today"] = date(2321, 1, 1)

    for months, accepted_by in [(7, [P2014]), (6, []), (13, [P2014, P2021])]:
        start = replace(young, months_out_of_work=months)
        accepting = [each for each in (P2014, P2021) if not at_start(start, rule_set=each, **years)]
        assert accepting == accepted_by


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"ended_on": STARTED - timedelta(days=1), "outcomes": ()},
            ("V11", "ended_on", "E"),
        ),
        ({"ended_on": TODAY + timedelta(days=1), "outcomes": ()}, ("L01", "ended_on", "E")),
        ({"exit_situation": ""}, ("V12", "exit_situation", "E")),
        ({"completed_path": None}, ("V12", "completed_path", "E")),
        ({"outcomes": (("EMPLOYMENT", ENDED - timedelta(days=1)),)}, ("V13", "outcomes", "E")),
        ({"outcomes": (("EMPLOYMENT", ENDED + timedelta(days=29)),)}, ("V13", "outcomes", "E")),
        ({"outcomes": (("EDUCATION", ENDED + timedelta(days=29)),)}, ("V13", "outcomes", "E")),
        ({"outcomes": (("QUALIFICATION", STARTED - timedelta(days=1)),)}, ("V13", "outcomes", "E")),
        ({"outcomes": (("QUALIFICATION", ENDED + timedelta(days=29)),)}, ("V13", "outcomes", "E")),
        ({"outcomes": (("JOB_SEARCH", ENDED),)}, ("V15", "outcomes", "W")),
    ],
)
def test_one_wrong_value_at_the_exit_gives_one_problem(changes, problem):
    assert at_leave(ANNA, replace(LEFT, **changes)) == [problem]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"exit_situation": "OTHER"}, ("V12", "exit_situation", "E")),
        ({"completed_path": False}, ("V12", "completed_path", "E")),
        ({"outcomes": (("EMPLOYMENT", ENDED),)}, ("V13", "outcomes", "E")),
    ],
)
def test_an_exit_without_its_day_is_a_problem(changes, problem):
    assert at_leave(ANNA, replace(STILL_IN, **changes)) == [problem]


def test_a_qualification_may_come_while_the_person_is_still_in():
    assert at_leave(ANNA, replace(STILL_IN, outcomes=(("QUALIFICATION", STARTED),))) == []


def test_an_outcome_of_tomorrow_has_not_been_observed():
    left_yesterday = replace(
        LEFT,
        ended_on=TODAY - timedelta(days=1),
        outcomes=(("EMPLOYMENT", TODAY + timedelta(days=1)),),
    )

    assert at_leave(ANNA, left_yesterday) == [("L01", "outcomes", "E")]


def test_whoever_had_work_cannot_take_it_up():
    employed = replace(ANNA, labour_status="EMPLOYED", long_term_unemployed=False)

    assert at_leave(employed, LEFT) == [("V14", "outcomes", "E")]


def test_looking_for_work_counts_for_the_inactive():
    inactive = replace(ANNA, labour_status="INACTIVE", long_term_unemployed=False)
    seeking = replace(LEFT, exit_situation="SEEKS_WORK", outcomes=(("JOB_SEARCH", ENDED),))

    assert at_leave(inactive, seeking) == []


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2222, 2, 28), 17),
        (date(2222, 3, 1), 18),
        (date(2224, 2, 28), 19),
        (date(2224, 2, 29), 20),
        (date(2204, 2, 29), 0),
        (date(2204, 2, 28), -1),
    ],
)
def test_someone_born_on_the_leap_day_turns_older_on_the_first_of_march(day, age):
    assert rules.age_on(born_on=date(2204, 2, 29), day=day) == age


@given(st.dates(date(1800, 1, 1), date(2290, 1, 1)), st.integers(0, 4_000))
def test_age_never_falls_and_grows_by_at_most_one_a_day(born_on, days):
    day = born_on + timedelta(days=days)
    older = rules.age_on(born_on=born_on, day=day + timedelta(days=1))

    assert older - rules.age_on(born_on=born_on, day=day) in {0, 1}


def test_no_problem_carries_the_personal_number():
    problems = rules.problems_at_start(
        replace(ANNA, pesel="10501055561"),
        project_starts_on=TODAY,
        project_ends_on=TODAY,
        gmina_known=False,
        today=TODAY,
        rule_set=P2021,
    )

    assert "1050105" not in repr(problems)


def test_the_window_closes_four_weeks_after_the_exit():
    assert rules.window_closes_on(ended_on=date(2140, 9, 1), rule_set=P2021) == date(2140, 9, 29)
