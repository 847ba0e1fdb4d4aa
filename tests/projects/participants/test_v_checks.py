"""V01 to V30 as one table: each good neighbour of a bad case is silent, each bad one says why.

Everybody here was born in an era without living people.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from core.civil_days import add_months
from projects.participants import rule_sets, rules
from projects.participants.rules import OnFile, PremiseSeen, Side, SupportGiven, TargetGroupRules
from projects.participants.scopes import basis_of
from projects.participants.sentences import sentence

STARTED, ENDED, TODAY = date(2140, 3, 1), date(2140, 9, 1), date(2140, 12, 1)
PROJECT = {"starts_on": date(2140, 1, 1), "ends_on": date(2141, 12, 31)}
ANNA = rules.Start(
    pesel="10501055560",
    born_on=date(2110, 10, 10),
    sex="F",
    started_on=STARTED,
    labour_status="UNEMPLOYED",
    labour_detail="LONG_TERM",
    long_term_unemployed=True,
    months_out_of_work=13,
    isced=3,
    disability="NO",
    at_risk=True,
    postal_code="83-300",
    gmina="2205023",
    email="anna@example.org",
    phone="+48 100 000 001",
    participant_kind="INDIVIDUAL",
    citizenship="PL",
    foreign_background="NO",
    third_country="NO",
    minority="NO",
    homeless="NO",
    notice_given_on=STARTED,
    declared_on=STARTED,
)
HELPED = PremiseSeen(kind="SOCIAL_ASSISTANCE", evidence="OPS_CERTIFICATE", seen_on=STARTED)
CERTIFICATE = PremiseSeen(
    kind="DISABILITY",
    evidence="DISABILITY_CERTIFICATE",
    seen_on=STARTED,
    valid_from=STARTED - timedelta(days=200),
    valid_to=TODAY + timedelta(days=400),
    proves_disability=True,
)
ADVICE = SupportGiven(kind="doradztwo zawodowe", started_on=STARTED, last_on=STARTED)
FILED = OnFile(premises=(HELPED,), support=(ADVICE,), degurba=3, gmina_name="Kartuzy")
LEFT = rules.Leave(
    ended_on=ENDED,
    completed_path=True,
    exit_situation="TOOK_UP_WORK",
    outcomes=(("EMPLOYMENT", ENDED),),
)
STILL_IN = rules.Leave(ended_on=None, completed_path=None, exit_situation="")
ANYBODY = TargetGroupRules()
KIS = TargetGroupRules(reintegration_unit="KIS")
CONTRACT = (STARTED - timedelta(days=5), STARTED + timedelta(days=300))
IN_KIS = {"benefits": frozenset(), "social_contract": CONTRACT}
BORN_2125 = {"pesel": None, "other_identifier": "AB 1", "born_on": date(2125, 1, 1)}
WORKING = {
    "labour_status": "EMPLOYED",
    "labour_detail": "NGO",
    "long_term_unemployed": False,
    "months_out_of_work": None,
}
IDLE = WORKING | {"labour_status": "INACTIVE", "labour_detail": "NOT_IN_EDUCATION"}
SEEKING = {"exit_situation": "SEEKS_WORK", "outcomes": (("JOB_SEARCH", ENDED),)}
FOREIGNER = {"citizenship": "OUTSIDE_EU", "third_country": "YES", "foreign_background": "YES"}
MINOR = IDLE | BORN_2125


def days(count: int) -> timedelta:
    return timedelta(days=count)


@dataclass(frozen=True)
class Case:
    """What differs from a sound record, and the words that its sentence must contain."""

    check: str
    severity: str = ""
    words: tuple[str, ...] = ()
    start: dict[str, Any] = field(default_factory=dict)
    filed: dict[str, Any] = field(default_factory=dict)
    leave: dict[str, Any] | None = None
    group: TargetGroupRules = ANYBODY
    rule_set: str = "P2021"
    gmina_known: bool = True

    def __str__(self) -> str:
        return f"{self.check} {'bad' if self.severity else 'good'} {self.words[:1]}"


def bad(check: str, severity: str, *words: str, **differs: Any) -> Case:
    return Case(check, severity, words, **differs)


def good(check: str, **differs: Any) -> Case:
    return Case(check, **differs)


CASES = [
    bad("V01", "E", "11 digits", start={"pesel": "1050105556"}),
    bad("V01", "E", "mistyped digit", start={"pesel": "10501055561"}),
    bad("V01", "E", "does not exist", start={"pesel": "85823012340"}),
    good("V01", start={"pesel": "10501055560"}),
    bad("V02", "E", "another sex (Woman)", start={"sex": "M"}),
    good("V02", start={"sex": "F"}),
    bad("V03", "E", "differs from the one in the PESEL", start={"born_on": date(2110, 10, 11)}),
    bad("V03", "E", "later than the start", start=IDLE | BORN_2125 | {"born_on": ENDED}),
    good("V03", start={"born_on": date(2110, 10, 10)}),
    bad("V04", "W", "neither a PESEL", start={"pesel": None} | FOREIGNER),
    bad("V04", "W", "Polish citizen", start={"pesel": None, "other_identifier": "AB 1"}),
    good("V04", start={"pesel": None, "other_identifier": "AB 1"} | FOREIGNER),
    bad("V05", "E", "In a non-gov", "Unemployed person", start={"labour_detail": "NGO"}),
    bad("V05", "E", "“Other”", "says otherwise", start={"labour_detail": "OTHER"}),
    good("V05", start=WORKING),
    bad("V06", "E", "Only an unemployed", start=IDLE | {"long_term_unemployed": True}),
    bad("V06", "E", "12 months", "age of 29", "12 months", start={"months_out_of_work": 12}),
    bad("V06", "E", "more than 12 months", start={"months_out_of_work": None}),
    good("V06", start={"months_out_of_work": 13}),
    bad(
        "V07", "E", "under 15", "14", start=WORKING | BORN_2125 | {"born_on": STARTED - days(5400)}
    ),
    bad("V07", "W", "aged 15", start=WORKING | BORN_2125),
    good("V07", start=IDLE | BORN_2125),
    bad("V08", "E", "31 Dec 2139", "1 Jan 2140", start={"started_on": date(2139, 12, 31)}),
    good("V08", start={"started_on": date(2140, 1, 1)}, filed={"support": None}),
    bad(
        "V09",
        "E",
        "1 Mar 2140",
        "3 Mar",
        filed={"support": (replace(ADVICE, started_on=STARTED + days(2)),)},
    ),
    good("V09", filed={"support": (ADVICE,)}),
    good("V09", filed={"support": None}),
    bad(
        "V10",
        "E",
        "doradztwo zawodowe",
        "2 Sep 2140",
        filed={"support": (ADVICE, replace(ADVICE, started_on=ENDED + days(1), last_on=ENDED))},
        leave={},
    ),
    bad("V10", "E", "entered 2 times", filed={"support": (ADVICE, ADVICE)}),
    good("V10", filed={"support": (ADVICE, replace(ADVICE, started_on=ENDED))}, leave={}),
    bad(
        "V11",
        "E",
        "29 Feb 2140",
        "1 Mar 2140",
        leave={"ended_on": STARTED - days(1), "outcomes": ()},
        filed={"support": None},
    ),
    bad(
        "V11",
        "E",
        "5 Sep 2140",
        filed={"support": (replace(ADVICE, last_on=ENDED + days(4)),)},
        leave={},
    ),
    good("V11", filed={"support": (replace(ADVICE, last_on=ENDED),)}, leave={}),
    bad("V12", "E", "Fill in both", leave={"exit_situation": "", "outcomes": ()}),
    bad("V12", "E", "Fill in both", leave={"completed_path": None}),
    bad(
        "V12",
        "E",
        "day of leaving is missing",
        leave={"ended_on": None, "completed_path": None, "outcomes": ()},
    ),
    good("V12", leave={}),
    bad(
        "V13",
        "E",
        "31 Aug 2140",
        "Works after",
        leave={"outcomes": (("EMPLOYMENT", ENDED - days(1)),)},
    ),
    bad(
        "V13",
        "E",
        "30 Sep 2140",
        "28 days",
        "29 Sep",
        leave={"outcomes": (("EMPLOYMENT", ENDED + days(29)),)},
    ),
    good("V13", leave={"outcomes": (("EMPLOYMENT", ENDED + days(28)),)}),
    good("V13", leave={"outcomes": (("QUALIFICATION", STARTED),)}),
    good("V13", leave={"outcomes": (("LASTING_WORK", add_months(ENDED, 3)),)}),
    bad(
        "V13",
        "E",
        "3 months",
        leave={"outcomes": (("LASTING_WORK", add_months(ENDED, 3) + days(1)),)},
    ),
    bad("V14", "E", "had a job", start=WORKING, leave={}),
    good("V14", start=WORKING, leave={"exit_situation": "CONTINUES_WORK", "outcomes": ()}),
    bad("V15", "W", "only for people who were inactive", leave=SEEKING),
    good("V15", start=IDLE, leave=SEEKING),
    bad(
        "V16", "E", "is of the European Union", start={"citizenship": "EU", "third_country": "YES"}
    ),
    bad("V16", "E", "outside the European Union", start=FOREIGNER | {"third_country": "NO"}),
    bad("V16", "W", "is a foreigner", start=FOREIGNER | {"foreign_background": "NO"}),
    good("V16", start=FOREIGNER),
    bad("V17", "E", "A Polish citizen", start={"third_country": "YES"}),
    good("V17", start={"third_country": "NO"}),
    bad("V18", "E", "83300", "83-300", start={"postal_code": "83300"}),
    bad("V18", "E", "2205023", gmina_known=False),
    bad("V18", "W", "Kartuzy", "DEGURBA", filed={"degurba": None}),
    good("V18", filed={"degurba": 2}),
    bad(
        "V19",
        "Q",
        "Kartuzy",
        "intent to stay",
        group=TargetGroupRules(gminas=frozenset({"2205032"})),
    ),
    good("V19", group=TargetGroupRules(gminas=frozenset({"2205023"}))),
    bad(
        "V20",
        "E",
        "outside the revitalised",
        "does not tell",
        group=TargetGroupRules(revitalisation_side="OUTSIDE"),
    ),
    bad(
        "V20",
        "E",
        "other side",
        filed={"side": Side.INSIDE},
        group=TargetGroupRules(revitalisation_side="OUTSIDE"),
    ),
    good(
        "V20", filed={"side": Side.OUTSIDE}, group=TargetGroupRules(revitalisation_side="OUTSIDE")
    ),
    good("V20", filed={"side": Side.INSIDE}),
    bad("V21", "E", "1 Mar 2140", "asks for is 1", filed={"premises": ()}),
    bad("V21", "E", "1 of the 2", group=TargetGroupRules(premises_required=2)),
    bad(
        "V21",
        "E",
        "1 of the 2",
        filed={"premises": (HELPED, replace(HELPED, evidence="DECISION"))},
        group=TargetGroupRules(premises_required=2),
    ),
    good(
        "V21",
        filed={"premises": (HELPED, CERTIFICATE)},
        group=TargetGroupRules(premises_required=2),
    ),
    bad("V21", "E", "asks for is 1", start={"at_risk": False}, filed={"premises": ()}),
    bad(
        "V21",
        "E",
        "1 of the 2",
        start={"at_risk": False},
        group=TargetGroupRules(premises_required=2),
    ),
    bad("V22", "E", "no evidence of it", start={"disability": "YES"}),
    bad(
        "V22",
        "E",
        "does not cover",
        "1 Mar 2140",
        start={"disability": "YES"},
        filed={"premises": (HELPED, replace(CERTIFICATE, valid_from=STARTED + days(1)))},
    ),
    good("V22", start={"disability": "YES"}, filed={"premises": (CERTIFICATE,)}),
    bad(
        "V23",
        "E",
        "refused to answer",
        start={"in_disability_quota": True, "disability": "REFUSED"},
    ),
    bad("V23", "E", "has none", start={"in_disability_quota": True}),
    good(
        "V23",
        start={"in_disability_quota": True, "disability": "YES"},
        filed={"premises": (CERTIFICATE,)},
    ),
    good("V23", start={"disability": "REFUSED"}),
    bad("V24", "E", "Nobody asked", filed={"social_contract": CONTRACT}, group=KIS),
    bad(
        "V24",
        "E",
        "unemployment benefit",
        "KIS",
        filed=IN_KIS | {"benefits": frozenset({"UNEMPLOYMENT_BENEFIT"})},
        group=KIS,
    ),
    bad(
        "V24",
        "E",
        "disability pension",
        "CIS",
        filed={"benefits": frozenset({"DISABILITY_PENSION"})},
        group=TargetGroupRules(reintegration_unit="CIS"),
    ),
    good("V24", filed=IN_KIS | {"benefits": frozenset({"DISABILITY_PENSION"})}, group=KIS),
    good("V24", filed={"benefits": frozenset({"RETIREMENT_PENSION"})}),
    bad("V25", "E", "no signed social contract", filed={"benefits": frozenset()}, group=KIS),
    bad(
        "V25",
        "E",
        "2 Mar 2140",
        filed=IN_KIS | {"social_contract": (STARTED + days(1), None)},
        group=KIS,
    ),
    good("V25", filed=IN_KIS, group=KIS),
    bad("V26", "E", "Citizenship", "POLISH", start={"citizenship": "POLISH"}),
    bad("V26", "E", "Homeless", "REFUSED", start={"homeless": "REFUSED"}),
    bad("V26", "E", "ł", start={"email": "łucja@example.org"}),
    bad(
        "V26",
        "E",
        "Situation",
        "NOT_APPLICABLE",
        leave={"exit_situation": "NOT_APPLICABLE", "outcomes": ()},
    ),
    good("V26", start={"minority": "REFUSED"}),
    bad("V27", "E", "another entry", "2 Feb 2140", filed={"twin_since": date(2140, 2, 2)}),
    good("V27", filed={"twin_since": None}),
    bad("V28", "E", "The sex is missing", start={"sex": ""}),
    bad("V28", "E", "date of birth is missing", start={"born_on": None}),
    bad("V28", "E", "education is missing", start={"isced": None}),
    bad("V28", "E", "status is missing", start=IDLE | {"labour_status": "", "labour_detail": ""}),
    good("V28", start={"isced": 0}),
    bad(
        "V29",
        "Q",
        "15 years old",
        "Check the call",
        start=MINOR,
        filed={"guardian_consented": True},
    ),
    bad(
        "V29",
        "Q",
        "15 years old",
        "consent",
        start=MINOR,
        group=TargetGroupRules(minors_allowed=True),
    ),
    good(
        "V29",
        start=MINOR,
        filed={"guardian_consented": True},
        group=TargetGroupRules(minors_allowed=True),
    ),
    bad("V30", "Q", "earlier than planned", leave={"completed_path": False}),
    good("V30", leave={"completed_path": False, "exit_situation": "OTHER", "outcomes": ()}),
]


def _last_support(case: Case) -> date | None:
    return max((one.last_on for one in replace(FILED, **case.filed).support or ()), default=None)


def problems(case: Case) -> list[rules.Problem]:
    start = replace(ANNA, **case.start)
    rule_set = rule_sets.rule_set(case.rule_set)
    leave = STILL_IN if case.leave is None else replace(LEFT, **case.leave)
    return [
        *rules.problems_at_start(
            start,
            project_starts_on=PROJECT["starts_on"],
            project_ends_on=PROJECT["ends_on"],
            gmina_known=case.gmina_known,
            today=TODAY,
            rule_set=rule_set,
        ),
        *rules.problems_on_file(
            start,
            replace(FILED, **case.filed),
            ended_on=leave.ended_on,
            project_ends_on=PROJECT["ends_on"],
            group=case.group,
            today=TODAY,
            rule_set=rule_set,
        ),
        *rules.problems_at_leave(
            start,
            leave,
            today=TODAY,
            rule_set=rule_set,
            last_support_on=_last_support(case),
        ),
    ]


@pytest.mark.parametrize("case", [case for case in CASES if case.severity], ids=str)
def test_a_bad_value_is_found_and_told_with_its_value_and_cure(case):
    found = [one for one in problems(case) if one.check == case.check]

    with translation.override("en"):
        said = [(one.severity, sentence(one)) for one in found]
    assert [severity for severity, _words in said] == [case.severity]
    assert all(words in said[0][1] for words in case.words), said


@pytest.mark.parametrize("case", [case for case in CASES if not case.severity], ids=str)
def test_the_good_neighbour_of_a_bad_value_is_left_alone(case):
    assert [one for one in problems(case) if one.check == case.check] == []


def test_the_table_has_every_check_of_the_field_good_and_bad():
    numbers = [f"V{number:02}" for number in range(1, 31)]

    assert sorted({case.check for case in CASES if case.severity}) == numbers
    assert sorted({case.check for case in CASES if not case.severity}) == numbers


def test_a_sound_record_fails_nothing():
    assert problems(Case("", leave={})) == []


@pytest.mark.parametrize("check", sorted({case.check for case in CASES}))
def test_every_check_says_on_which_text_it_stands(check):
    basis = basis_of(check)

    assert basis.pl
    assert basis.en
    assert basis.pl != basis.en


def test_what_the_national_file_requires_and_nobody_entered_is_missing():
    start = {"citizenship": "", "minority": "", "participant_kind": "INSTITUTION"}

    missing = [one.field for one in problems(Case("L05", start=start)) if one.check == "L05"]

    assert sorted(missing) == ["citizenship", "institution_name", "minority"]


def test_the_older_period_asks_who_is_registered_and_joins_two_questions():
    start = {"citizenship": "", "third_country": "", "foreign_background": "", "disadvantage": "NO"}
    unsaid = Case("L05", start=start, rule_set="P2014")
    said = Case("L05", start=start | {"labour_register": "REGISTERED"}, rule_set="P2014")

    assert [one.field for one in problems(unsaid)] == ["labour_status"]
    assert problems(said) == []


@pytest.mark.parametrize(
    ("valid_to", "reason"),
    [
        (TODAY - days(1), "over"),
        (TODAY, "soon"),
        (TODAY + days(30), "soon"),
        (TODAY + days(31), None),
        (None, None),
    ],
)
def test_evidence_that_ends_is_asked_for_again_in_time(valid_to, reason):
    old = replace(HELPED, valid_to=STARTED + days(10))
    filed = {"premises": (old, replace(HELPED, valid_from=STARTED + days(5), valid_to=valid_to))}

    told = [one.facts["reason"] for one in problems(Case("L08", filed=filed)) if one.check == "L08"]

    assert told == ([reason] if reason else [])


def test_nobody_is_asked_for_newer_evidence_after_leaving():
    filed = {"premises": (replace(HELPED, valid_to=STARTED + days(10)),)}

    assert problems(Case("L08", filed=filed, leave={})) == []


def test_the_same_support_in_a_complementary_project_is_told_with_both_names_and_a_cure():
    same = rules.SameSupport(project="KIS II", kinds=("doradztwo zawodowe", "warsztaty"))

    (found,) = problems(Case("L09", filed={"same_support": (same,)}, leave={}))

    with translation.override("en"):
        words = sentence(found)
    assert (found.check, found.severity) == ("L09", "W")
    assert "KIS II" in words
    assert "doradztwo zawodowe, warsztaty" in words
    assert words.endswith("keep this support in one of them.")
    assert basis_of("L09").pl


def test_the_notice_comes_before_the_data():
    late = Case("L06", start={"notice_given_on": STARTED + days(1)})
    never = Case("L06", start={"notice_given_on": None})

    assert [(one.check, one.severity) for one in problems(late)] == [("L06", "W")]
    assert [(one.check, one.severity) for one in problems(never)] == [("L06", "E")]
