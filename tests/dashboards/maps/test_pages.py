"""The page of the map: released figures only, every state a page of its own, fifteen queries at most."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from core import pesel, tenancy
from core.ledger.models import Member
from dashboards.metropolis import releasing
from indicators.facts.tasks import publish_tenant
from tenants import operations as tenants
from tenants import queries
from tests import make
from tests.everywhere.daily import MOST_QUERIES, queries_of
from tests.platform.territory.boundaries import test_loading as borders

KARTUZY, ZUKOWO = "2205023", "2205083"
BORN_ON = date(1985, 2, 1)


@pytest.fixture
def visitor(alfa, coordinator, client_of):
    """A metropolitan viewer, after a release of seven people of Kartuzy and three of Żukowo."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=anna)
        for serial in range(10):
            number = pesel.make(born_on=BORN_ON, sex="F", serial=serial)
            gmina = KARTUZY if serial < 7 else ZUKOWO
            make.participation(by=anna, of=project, pesel=number, born_on=BORN_ON, gmina=gmina)
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.release_breakdowns()
    return _viewer(client_of)


def _viewer(client_of):
    metropolis = queries.metropolis()
    account = make.account("ola@example.org", "Ola Miotk")
    tenants.grant(account=account, tenant=metropolis, role="metropolitan_viewer", by=make.BY)
    return client_of(account, metropolis)


def page(client, query="") -> str:
    answer = client.get(f"/mapa/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def said_of(text, name) -> str:
    return re.findall(rf'aria-label="([^"]*{name}[^"]*:[^"]*)"', text)[0]


STATES = [
    "",
    "?widok=mapa",
    "?widok=tabela",
    "?miara=liczba&wskaznik=EMPLOYED_AFTER",
    "?poziom=gminy",
    "?poziom=gminy&powiat=2205",
    "?poziom=gminy&widok=mapa",
    "?poziom=nic&okres=1066&miara=x&wskaznik=y&widok=z&powiat=0",
]


@pytest.mark.parametrize("query", STATES)
def test_every_state_is_a_page_of_few_queries(visitor, tmp_path, query):
    borders.load(tmp_path)
    borders.load(tmp_path, level="gmina")

    status, asked = queries_of(visitor, f"/mapa/{query}")

    assert status == 200
    assert len(asked) <= MOST_QUERIES, asked


def test_a_unit_tells_its_people_and_its_rate(visitor):
    assert "powiat kartuski: 10" in said_of(page(visitor, "?miara=liczba"), "kartuski")
    assert "0,7 na 10 tys. mieszkańców" in said_of(page(visitor), "kartuski")
    assert "mieszkańców z roku 2023" in page(visitor)


def test_gminas_are_hidden_where_few_live_and_what_would_tell_them(visitor):
    text = page(visitor, "?poziom=gminy")

    assert said_of(text, "Żukowo").endswith(": ukryte")
    assert "ukryte ze względu na ochronę prywatności" in text
    assert "Tylko liczby osób" in text
    assert ">3<" not in text


def test_what_cannot_be_had_is_said_on_a_working_page(visitor):
    text = page(visitor, "?okres=1066&widok=mapa")

    assert "„1066” nie jest tu do wyboru" in text
    assert "nie wczytano urzędowych granic. Pokazano: Kafelki." in text
    assert "map-unit" in text


def test_the_dashboard_offers_the_map_only_where_borders_are_loaded(visitor, tmp_path):
    """The gminas' borders draw no powiat."""
    borders.load(tmp_path, level="gmina")
    assert "widok=mapa" not in visitor.get("/").text

    borders.load(tmp_path)
    cache.clear()
    assert "widok=mapa" in visitor.get("/").text


def test_borders_are_those_of_the_chosen_year(visitor, tmp_path):
    borders.load(tmp_path)

    text = page(visitor, "?widok=mapa")

    assert text.count('<path class="map-shape"') == 9
    assert "Granice: invented borders, stan na 01.01.2020." in text


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_table_is_a_file_as_well(visitor, ending):
    answer = visitor.get(reverse(f"maps:{ending}") + "?poziom=gminy")

    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{ending}"')
    if ending == "csv":
        assert "Kartuzy" in answer.content.decode("utf-8-sig")


def test_without_a_release_nothing_is_told_and_the_page_works(client_of, metropolis):
    text = page(_viewer(client_of))

    assert "brak danych" in text
    assert "Osoby objęte wsparciem na mapie" in text
