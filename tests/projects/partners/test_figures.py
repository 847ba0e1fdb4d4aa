"""A program reads its projects, their papers, targets, figures and terms: its own and no others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import tenancy
from core.days import today as the_day
from indicators.facts.tasks import publish_tenant
from projects.documents import operations as papers
from projects.partners.actions import Action
from tests.make import documents, partners, targets
from tests.make import support as making


@pytest.fixture
def other(alfa, coordinator):
    return partners.workshop(alfa, coordinator, name="Fundacja Inna")


def test_its_projects_are_told_without_their_money(program, workshop, other):
    (told,) = program.get("/projects/").json()["items"]

    assert told["id"] == str(workshop.project.pk)
    assert not [name for name in told if "amount" in name]
    assert program.get(f"/projects/{other.project.pk}/").status_code == 404


def test_targets_are_those_of_its_projects(program, workshop, other, alfa):
    with tenancy.inside(alfa):
        for one in (workshop, other):
            targets.targets(of=one.project, by=one.anna)

    items = program.get("/targets/").json()["items"]

    assert {one["project"] for one in items} == {str(workshop.project.pk)}
    assert items[0] == {
        "project": str(workshop.project.pk),
        "indicator": "PEOPLE_AT_RISK",
        "subset": "",
        "period": None,
        "total": 220,
        "women": 150,
        "men": 70,
    }


def test_figures_are_those_of_its_projects_as_the_unit_sees_them(program, workshop, other, alfa):
    with tenancy.inside(alfa):
        for one in (workshop, other):
            making.mark(one.session, one.people[0], by=one.anna)
    publish_tenant(alfa)

    items = program.get("/indicator-values/").json()["items"]

    (people,) = [one for one in items if one["indicator"] == "PEOPLE_AT_RISK"]
    assert people["project"] == str(workshop.project.pk)
    assert people["participations"]["total"] == people["people"]["total"] == 1
    assert people["people"]["women"] + people["people"]["men"] == 1


def test_every_value_has_an_indicator_that_is_explained(program):
    known = {one["code"] for one in program.get("/indicators/").json()["items"]}

    assert "PEOPLE_AT_RISK" in known


def test_a_sheet_that_waits_is_a_deadline_until_it_is_filled_in(program, workshop, other, alfa):
    today = the_day()
    with tenancy.inside(alfa):
        held = making.session(workshop.group, by=workshop.anna, held_on=today)
    waiting = program.get("/deadlines/").json()["items"]
    assert str(held.pk) in {one["session"] for one in waiting}
    assert str(other.session.pk) not in {one["session"] for one in waiting}

    with tenancy.inside(alfa):
        making.mark(held, workshop.people[0], by=workshop.anna, on=today)

    assert str(held.pk) not in {
        one["session"] for one in program.get("/deadlines/").json()["items"]
    }


@pytest.fixture
def contract(workshop, alfa):
    with tenancy.inside(alfa):
        return documents.paper(by=workshop.anna, about=workshop.people[0])


def test_a_paper_of_its_own_person_is_told_and_never_its_content(program, workshop, contract):
    (told,) = program.get("/documents/").json()["items"]

    assert told["id"] == str(contract.pk)
    assert told["participants"] == [str(workshop.people[0].pk)]
    assert told["state"] == "valid"
    assert not {"title", "content"} & set(told)


def test_papers_of_other_partners_people_are_not_there(program, other, alfa, contract):
    with tenancy.inside(alfa):
        foreign = documents.paper(by=other.anna, about=other.people[0])

    assert program.get(f"/documents/{foreign.pk}/").status_code == 404
    assert len(program.get("/documents/").json()["items"]) == 1


def test_a_paper_that_was_made_void_is_told_as_changed(program, workshop, contract, alfa):
    since = timezone.now()
    with tenancy.inside(alfa):
        papers.void(paper=contract, reason="pomyłka", by=workshop.anna)

    asked = f"/documents/?updated_since={(since - timedelta(0)).strftime('%Y-%m-%dT%H:%M:%SZ')}"
    (told,) = program.get(asked).json()["items"]

    assert told["state"] == "void"


@pytest.mark.parametrize(
    "address", ["/indicators/", "/indicator-values/", "/targets/", "/deadlines/", "/documents/"]
)
def test_without_the_right_none_of_it_is_told(workshop, address):
    _token, key = partners.token(workshop, actions=(Action.READ_PROJECTS,))

    assert partners.Program(workshop.tenant, key).get(address).status_code == 403
