"""A forgotten password: a letter with a link that works once, and only while the password stands."""

import re

import pytest

from accounts import operations
from core.platform_ledger.models import OutgoingMail
from tests import make
from tests.everywhere.recipes.shared import PASSWORD

NEW = "the lake behind the mill is deep"
FORGOTTEN = "/konto/haslo/przypomnij/"


@pytest.fixture
def visitor(alfa, client_of):
    """A browser on alfa's host that nobody has signed in with."""
    return client_of(None, alfa)


def ask_for_a_link(browser, email="anna@example.org"):
    browser.post(FORGOTTEN, {"email": email})
    found = re.search(
        r"http://alfa\.localhost:\d+(/konto/haslo/\S+/)", OutgoingMail.objects.get().text
    )
    return found[1]


def set_password(browser, link, password=NEW):
    return browser.post(link, {"password": password, "again": password})


def sign_in(browser, password):
    return browser.post("/wejscie/", {"email": "anna@example.org", "password": password})


def test_the_link_sets_a_new_password_and_the_old_one_is_dead(visitor, coordinator):
    link = ask_for_a_link(visitor)

    set_password(visitor, link)

    assert sign_in(visitor, PASSWORD).status_code == 200
    assert sign_in(visitor, NEW).status_code == 302


def test_the_link_works_once(visitor, coordinator):
    link = ask_for_a_link(visitor)
    assert visitor.get(link).status_code == 200

    set_password(visitor, link)

    assert visitor.get(link).status_code == 410
    assert set_password(visitor, link, "another long sentence").status_code == 410


def test_the_link_dies_with_the_password(visitor, coordinator):
    link = ask_for_a_link(visitor)

    operations.set_password(account=coordinator, password=NEW, by=coordinator)

    assert visitor.get(link).status_code == 410


def test_the_link_dies_with_the_next_signing_in(visitor, coordinator):
    link = ask_for_a_link(visitor)

    sign_in(visitor, PASSWORD)

    assert visitor.get(link).status_code == 410


def test_a_weak_password_is_refused_and_the_link_still_works(visitor, coordinator):
    link = ask_for_a_link(visitor)

    answer = set_password(visitor, link, "anna@example.org")

    assert "password" in answer.context["form"].errors
    assert visitor.get(link).status_code == 200


@pytest.mark.parametrize("link", ["/konto/haslo/bm9ib2R5/abc-def/", "/konto/haslo/%00/abc-def/"])
def test_a_made_up_link_is_answered_like_a_used_up_one(visitor, link):
    assert visitor.get(link).status_code == 410


def test_an_unknown_email_gets_the_same_answer_and_no_letter(visitor, coordinator):
    of_unknown = visitor.post(FORGOTTEN, {"email": "nobody@example.org"})
    assert not OutgoingMail.objects.exists()
    of_known = visitor.post(FORGOTTEN, {"email": "anna@example.org"})

    assert (of_unknown.status_code, of_unknown["Location"]) == (302, of_known["Location"])
    assert OutgoingMail.objects.count() == 1


def test_a_second_letter_within_a_minute_is_not_written(visitor, coordinator):
    ask_for_a_link(visitor)

    visitor.post(FORGOTTEN, {"email": "anna@example.org"})

    assert OutgoingMail.objects.count() == 1


def test_the_letter_speaks_the_readers_language(visitor, coordinator):
    operations.choose_language(account=coordinator, language="en", by=make.BY)

    ask_for_a_link(visitor)

    assert OutgoingMail.objects.get().subject == "Szansa: set a new password"


def test_a_new_password_ends_the_pause_after_failures(visitor, coordinator):
    for _ in range(5):
        sign_in(visitor, "not this one")
    assert sign_in(visitor, PASSWORD).status_code == 429

    set_password(visitor, ask_for_a_link(visitor))

    assert sign_in(visitor, NEW).status_code == 302


def test_changing_the_password_signs_out_every_other_device(alfa, coordinator, client_of):
    here, there = client_of(coordinator, alfa), client_of(coordinator, alfa)

    here.post("/konto/haslo/", {"current": PASSWORD, "password": NEW, "again": NEW})

    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_the_current_password_is_asked_for(alfa, coordinator, client_of):
    answer = client_of(coordinator, alfa).post(
        "/konto/haslo/", {"current": "not this one", "password": NEW, "again": NEW}
    )

    coordinator.refresh_from_db()
    assert "current" in answer.context["form"].errors
    assert coordinator.check_password(PASSWORD)
