"""A session belongs to the host it was opened on."""

import pytest

from tenants import operations as tenants
from tests import make
from tests.conftest import nobody_at
from tests.everywhere.recipes.shared import PASSWORD


@pytest.fixture
def everywhere(alfa, beta, coordinator):
    """Anna, who works in both tenants: only her session can keep her out of one."""
    tenants.grant(account=coordinator, tenant=beta, role="viewer", by=make.BY)
    return coordinator


@pytest.fixture
def at_alfa(alfa, everywhere):
    browser = nobody_at(alfa.host)
    browser.post("/wejscie/", {"email": everywhere.email, "password": PASSWORD})
    return browser


def replayed(browser, host):
    """Another browser, on another host, with the first one's cookie."""
    other = nobody_at(host)
    other.cookies["szansa"] = browser.cookies["szansa"].value
    return other


def test_a_session_of_one_host_asks_to_sign_in_on_another(at_alfa, beta):
    answer = replayed(at_alfa, beta.host).get("/")

    assert answer.status_code == 302
    assert answer["Location"] == "/wejscie/?next=/"


def test_a_tenants_session_opens_nothing_in_the_metropolis(at_alfa, everywhere, metropolis):
    tenants.grant(account=everywhere, tenant=metropolis, role="metropolitan_viewer", by=make.BY)

    assert replayed(at_alfa, metropolis.host).get("/").status_code == 302


def test_whoever_carries_the_cookie_elsewhere_cannot_end_the_session_at_home(at_alfa, beta):
    thief = replayed(at_alfa, beta.host)
    thief.get("/")
    thief.post("/wyjscie/")

    assert at_alfa.get("/").status_code == 200


def test_signing_in_changes_the_sessions_key(alfa, everywhere):
    browser = nobody_at(alfa.host)
    session = browser.session
    session.save()
    browser.cookies["szansa"] = planted = session.session_key

    browser.post("/wejscie/", {"email": everywhere.email, "password": PASSWORD})

    assert browser.get("/").status_code == 200
    assert browser.cookies["szansa"].value != planted
