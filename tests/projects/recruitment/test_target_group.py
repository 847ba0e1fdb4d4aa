"""What the agreement says of the target group, as it decides about candidates."""

from datetime import date

import pytest

from projects.recruitment import queries
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
    return made.recruitment(by=inside_alfa, of=project)


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
