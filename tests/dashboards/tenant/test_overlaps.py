"""The sentence between participations and people: whoever came back, and which projects share them."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.utils import translation

from core import tenancy
from dashboards.tenant import overlaps
from indicators.cells.queries import Overlap, SharedBetween
from indicators.facts.tasks import publish_tenant
from tenants import operations as tenants
from tests import make
from tests.indicators.facts import world
from ui.formats import NARROW_NO_BREAK

KIS, SKIS = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Named:
    pk: UUID
    name: str

    def __str__(self) -> str:
        return self.name


PROJECTS = [Named(KIS, "KIS"), Named(SKIS, "KIS II")]


@pytest.mark.parametrize(
    ("by_times", "said"),
    [
        ({}, []),
        ({1: 7}, []),
        (
            {1: 4773, 2: 214, 3: 13},
            ["5,240 participations, 5,000 people: 214 took part twice, 13 three times."],
        ),
        ({1: 1, 2: 1}, ["3 participations, 2 people: 1 took part twice."]),
        ({5: 1}, ["5 participations, 1 person: 1 took part 5 times."]),
    ],
)
def test_the_sentence_leads_from_participations_to_people(by_times, said):
    with translation.override("en"):
        told = overlaps.sentences(Overlap(by_times, []), PROJECTS)

    assert [sentence.replace(NARROW_NO_BREAK, ",") for sentence in told] == said


def test_projects_that_share_people_are_named_and_others_are_not():
    pairs = [SharedBetween(KIS, SKIS, 12), SharedBetween(KIS, UUID(int=9), 3)]

    with translation.override("en"):
        told = overlaps.sentences(Overlap({1: 5, 2: 15}, pairs), PROJECTS)

    assert told[1:] == ["KIS and KIS II share 12 people."]


def test_the_start_page_says_it_to_whoever_sees_the_whole_unit(alfa, coordinator, client_of):
    with tenancy.inside(alfa):
        first, second = (make.project(by=make.BY, edition_no=n) for n in (1, 2))
        for project in (first, second):
            world.takes_part(world.person(1), project)
        world.takes_part(world.person(2), first)
    publish_tenant(alfa)

    page = client_of(coordinator, alfa).get("/wskazniki/").content.decode()

    assert "3 uczestnictwa, 2 osoby: 1 wzięła udział dwa razy." in page
    assert "mają wspólną 1 osobę" in page


def test_whoever_sees_one_project_is_not_told(alfa, client_of):
    with tenancy.inside(alfa):
        first, second = (make.project(by=make.BY, edition_no=n) for n in (1, 2))
        for project in (first, second):
            world.takes_part(world.person(1), project)
    publish_tenant(alfa)
    ewa = make.account("ewa@example.org", "Ewa Czaja")
    tenants.grant(account=ewa, tenant=alfa, role="viewer", project_id=first.pk, by=make.BY)

    page = client_of(ewa, alfa).get("/wskazniki/").content.decode()

    assert "wzięła udział" not in page
