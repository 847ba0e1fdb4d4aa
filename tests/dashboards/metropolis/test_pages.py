"""Every page of the dashboard: few queries, filters kept, late units named, nothing but the released."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.ledger.models import Member
from dashboards.metropolis import releasing
from dashboards.metropolis.models import LiveFreshness
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
