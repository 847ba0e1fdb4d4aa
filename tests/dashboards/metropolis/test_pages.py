"""Every page of the dashboard: few queries, filters kept, late units named, nothing but the released."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.days import today
from core.ledger.models import Member
from dashboards.metropolis import pages, queries, releasing
from dashboards.metropolis.models import LiveFreshness
from dashboards.metropolis.queries import NO_DATA, Pair
from indicators.facts.tasks import publish_tenant
from tests import make
from tests.make import targets as made

MOST_QUERIES = 15
# What every page of the site asks before its own: whose host it is, who asks, and as which role.
DOOR = (
    "SAVEPOINT",
    "RELEASE",
    "SET ROLE",
    'SELECT "tenant_domain"',
    'SELECT "django_session"',
    'SELECT "account"',
    'SELECT "membership"',
)
FIGURES = ["/", "/droga/", "/koszyk/", "/podzial/", "/porownanie/"]
TABLES = ["cele", "droga", "porownanie", "powiaty-i-miasta"]
LISTS = ["/powiaty-i-miasta/", "/wskazniki/"]


@pytest.fixture
def browser(metropolis, client_of):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    return client_of(account, metropolis)


@pytest.fixture
def released(alfa, coordinator):
    """Alfa has a project with targets and a participant, published and released."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.participation(by=anna).project
        made.targets(of=project, by=anna)
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()
        releasing.release_breakdowns()


def test_a_page_asks_the_database_a_handful_of_times(browser, released):
    asked = {}
    for address in [*FIGURES, *LISTS]:
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        said = [query["sql"] for query in seen]
        asked[address] = [each[:90] for each in said if not any(each.startswith(d) for d in DOOR)]

    assert {address: said for address, said in asked.items() if len(said) > MOST_QUERIES} == {}


def test_the_start_page_asks_nothing_twice(browser, released):
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        browser.get("/")
    said = [query["sql"] for query in seen]
    own = [each for each in said if not any(each.startswith(door) for door in DOOR)]

    assert own
    assert len(set(own)) == len(own)
    assert sum("released_cell" in each for each in own) <= 2


def test_what_cannot_be_had_is_told_on_a_working_page(browser, released):
    asked = {"okres": "1066", "powiat": "1465011", "cecha": "x", "wskaznik": "Y", "miara": "z"}

    pages = [browser.get(address, asked) for address in FIGURES]

    assert all(page.status_code == 200 for page in pages)
    assert all("1066" in page.text and "1465011" in page.text for page in pages)


@pytest.mark.parametrize(
    ("address", "said", "list_url"),
    [
        ("/powiaty-i-miasta/2299/", "2299", "/powiaty-i-miasta/"),
        ("/wskazniki/FOO/", "FOO", "/wskazniki/"),
    ],
)
def test_what_there_is_none_of_leads_to_the_list(browser, released, address, said, list_url):
    page = browser.get(address)

    assert page.status_code == 404
    assert f"„{said}”" in page.text
    assert f'class="btn btn-primary" href="{list_url}"' in page.text


def test_an_unknown_family_of_indicators_is_told(browser, released):
    assert "„xyz”" in browser.get("/wskazniki/?rodzina=xyz").text


def test_a_late_unit_is_named_wherever_figures_are(browser, released):
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        LiveFreshness.objects.update(missing=["Gmina Alfa"])

    silent = [one for one in [*FIGURES, *LISTS] if "Gmina Alfa" not in browser.get(one).text]

    assert silent == []


def test_every_table_comes_as_a_file(browser, released):
    files = [browser.get(f"/dane/{table}.csv") for table in TABLES]

    assert [file.status_code for file in files] == [200] * len(TABLES)
    assert all(file["Content-Type"].startswith("text/csv") for file in files)


def test_before_anything_is_released_every_page_says_so(browser):
    assert all(browser.get(address).status_code == 200 for address in FIGURES)


def test_before_the_first_release_nobody_is_said_to_be_nobody(browser, coordinator, alfa):
    """The programme's totals are live; by powiat, by project and of special categories nothing is known."""
    with tenancy.inside(alfa):
        project = make.participation(by=Member.objects.get(account_id=coordinator.pk)).project
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()

    unit = browser.get("/powiaty-i-miasta/2205/").context
    listed = browser.get("/powiaty-i-miasta/").context["table"]
    card = browser.get(f"/projekty/{project.pk}/").context["table"]

    assert unit["risk"] == unit["employed"] == Pair(NO_DATA, NO_DATA)
    assert [row[4] for row in unit["table"].rows] == [NO_DATA]
    assert {cell for row in [*listed.rows, listed.total] for cell in row[2:6]} == {NO_DATA}
    assert {row[1] for row in card.rows} == {NO_DATA}
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        tiles = pages.dashboard(pages.look(QueryDict(), pages.version(on=today()))[0])["map"]
        assert {tile.q for tile in tiles.units} == {0}
        assert queries.headline()["people_with_disabilities"] == NO_DATA


def test_pages_of_powiats_are_of_the_chosen_year_and_say_so(browser, released):
    page = browser.get("/powiaty-i-miasta/2205/", {"okres": "2026"})

    assert "2026" in page.text.partition("<h1")[2].partition("</h1>")[0]
    assert page.context["filters"][0].chosen == "2026"
    assert page.context["who"] is None or page.context["who"].period == "2026"
    assert page.context["intake"].period == "od początku programu"
    assert page.context["intake"].about == "powiat kartuski"

    listed = browser.get("/powiaty-i-miasta/", {"okres": "2026"})
    assert "Liczby z roku 2026" in listed.text
    assert "Liczby z roku" not in browser.get("/powiaty-i-miasta/").text


def test_every_page_of_the_metropolis_carries_the_row_of_signs_for_paper(browser, released):
    pages_ = [browser.get(address).text for address in [*FIGURES, *LISTS]]

    assert [page.count("documents/strip-placeholder") for page in pages_] == [1] * len(pages_)
