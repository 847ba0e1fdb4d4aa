"""What the agreement says of the target group, as it decides about candidates."""

from datetime import date

import pytest

from projects.agreements.models import TargetGroup
from projects.recruitment import operations, parts, queries
from projects.recruitment.models import Recruitment
from projects.recruitment.operations import NotEligible
from projects.recruitment.rules.eligibility import FAIL, NEEDS, PASS
from tests import make
from tests.make import agreements
from tests.make import recruitment as made


def verdicts(candidate) -> dict[str, str]:
    return {each.check: each.verdict for each in queries.findings_now(candidate)}


def of_group(inside_alfa, **facts):
    """A round of a project whose agreement says this of its target group."""
    project = make.project(by=inside_alfa)
    agreements.target_group(of=project, by=inside_alfa, **facts)
    # Read anew: the project at hand remembers the group it was entered with.
    return Recruitment.objects.get(pk=made.recruitment(by=inside_alfa, of=project).pk)


@pytest.mark.parametrize(("gmina", "verdict"), [("2205023", PASS), ("2205083", FAIL)])
def test_a_candidate_lives_in_a_gmina_of_the_project(inside_alfa, gmina, verdict):
    recruitment = of_group(inside_alfa, gminas=("2205023",))

    candidate = made.candidate(recruitment, gmina=gmina, by=inside_alfa)

    assert verdicts(candidate)["territory"] == verdict


@pytest.mark.parametrize(
    ("side", "street", "building", "verdict"),
    [
        ("INSIDE", "Dworcowa", "3", PASS),
        ("INSIDE", "Dworcowa", "4", FAIL),
        ("OUTSIDE", "Dworcowa", "3", FAIL),
        ("OUTSIDE", "Gdańska", "8", PASS),
        ("INSIDE", "Dworcowa", "", NEEDS),
    ],
)
def test_the_side_of_the_revitalised_area_is_read_from_the_street_and_the_number(
    inside_alfa, side, street, building, verdict
):
    area = agreements.area(by=inside_alfa)
    recruitment = of_group(inside_alfa, revitalisation_side=side, revitalisation_area_id=area.pk)

    candidate = made.candidate(recruitment, street=street, building=building, by=inside_alfa)

    assert verdicts(candidate)["side"] == verdict


@pytest.mark.parametrize(("allowed", "verdict"), [(True, NEEDS), (False, FAIL)])
def test_somebody_under_18_waits_for_a_guardian_or_is_refused(inside_alfa, allowed, verdict):
    recruitment = of_group(inside_alfa, minors_allowed=allowed)

    candidate = made.candidate(recruitment, born_on=date(2010, 3, 3), by=inside_alfa)

    assert verdicts(candidate)["age"] == verdict


def test_whoever_takes_part_in_the_complementary_project_is_pointed_out(inside_alfa):
    other = make.participation(by=inside_alfa).project
    recruitment = of_group(inside_alfa, complementary_project_id=other.pk)

    candidate = made.candidate(recruitment, pesel=make.PESEL_OF_A_WOMAN, by=inside_alfa)

    assert verdicts(candidate)["beside"] == NEEDS
    assert verdicts(candidate)["participation"] == PASS


def test_the_complementary_project_works_the_other_way_round_too(inside_alfa):
    recruitment = of_group(inside_alfa)
    other = make.participation(by=inside_alfa).project
    agreements.target_group(
        of=other, complementary_project_id=recruitment.project_id, by=inside_alfa
    )

    candidate = made.candidate(recruitment, pesel=make.PESEL_OF_A_WOMAN, by=inside_alfa)

    assert verdicts(candidate)["beside"] == NEEDS


def test_a_retirement_pension_bars_from_a_club(inside_alfa):
    recruitment = of_group(inside_alfa, reintegration_unit="KIS")
    benefits = {"none": (), "pension": ("RETIREMENT_PENSION",)}

    found = {
        name: verdicts(made.candidate(recruitment, serial, benefits=codes, by=inside_alfa))
        for serial, (name, codes) in enumerate(benefits.items())
    }

    assert found["none"]["benefits"] == PASS
    assert found["pension"]["benefits"] == FAIL


def test_nobody_from_outside_the_target_group_is_accepted(inside_alfa):
    recruitment = of_group(inside_alfa, gminas=("2205083",))
    made.grid(recruitment, by=inside_alfa)
    candidate = made.scored(made.candidate(recruitment, by=inside_alfa), by=inside_alfa)

    with pytest.raises(NotEligible):
        made.decided(candidate, by=inside_alfa)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, NEEDS),
        ({"premises": ("SOCIAL_ASSISTANCE",)}, FAIL),
        ({"premises": ("SOCIAL_ASSISTANCE",), "disability": "YES"}, PASS),
        ({"premises": ("SOCIAL_ASSISTANCE", "FOOD_AID")}, PASS),
        ({"premises": ("DISABILITY",), "disability": "YES"}, FAIL),
    ],
)
def test_multiple_exclusion_is_asked_by_what_the_candidate_names(inside_alfa, facts, verdict):
    recruitment = of_group(inside_alfa, premises_required_count=2)

    candidate = made.candidate(recruitment, by=inside_alfa, **facts)

    assert verdicts(candidate)["premises"] == verdict


def test_one_premise_is_what_being_at_risk_says_already(inside_alfa):
    recruitment = of_group(inside_alfa, premises_required_count=1)

    assert "premises" not in verdicts(made.candidate(recruitment, by=inside_alfa))


def in_order(inside_alfa, recruitment, answers) -> list[int]:
    """The ranking of candidates, the second of whom names food aid; they answer so."""
    for serial, answer in enumerate(answers):
        premises = ("FOOD_AID",) if serial == 1 else ()
        facts = {"premises": premises, "applied_at": made.minutes_later(serial)}
        candidate = made.candidate(recruitment, serial, by=inside_alfa, **facts)
        made.scored(candidate, mieszka_samotnie=answer, by=inside_alfa)
    return [each.number for each in queries.ranked(recruitment)]


@pytest.mark.parametrize(
    ("food_aid", "order"),
    [
        ({"food_aid": "PRIORITY"}, [2, 1, 3]),
        ({"food_aid": "SHARE", "food_aid_percent": 100}, [1, 3, 2]),
        ({}, [1, 3, 2]),
    ],
)
def test_users_of_food_aid_stand_first_only_where_the_agreement_says_so(
    inside_alfa, food_aid, order
):
    recruitment = of_group(inside_alfa, **food_aid)
    made.grid(recruitment, by=inside_alfa)

    assert in_order(inside_alfa, recruitment, ["yes", "no", "yes"]) == order


def test_the_reason_of_priority_is_among_the_checks_and_the_office_reads_it_on_the_list(
    inside_alfa,
):
    recruitment = of_group(inside_alfa, food_aid="PRIORITY")
    made.grid(recruitment, by=inside_alfa)
    in_order(inside_alfa, recruitment, ["yes", "no"])
    candidates = list(queries.ranked(recruitment))

    [office] = parts.ranking_tables(candidates, with_names=True)
    [published] = parts.ranking_tables(candidates, with_names=False)

    assert verdicts(candidates[0])["food_aid"] == PASS
    assert [office.rows[0][3].tag_title != "", published.rows[0][2].tag_title != ""] == [
        True,
        False,
    ]


def test_an_agreement_that_changed_is_heard_when_places_are_divided(inside_alfa):
    recruitment = of_group(inside_alfa)
    made.grid(recruitment, by=inside_alfa)
    in_order(inside_alfa, recruitment, ["yes", "no", "yes"])
    TargetGroup.objects.filter(project=recruitment.project).update(food_aid="PRIORITY")

    facts = {"version": recruitment.version, "on": make.TODAY, "by": inside_alfa}
    operations.divide_places(recruitment=recruitment, **facts)

    assert recruitment.candidates.get(number=2).standing == "accepted"


def test_whoever_corrects_the_application_corrects_its_priority(inside_alfa):
    recruitment = of_group(inside_alfa, food_aid="PRIORITY")
    candidate = made.candidate(recruitment, by=inside_alfa)

    corrected = operations.correct_candidate(
        candidate=candidate,
        application=made.application(premises=("FOOD_AID",)),
        version=1,
        at=made.NOW,
        by=inside_alfa,
    )

    assert (candidate.has_priority, corrected.has_priority) == (False, True)
