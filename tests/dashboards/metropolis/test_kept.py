"""The dashboard is drawn once for everybody, and never for longer than it is true."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from dashboards.metropolis import pages
from dashboards.metropolis.models import LiveFreshness
from tests import make


@pytest.fixture
def drawn(monkeypatch):
    """How often the page's content was put together."""
    times = []
    whole = pages.dashboard

    def dashboard(view):
        times.append(view)
        return whole(view)

    monkeypatch.setattr(pages, "dashboard", dashboard)
    return times


@pytest.fixture
def readers(metropolis, client_of):
    named = {"Ola Miotk": "metropolitan_coordinator", "Iga Szulc": "metropolitan_viewer"}
    return [
        client_of(make.account(f"{role}@example.org", name, metropolis, role), metropolis)
        for name, role in named.items()
    ]


def page(client, address="/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_two_readers_share_the_content_and_each_has_a_frame_of_their_own(readers, drawn):
    first, second = (page(client) for client in readers)

    assert len(drawn) == 1
    assert "Ola Miotk" in first
    assert "Ola Miotk" not in second
    assert "Iga Szulc" in second
    assert first.split("<h1>")[1].split("</main>")[0] == second.split("<h1>")[1].split("</main>")[0]


def test_new_totals_are_seen_at_once(readers, drawn, metropolis):
    page(readers[0])
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        LiveFreshness.objects.update_or_create(
            id=1, defaults={"published_count": 1, "expected_count": 2, "missing": ["Beta"]}
        )

    page(readers[0])

    assert len(drawn) == 2


def test_each_language_and_each_address_has_content_of_its_own(readers, drawn):
    client = readers[0]
    polish = page(client)
    client.cookies["szansa-language"] = "en"
    english = page(client)
    page(client, "/?x=1")

    assert len(drawn) == 3
    assert "Metropolia" in polish
    assert "Metropolia" not in english.split("<h1>")[1].split("</main>")[0]


def test_an_address_that_cannot_be_had_complains_every_time(readers, drawn):
    for _time in range(2):
        assert "1066" in page(readers[0], "/?okres=1066")

    assert len(drawn) == 2


def test_what_is_kept_costs_a_handful_of_questions(readers):
    page(readers[0])
    with CaptureQueriesContext(connection) as asked:
        page(readers[0])

    assert len(asked) <= 12


def test_a_stranger_is_refused_before_anything_kept_is_found(readers, alfa, metropolis, client_of):
    page(readers[0])

    assert client_of(make.account("x@example.org", "Jan"), metropolis).get("/").status_code == 404
