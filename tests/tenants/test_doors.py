"""The second door: strangers see nothing, and whoever signs in comes back to a page that opens."""

import re

import pytest

from tests import make


def said(answer):
    """What a page says, without its own address and the token that differs each time."""
    own = rf"{answer.request['PATH_INFO']}|\w{{64}}"
    return re.sub(own, "", answer.content.decode())


def test_a_stranger_cannot_tell_a_page_that_exists_from_one_that_does_not(
    alfa, beta, coordinator, client_of
):
    stranger = client_of(coordinator, beta)

    existing, invented = stranger.get("/projekty/"), stranger.get("/nothing-here/")

    assert (existing.status_code, invented.status_code) == (404, 404)
    assert said(existing) == said(invented)


def test_a_units_coordinator_is_a_stranger_in_the_metropolis(metropolis, coordinator, client_of):
    assert client_of(coordinator, metropolis).get("/").status_code == 404
    assert client_of(coordinator, metropolis).get("/jednostki/").status_code == 404


def test_the_metropolis_is_a_stranger_in_a_unit(alfa, metropolis, operator, client_of):
    browser = client_of(operator, alfa)

    assert browser.get("/").status_code == 404
    assert browser.get("/uczestnicy/").status_code == 404


def test_after_signing_in_one_comes_back_to_the_page_that_was_asked_for(alfa, client_of):
    answer = client_of(None, alfa).get("/projekty/?stan=trwa")

    assert answer["Location"] == "/wejscie/?next=/projekty/%3Fstan%3Dtrwa"


@pytest.mark.parametrize("method", ["post", "put", "delete", "head"])
def test_after_signing_in_nobody_comes_back_to_what_was_not_a_page(
    alfa, administrator, client_of, method
):
    path = f"/ludzie/zaproszenie/{alfa.uuid}/cofnij/"

    answer = getattr(client_of(None, alfa), method)(path)

    assert answer["Location"] == "/wejscie/?next=/"


def test_after_a_time_out_one_comes_back_to_the_form_and_not_to_where_it_was_sent(alfa, client_of):
    host = client_of(None, alfa).get("/projekty/").wsgi_request.get_host()
    form = "/projekty/nowy/?krok=2"

    def sent_from(page):
        return client_of(None, alfa).post("/warsztat/szkice/", headers={"Referer": page})

    assert (
        sent_from(f"http://{host}{form}")["Location"] == "/wejscie/?next=/projekty/nowy/%3Fkrok%3D2"
    )
    assert sent_from(f"https://evil.example{form}")["Location"] == "/wejscie/?next=/"


def test_somebody_with_no_role_here_reads_at_the_sign_in_where_they_have_one(
    alfa, beta, coordinator, client_of
):
    answer = client_of(coordinator, beta).get("/wejscie/")

    assert "Gmina Alfa" in answer.content.decode()


def test_a_demo_person_signs_in_by_one_click_on_their_own_host_only(alfa, beta, client_of):
    pola = make.account("pola@example.org", "Pola Konkel", alfa, "viewer")
    pola.is_demo = True
    pola.save()

    at_home, abroad = client_of(None, alfa), client_of(None, beta)

    assert abroad.post("/wejscie/pokaz/", {"account": pola.pk}).status_code == 404
    assert at_home.post("/wejscie/pokaz/", {"account": pola.pk}).status_code == 302
    assert at_home.get("/").status_code == 200


def test_nobody_signs_in_by_one_click_with_a_real_account(alfa, coordinator, client_of, settings):
    browser = client_of(None, alfa)
    assert browser.post("/wejscie/pokaz/", {"account": coordinator.pk}).status_code == 404

    coordinator.is_demo = True
    coordinator.save()
    settings.DEMO = False

    assert browser.post("/wejscie/pokaz/", {"account": coordinator.pk}).status_code == 404
