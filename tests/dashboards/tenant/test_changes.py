"""What has happened in a unit since a month ended: exact, in words, with the way to the people."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from core import tenancy
from core.days import add_months, today
from core.ledger.models import Member
from dashboards.tenant import changes, parts_changes
from dashboards.tenant.changes import Changes
from indicators.facts import tasks as publishing
from tests import make
from tests.make import support

ON = date(2026, 11, 21)
OCTOBER = date(2026, 10, 31)


@pytest.fixture(autouse=True)
def addresses_of_a_unit(settings):
    settings.ROOT_URLCONF = settings.TENANT_URLCONF


@pytest.mark.parametrize(
    ("on", "since"),
    [
        (date(2026, 11, 21), date(2026, 10, 31)),
        (date(2026, 11, 8), date(2026, 10, 31)),
        (date(2026, 11, 7), date(2026, 9, 30)),
        (date(2026, 1, 1), date(2025, 11, 30)),
        (date(2026, 3, 31), date(2026, 2, 28)),
    ],
)
def test_changes_are_told_since_the_last_month_that_is_worth_it(on, since):
    assert changes.since(on) == since


def test_the_first_week_of_a_month_holds_two_months_of_results():
    assert changes.months_after(date(2025, 11, 30), on=date(2026, 1, 3)) == ["2025-12", "2026-01"]
    assert changes.months_after(OCTOBER, on=ON) == ["2026-11"]


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, ["jedna osoba zaczęła", "jedna osoba wyszła", "jedna osoba podjęła pracę"]),
        (2, ["2 osoby zaczęły", "2 osoby wyszły", "2 osoby podjęły pracę"]),
        (5, ["5 osób zaczęło", "5 osób wyszło", "5 osób podjęło pracę"]),
        (22, ["22 osoby zaczęły", "22 osoby wyszły", "22 osoby podjęły pracę"]),
        (112, ["112 osób zaczęło", "112 osób wyszło", "112 osób podjęło pracę"]),
    ],
)
def test_people_are_counted_as_polish_wants(n, said):
    with translation.override("pl"):
        told = parts_changes.lines(
            Changes(OCTOBER, began=n, left=n, employed=n), sees_people=True, on=ON
        )

    assert [line.label for line in told] == said


def test_the_title_names_the_day_in_words():
    with translation.override("pl"):
        assert parts_changes.title(OCTOBER) == "Co się zmieniło od 31 października"
    with translation.override("en"):
        assert parts_changes.title(OCTOBER) == "What has changed since 31 October"


def test_results_lead_to_their_month_and_people_only_whoever_may_see_them():
    told = Changes(OCTOBER, began=3, employed=1)

    named = [line.url for line in parts_changes.lines(told, sees_people=True, on=ON)]
    counted = [line.url for line in parts_changes.lines(told, sees_people=False, on=ON)]

    assert named[0] == "/uczestnicy/?stan=w-projekcie&kolejnosc=-started"
    assert counted[0] == ""
    assert named[1] == counted[1] == "/wskazniki/EMPLOYED_AFTER/?okres=2026-11"


def test_the_start_page_tells_what_happened_and_nothing_older(client_of, alfa, coordinator):
    since = changes.since(today())
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(
            by=anna, starts_on=add_months(since, -12), ends_on=today() + timedelta(days=90)
        )
        began = {"Dawna": since, "Nowa": since + timedelta(days=1)}
        people = {
            name: make.participation(
                by=anna, of=project, family_name=name, pesel=None, started_on=day
            )
            for name, day in began.items()
        }
        group = support.group(by=anna, of=support.service(of=project, by=anna))
        support.join(group, people["Dawna"], by=anna, on=since)
        for held_on in (since, since + timedelta(days=1)):
            session = support.session(group, by=anna, held_on=held_on)
            support.mark(session, people["Dawna"], by=anna, on=today())
    publishing.publish_tenant(alfa)

    browser = client_of(coordinator, alfa)
    page = browser.get(reverse("changed", urlconf="config.urls_tenant"))

    said = [line.label for line in page.context["changed"]]
    assert said[0] == "jedna osoba zaczęła"
    assert len(said) == 2
    assert "wsparcia" in said[1]
    assert page.context["changed_title"] in page.content.decode()
    assert page.context["changed_title"] in browser.get("/").content.decode()
