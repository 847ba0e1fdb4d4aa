"""Rule 17: when the records need not be kept any longer, the people go and every figure stays."""

from collections.abc import Iterator

import pytest

from core import tenancy
from core.days import today
from indicators.facts import numbering, reconciling
from indicators.facts.models import PersonNumber
from projects.participants.models import AnonymousParticipation, Participation, Person
from tests.indicators.population import dropped, entering, figures, page
from tests.indicators.population.entering import Entered
from tests.make import retention

pytestmark = pytest.mark.xdist_group("population")

OVER = {"A14": "alfa", "B14": "beta"}
# Whom nobody keeps then: six of A14, Irena as Beta knew her, and Jan, who was in both.
NOBODYS = 8


@pytest.fixture(scope="module")
def removed(population: Entered) -> Entered:
    """The projects of 2014–2020 have lost their people, one after the other."""
    for name, slug in OVER.items():
        agreeing = retention.another(slug)
        with tenancy.inside(population.units[slug]):
            project = retention.is_over(population.projects[name])
            retention.removed(project, by=population.members[slug], agreed_by=agreeing)
        entering.publish(population)
    return population


@pytest.fixture
def undone(removed: Entered) -> Iterator[Entered]:
    yield removed
    dropped.publish_anew(removed)
    assert figures.differences(removed) == []


def test_before_it_everything_is_as_the_page_says(population):
    assert figures.differences(population) == []


@pytest.mark.parametrize("name", OVER)
def test_the_people_are_gone_and_what_counted_is_there(removed, name):
    counted = {row["no"] for row in page.participations() if row["project"] == name}
    project = removed.projects[name]
    with tenancy.inside(removed.units[OVER[name]]):
        assert not Participation.objects.filter(project=project).exists()
        kept = AnonymousParticipation.objects.filter(project=project)
        assert {removed.number_of(one.pk) for one in kept} == counted - {figures.VOIDED}


def test_whoever_is_in_a_project_that_is_kept_stays(removed):
    """Jan was in both and is in neither register; Paweł is in a later project of Alfa."""
    with tenancy.inside(removed.units["alfa"]):
        names = {str(one) for one in Person.objects.all()}
    assert not names & {"Bielawska Anna", "Itrich Henryk", "Formela Ewa", "Kreft Jan"}
    assert {"Jereczek Irena", "Richert Paweł"} <= names


def test_every_figure_is_what_it_was(removed):
    assert figures.differences(removed) == []
    assert figures.repeats() == {
        (row["of"], int(row["times"])): int(row["people"]) for row in page.table("Who comes back")
    }
    for row in page.table("By unit"):
        assert figures.unit(removed, row["unit"])["PEOPLE_AT_RISK"] == page.counts(row)
    for row in page.table("By year"):
        assert figures.programme(row["year"])[row["indicator"]] == page.counts(row)


def test_a_count_from_nothing_finds_no_difference(removed):
    for unit in removed.units.values():
        with tenancy.inside(unit, role=tenancy.Role.PUBLISHING):
            assert reconciling.differences(unit, on=today()) == {}
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert reconciling.shared_differences() == {}


def test_nobody_can_be_asked_for_by_a_pesel_when_nobody_keeps_them(removed):
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert PersonNumber.objects.filter(key_name="").count() == NOBODYS


def without_the_anonymous(text: str) -> str:
    """The view as it was before anybody was removed."""
    return text[text.index("UNION ALL") + len("UNION ALL") :]


def test_counting_without_those_who_were_removed_is_missed(undone):
    with dropped.view_changed(undone, "counting_row", without_the_anonymous):
        dropped.publish_anew(undone)

        assert figures.differences(undone)


def test_forgetting_who_the_removed_were_the_same_as_is_missed(undone, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(numbering, "_kept", lambda _anonymous: {})
        dropped.publish_anew(undone)

        assert figures.differences(undone)
