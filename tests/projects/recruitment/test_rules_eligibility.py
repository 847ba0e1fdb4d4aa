"""Whether somebody may be accepted: every check, and a sentence for whatever it finds."""

from datetime import date

import pytest

from projects.recruitment.rules import eligibility
from projects.recruitment.rules.eligibility import FAIL, NEEDS, PASS, Applicant, TargetGroup
from projects.recruitment.sentences import SENTENCES, sentence

OPENS, CLOSES = date(2026, 11, 1), date(2026, 11, 30)
ANYBODY = TargetGroup()


def applicant(**facts) -> Applicant:
    usual = {
        "pesel": "85822812347",
        "born_on": date(1885, 2, 28),
        "sex": "F",
        "gmina": "2205023",
        "at_risk": True,
        "applied_on": date(2026, 11, 21),
    }
    return Applicant(**{**usual, **facts})


def found(group: TargetGroup = ANYBODY, **facts) -> dict[str, tuple[str, str]]:
    findings = eligibility.findings(
        applicant(**facts), group=group, opens_on=OPENS, closes_on=CLOSES
    )
    return {each.check: (each.verdict, each.reason) for each in findings}


def test_somebody_with_everything_in_order_passes_every_check():
    verdicts = {verdict for verdict, _reason in found().values()}

    assert verdicts == {PASS}


CASES = [
    ({"pesel": None}, "identity", NEEDS, "no_pesel"),
    ({"pesel": "85822812348"}, "identity", FAIL, "wrong_pesel"),
    ({"sex": "M"}, "identity", FAIL, "disagrees"),
    ({"born_on": date(1990, 1, 1)}, "identity", FAIL, "disagrees"),
    ({"born_on": date(2008, 11, 22)}, "age", NEEDS, "minor"),
    ({"born_on": date(2008, 11, 21)}, "age", PASS, ""),
    ({"applied_on": date(2026, 10, 31)}, "in_time", FAIL, "early"),
    ({"applied_on": date(2026, 11, 30)}, "in_time", PASS, ""),
    ({"applied_on": date(2026, 12, 1)}, "in_time", FAIL, "late"),
    ({"register": "same"}, "register", PASS, ""),
    ({"register": "alike"}, "register", NEEDS, "alike"),
    ({"register": "other"}, "register", NEEDS, "other"),
    ({"takes_part_already": True}, "participation", FAIL, ""),
    ({"voided_on": date(2026, 3, 3)}, "participation", FAIL, "voided"),
    ({"same_pesel": (4,), "same_name": (4,)}, "twins", NEEDS, "pesel"),
    ({"same_name": (4, 7)}, "twins", NEEDS, "name"),
    ({"missing_documents": ("orzeczenie",)}, "documents", NEEDS, ""),
    ({"unproven": ("stopień",)}, "proofs", NEEDS, ""),
    ({"takes_part_beside": True}, "beside", NEEDS, ""),
]


@pytest.mark.parametrize(("facts", "check", "verdict", "reason"), CASES)
def test_each_check_finds_what_it_looks_for(facts, check, verdict, reason):
    assert found(**facts)[check] == (verdict, reason)


ADULTS = TargetGroup(minors_allowed=False)
INSIDERS, OUTSIDERS = TargetGroup(side="INSIDE"), TargetGroup(side="OUTSIDE")
MULTIPLE = TargetGroup(premises_required=2)
CLUB = TargetGroup(reintegration_unit="KIS")
KASHUBIANS = TargetGroup(gminas=frozenset({"2205023"}), must_be_at_risk=True)


@pytest.mark.parametrize(
    ("group", "facts", "check", "verdict", "reason"),
    [
        (KASHUBIANS, {}, "territory", PASS, ""),
        (KASHUBIANS, {"gmina": "2261011"}, "territory", FAIL, ""),
        (KASHUBIANS, {"at_risk": False}, "at_risk", FAIL, ""),
        (KASHUBIANS, {}, "at_risk", PASS, ""),
        (ADULTS, {"born_on": date(2010, 1, 1)}, "age", FAIL, "minor"),
        (ADULTS, {}, "age", PASS, ""),
        (INSIDERS, {"side": "INSIDE"}, "side", PASS, "INSIDE"),
        (INSIDERS, {"side": "OUTSIDE"}, "side", FAIL, "INSIDE"),
        (INSIDERS, {"side": "UNKNOWN"}, "side", NEEDS, "INSIDE"),
        (OUTSIDERS, {"side": "OUTSIDE"}, "side", PASS, "OUTSIDE"),
        (OUTSIDERS, {"side": "INSIDE"}, "side", FAIL, "OUTSIDE"),
        (OUTSIDERS, {"side": "UNKNOWN"}, "side", NEEDS, "OUTSIDE"),
        (CLUB, {}, "benefits", PASS, ""),
        (CLUB, {"barring_benefits": ("emerytura",)}, "benefits", FAIL, ""),
    ],
)
def test_what_the_agreement_demands_is_checked(group, facts, check, verdict, reason):
    assert found(group, **facts)[check] == (verdict, reason)


def test_what_the_agreement_does_not_say_is_not_asked():
    assert not {"territory", "at_risk", "side", "benefits"} & set(found())


def test_one_failed_check_fails_the_candidate_and_a_missing_paper_only_waits():
    late = eligibility.findings(
        applicant(applied_on=date(2026, 12, 1), missing_documents=("formularz",)),
        group=ANYBODY,
        opens_on=OPENS,
        closes_on=CLOSES,
    )

    assert eligibility.verdict(late) == FAIL
    assert eligibility.verdict(each for each in late if each.check != "in_time") == NEEDS
    assert eligibility.verdict([]) == PASS


def test_whatever_can_be_found_has_a_sentence_and_no_sentence_is_idle():
    said = set()
    groups = (ANYBODY, KASHUBIANS, ADULTS, INSIDERS, OUTSIDERS, CLUB, MULTIPLE)
    odd: list[dict] = [{"gmina": "2261011"}, {"at_risk": False}, {"born_on": date(2010, 1, 1)}]
    odd += [{"is_admitted_first": True}, {"premises": frozenset("ab")}]
    odd += [{"premises": frozenset("a"), "are_premises_named": True}]
    odd += [{"side": "INSIDE"}, {"side": "OUTSIDE"}, {"barring_benefits": ("emerytura",)}]
    for group in groups:
        for facts in [*(case[0] for case in CASES), *odd]:
            for each in eligibility.findings(
                applicant(**facts), group=group, opens_on=OPENS, closes_on=CLOSES
            ):
                assert "%(" not in sentence(each)
                said.add((each.check, each.verdict, each.reason))

    assert said == set(SENTENCES)
