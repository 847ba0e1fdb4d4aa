"""The plan keeps what was published to the grosz and says of the rest that it is invented."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from config.demo import plan

SASZ, KIS, KARTUSKI = "wejherowski-sasz-1", "kartuzy-kis-2", "kartuski-aktywizacja-2"
PUBLISHED_RESULTS = {
    "kartuski-aktywizacja-2": 200,
    "wejherowski-sasz-2-etap2": 138,
    "gdynia-pracownia": 784,
    "gdanski-ask-ai": 208,
}
PUBLISHED_TARGETS = {
    "kartuzy-szukam-1": 312,
    "kartuzy-szukam-2": 80,
    "kartuzy-kis-1": 153,
    "kartuzy-cus": 55,
    "wejherowski-sasz-2": 68,
    "wejherowski-sasz-2-etap2": 126,
    "wejherowo-kis-srodmiescie": 295,
    "rumia-kis": 171,
    "rumia-cus": 43,
    "puck-rcp-621": 30,
    "gmina-puck-65": 65,
    "tczew-spoleczna-od-nowa": 120,
    "gdansk-gps-1": 543,
    "gdansk-gps-2": 480,
    "gdansk-sasz-ai-2": 408,
    "gdynia-pracownia": 662,
}


def changed(key, **changes):
    whole = plan.whole()
    projects = tuple(
        replace(each, **changes) if each.key == key else each for each in whole.projects
    )
    return replace(whole, projects=projects)


def test_the_plan_keeps_its_promises():
    plan.check()

    whole = plan.whole()
    assert whole.people_by_projects() == {1: 4_773, 2: 214, 3: 13}
    assert whole.people_with_disabilities() == 1_487
    assert whole.participations() == 5_240


@pytest.mark.parametrize(("key", "people"), PUBLISHED_RESULTS.items())
def test_a_published_result_is_kept(key, people):
    project = plan.project(key)

    assert project.result.supported.total == people
    assert "result_total" not in project.invented


@pytest.mark.parametrize(("key", "people"), PUBLISHED_TARGETS.items())
def test_a_published_target_is_kept(key, people):
    project = plan.project(key)

    assert project.target.supported.total == people
    assert "target_total" not in project.invented


def test_only_four_results_and_one_employment_were_published():
    published = [each for each in plan.projects() if "result_total" not in each.invented]
    employed = [each for each in plan.projects() if "result_employed" not in each.invented]

    assert {each.key for each in published} == set(PUBLISHED_RESULTS)
    assert [(each.key, each.result.employed) for each in employed] == [(KARTUSKI, 81)]


def test_the_second_club_of_kartuzy_has_its_published_targets():
    target = plan.project(KIS).target

    assert (target.supported.total, target.supported.women, target.supported.men) == (220, 150, 70)
    assert (target.disabled.total, target.disabled.women, target.disabled.men) == (110, 70, 40)


def test_the_reference_project_is_published_almost_whole():
    project = plan.project(SASZ)
    target = project.target

    assert (project.starts_on, project.ends_on) == (date(2016, 9, 1), date(2018, 9, 30))
    assert project.total_value == Decimal("3356381.80")
    assert project.eu_funding == Decimal("2852924.53")
    assert project.own_contribution == Decimal("503457.27")
    assert (target.employed, target.qualified, target.job_seeking) == (90, 100, 12)
    assert all(name.startswith("result_") for name in project.invented)


def test_an_impossible_printed_date_is_kept_beside_the_day_that_completes_it():
    project = plan.project("wejherowo-kis-srodmiescie")

    assert project.as_published == {"ends_on": "31.11.2022"}
    assert project.ends_on == date(2022, 11, 30)
    assert "ends_on" in project.invented
    assert "starts_on" not in project.invented


def test_a_printed_year_is_completed_and_said_to_be():
    project = plan.project("kartuski-aktywizacja-1")

    assert project.as_published == {"starts_on": "2017", "ends_on": "2018"}
    assert {"starts_on", "ends_on"} <= project.invented


def test_unpublished_agreement_numbers_stay_empty():
    numbers = [each.agreement_number for each in plan.projects() if each.agreement_number]

    assert numbers == [
        "RPPM.06.01.01-22-0006/17",
        "RPPM.06.02.01-22-0013/17",
        "RPPM.06.01.01-22-002/20",
    ]


def test_pairs_of_money_published_to_the_grosz_are_85_percent_eu():
    exact = [
        each
        for each in plan.projects()
        if not each.invented & {"total_value", "eu_funding"} and each.total_value % 10_000
    ]

    assert len(exact) == 9
    for each in exact:
        assert abs(each.eu_funding - each.total_value * plan.EU_SHARE) <= Decimal("0.01")


def test_thirty_two_projects_are_real_and_three_are_invented_and_running():
    invented = [each for each in plan.projects() if not each.is_real]

    assert len(plan.projects()) == 35
    assert {each.tenant for each in invented} == {"kartuzy", "powiat-kartuski", "gdynia"}
    assert all(each.is_running and each.rule_set == "P2021" for each in invented)
    assert all({"title", "starts_on", "target_total"} <= each.invented for each in invented)
    assert not any(each.is_running for each in plan.projects() if each.is_real)


def test_running_projects_are_in_their_middle_on_the_planned_day():
    running = [each for each in plan.projects() if each.is_running]

    assert {each.starts_on.year for each in running} == {2025, 2026}
    assert {each.ends_on.year for each in running} == {2027, 2028}


def test_fourteen_tenants_lead_projects_and_three_powiaty_lead_none():
    leaders = {each.tenant for each in plan.projects()}
    slugs = {each.slug for each in plan.tenants()}

    assert len(slugs) == 17
    assert slugs - leaders == {"powiat-pucki", "powiat-tczewski", "powiat-nowodworski"}


def test_eight_of_nine_units_have_projects():
    units = {each.unit for each in plan.tenants()}

    assert len(units) == 9
    assert units - {each.unit for each in plan.projects()} == {"2210"}


def test_people_return_in_another_tenant_too():
    tenants = Counter(
        len({plan.project(key).tenant for key in repeat.path}) for repeat in plan.repeats()
    )

    assert tenants[1]
    assert tenants[2]


def test_partners_and_forms_of_support_belong_to_projects_of_the_plan():
    keys = {each.key for each in plan.projects()}

    assert {each.project_key for each in plan.partners()} <= keys
    assert {each.project_key for each in plan.support()} <= keys
    assert {each.area for each in plan.support()} == {
        "społeczny",
        "zdrowotny",
        "zawodowy",
        "edukacyjny",
        "towarzyszące",
    }


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (changed(SASZ, unit="2210"), "no project"),
        (changed(SASZ, tenant="gdansk"), "no tenant gdansk"),
        (changed(SASZ, ends_on=date(2016, 8, 1)), "ends before it starts"),
        (changed(SASZ, gminas=("2261011",)), "outside its unit"),
        (changed(SASZ, left=12), "more results than people who left"),
        (changed(KIS, eu_funding=Decimal("2600000.02")), "not 85%"),
        (changed(KIS, agreement_number="RPPM.06.01.01-22-0006/17"), "twice"),
        (changed("kartuski-aktywizacja-1", ends_on=date(2019, 1, 1)), "printed date"),
        (
            changed(KARTUSKI, result=plan.project("sopot-aktywni-2").result),
            "participations: 5068 instead of 5240",
        ),
        (changed(KARTUSKI, first_support_on=date(2016, 1, 1)), "cannot come before"),
        (replace(plan.whole(), tenants=plan.tenants()[1:]), "tenants: 16 instead of 17"),
        (replace(plan.whole(), repeats=plan.repeats()[1:]), "people: 5051 instead of 5000"),
    ],
)
def test_a_broken_promise_is_named(broken, complaint):
    with pytest.raises(plan.PlanBroken, match=complaint):
        plan.check(broken)
