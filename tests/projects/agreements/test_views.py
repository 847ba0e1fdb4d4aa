"""Pages of projects: found, opened, entered, corrected, refused."""

import re

import pytest

from core import tenancy
from core.ledger.models import Member
from core.permissions import System
from projects.agreements import operations
from projects.agreements.models import Project
from tests import make

TYPED = {
    "title": "Nowa droga",
    "fund": "FEP",
    "rule_set": "P2021",
    "starts_on": "01.09.2025",
    "ends_on": "31.12.2027",
    "leader_name": "Gmina Alfa",
    "total_amount": "1 000 000,00",
    "eu_amount": "850 000",
    "state_amount": "0",
    "own_amount": "150000,00",
}


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def club(alfa, coordinator) -> Project:
    with tenancy.inside(alfa):
        return make.project(
            by=Member.objects.get(account_id=coordinator.pk),
            title="Klub Integracji Społecznej",
            invented=["ends_on", "total_amount"],
            source="Strona gminy",
        )


def test_the_list_finds_by_state_and_words_of_the_address(browser, club):
    found = browser.get("/projekty/?stan=trwa&szukaj=spolecznej").content.decode()
    missed = browser.get("/projekty/?stan=zakonczony").content.decode()

    assert "Klub Integracji Społecznej" in found
    assert f"/projekty/{club.pk}/" not in missed


def test_the_page_marks_what_nobody_published(browser, club):
    page = browser.get(f"/projekty/{club.pk}/").content.decode()

    assert "Strona gminy" in page
    assert page.count('class="tag"') >= 2


def test_money_is_shown_to_those_who_may_see_it(browser, club, client_of, alfa):
    viewer = make.account("ewa@example.org", "Ewa Konkel", alfa, "viewer")
    address = f"/projekty/{club.pk}/"

    assert "850" in browser.get(address).content.decode()
    assert 'id="money"' not in client_of(viewer, alfa).get(address).content.decode()


def test_what_was_typed_stays_when_the_money_does_not_add_up(browser, club, alfa):
    typed = {**TYPED, "own_amount": "149 999,99", "version": club.version}

    page = browser.post(f"/projekty/{club.pk}/popraw/", typed)

    assert page.status_code == 200
    assert 'value="Nowa droga"' in page.content.decode()
    assert 'value="149 999,99"' in page.content.decode()
    assert 'href="#id_total_amount"' in page.content.decode()
    with tenancy.inside(alfa):
        assert Project.objects.get().title == "Klub Integracji Społecznej"


def test_a_stale_correction_is_compared_and_saves_on_the_second_try(browser, club, alfa):
    typed = {**TYPED, "title": "Mój tytuł", "version": club.version}
    with tenancy.inside(alfa):
        operations.correct_project(
            project=club, version=1, title="Tytuł z biurka obok", by=System("somebody")
        )

    refused = browser.post(f"/projekty/{club.pk}/popraw/", typed)
    second = browser.post(f"/projekty/{club.pk}/popraw/", {**typed, "version": 2})

    fields = {field.name: field for field in refused.context["form"].comparison.fields}
    assert fields["title"].current == "Tytuł z biurka obok"
    assert fields["title"].typed == "Mój tytuł"
    assert second.status_code == 302
    with tenancy.inside(alfa):
        assert Project.objects.get().title == "Mój tytuł"


def test_a_case_worker_sees_a_project_and_cannot_change_it(client_of, alfa, club):
    worker = make.account("jan@example.org", "Jan Hinc", alfa, "case_worker")
    browser = client_of(worker, alfa)

    assert browser.get(f"/projekty/{club.pk}/").status_code == 200
    assert browser.get(f"/projekty/{club.pk}/popraw/").status_code == 404
    assert browser.get("/projekty/nowy/").status_code == 403


def test_every_place_of_the_long_page_is_one_tap_away(browser, club):
    """The row of places that a phone keeps at the top leads to a card of the page each."""
    page = browser.get(f"/projekty/{club.pk}/").content.decode()

    row = re.search(r'<nav class="places".*?</nav>', page, re.DOTALL)[0]
    places = re.findall(r'href="#([^"]+)"', row)
    assert {"around", "targets", "money", "tasks", "amendments", "partners"} <= set(places)
    assert all(f'id="{place}"' in page for place in places)
