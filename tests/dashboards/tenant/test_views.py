"""The start page and the page behind a number: findings, what is due, whose names."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.days import today
from core.ledger.models import Member
from dashboards.tenant import parts
from indicators.facts import tasks as publishing
from tests import make


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def waiting(alfa, coordinator):
    """One left 25 days ago, one 40 days ago and one yesterday; nobody knows what came of it."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(
            by=anna,
            starts_on=today() - timedelta(days=400),
            ends_on=today() + timedelta(days=400),
        )
        for family, days_ago in [("Soon", 25), ("Late", 40), ("Fresh", 1)]:
            person = make.participation(
                by=anna,
                of=project,
                family_name=family,
                pesel=None,
                started_on=today() - timedelta(days=90),
            )
            entry = make.leave_entry(
                ended_on=today() - timedelta(days=days_ago),
                exit_situation="BEING_MONITORED",
                outcomes=(),
            )
            make.participants.leave(
                participation=person, entry=entry, version=1, on=today(), by=anna
            )
        return project


@pytest.mark.parametrize(
    ("running", "due", "words"),
    [
        (0, 0, ["Teraz nie trwa żaden projekt", "żaden rezultat nie czeka"]),
        (1, 1, ["Trwa jeden projekt", "rezultat jednej osoby"]),
        (3, 12, ["Trwają 3 projekty", "rezultaty 12 osób"]),
        (5, 22, ["Trwa 5 projektów", "rezultaty 22 osób"]),
    ],
)
def test_the_finding_counts_in_polish(running, due, words):
    finding = parts.finding(running=running, due=due)

    assert all(word in finding for word in words)


def test_what_is_due_stands_in_the_order_of_the_last_day(browser, waiting):
    page = browser.get("/")

    todos = page.context["todos"]
    assert [todo.who.split()[0] for todo in todos] == ["Late", "Soon", "Fresh"]
    assert [todo.overdue for todo in todos] == [True, False, False]
    assert [todo.is_soon for todo in todos] == [False, True, False]
    assert page.context["late"] == 1


def test_a_viewer_reads_how_many_wait_and_no_name(client_of, alfa, waiting):
    viewer = make.account("ewa@example.org", "Ewa Konkel", alfa, "viewer")

    page = client_of(viewer, alfa).get("/")

    assert page.context["waiting"] == 3
    assert "Soon" not in page.content.decode()
    assert "/uczestnicy/" not in page.content.decode()


def test_a_unit_without_projects_is_told_where_to_begin(browser):
    page = browser.get("/").content.decode()

    assert 'class="empty"' in page
    assert 'href="/projekty/nowy/"' in page


def test_the_start_page_costs_the_same_with_more_projects(browser, waiting, alfa, coordinator):
    publishing.publish_tenant(alfa)
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        for title in ("Drugi", "Trzeci", "Czwarty"):
            make.project(by=anna, title=title)

    with CaptureQueriesContext(connection) as many:
        browser.get("/")

    assert len(many) == len(few)


def test_a_number_opens_to_its_rule_source_and_people(browser, waiting, alfa):
    publishing.publish_tenant(alfa)

    page = browser.get("/wskazniki/EMPLOYED_AFTER/?lista=nieliczone")

    assert len(page.context["found"].others) == 3
    assert page.context["found"].participations == 0
    assert "Wspólna Lista Wskaźników Kluczowych" in page.content.decode()
    assert "Fresh" in page.content.decode()


def test_a_number_opens_for_a_viewer_without_people(client_of, alfa, waiting):
    viewer = make.account("ewa@example.org", "Ewa Konkel", alfa, "viewer")

    page = client_of(viewer, alfa).get("/wskazniki/PEOPLE_AT_RISK/")

    assert page.status_code == 200
    assert "Fresh" not in page.content.decode()


def test_an_indicator_that_does_not_exist_is_not_found(browser):
    assert browser.get("/wskazniki/NOBODY/").status_code == 404


def test_a_figure_on_the_page_of_a_project_leads_to_that_project_alone(browser, waiting, alfa):
    publishing.publish_tenant(alfa)
    page = browser.get(f"/projekty/{waiting.pk}/").content.decode()
    (address,) = re.findall(r'href="(/wskazniki/PEOPLE_AT_RISK/[^"]*)"', page)

    behind = browser.get(address)

    assert behind.context["question"].project == waiting.pk
