"""Signing in: the lock-out, what the log keeps silent about, and where the visitor calls from."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import RequestFactory
from django.utils import timezone

from accounts import addresses
from tests.everywhere.recipes.shared import PASSWORD

SIGN_IN = "/wejscie/"
ELSEWHERE = "192.0.2.7"


@pytest.fixture
def visitor(alfa, client_of):
    """A browser on alfa's host that nobody has signed in with."""
    return client_of(None, alfa)


def sign_in(browser, email, password, **where):
    return browser.post(SIGN_IN, {"email": email, "password": password}, **where)


def fail(browser, email, *, times):
    """Give a wrong password so many times; return the statuses of the answers."""
    return [sign_in(browser, email, "not this one").status_code for _ in range(times)]


def test_the_right_password_lets_in_whatever_the_case_of_the_email(visitor, coordinator):
    answer = sign_in(visitor, "Anna@Example.org", PASSWORD)

    assert answer.status_code == 302
    assert visitor.get("/").status_code == 200


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
def test_the_fifth_failure_pauses_signing_in_for_known_and_unknown_alike(
    visitor, coordinator, email
):
    assert fail(visitor, email, times=6) == [200, 200, 200, 200, 429, 429]


def test_a_known_and_an_unknown_person_are_answered_in_the_same_words(visitor, coordinator):
    of_known = sign_in(visitor, "anna@example.org", "not this one")
    of_unknown = sign_in(visitor, "nobody@example.org", "not this one")

    assert of_known.context["form"].errors == of_unknown.context["form"].errors
    assert of_known.context["form"].errors


def test_during_the_pause_not_even_the_right_password_lets_in(visitor, coordinator):
    fail(visitor, "anna@example.org", times=5)

    assert sign_in(visitor, "anna@example.org", PASSWORD).status_code == 429
    assert visitor.get("/").status_code == 302


def test_the_pause_is_for_this_person_at_this_address(visitor, alfa, coordinator, client_of):
    fail(visitor, "anna@example.org", times=5)

    from_elsewhere = sign_in(visitor, "anna@example.org", PASSWORD, REMOTE_ADDR=ELSEWHERE)
    somebody_else = sign_in(client_of(None, alfa), "jan@example.org", "not this one")

    assert from_elsewhere.status_code == 302
    assert somebody_else.status_code == 200


def test_the_pause_ends_after_a_quarter_of_an_hour(visitor, coordinator):
    fail(visitor, "anna@example.org", times=5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert sign_in(visitor, "anna@example.org", PASSWORD).status_code == 302


def test_a_success_forgets_the_failures_before_it(visitor, coordinator):
    fail(visitor, "anna@example.org", times=4)
    sign_in(visitor, "anna@example.org", PASSWORD)

    assert fail(visitor, "anna@example.org", times=4) == [200] * 4


def test_no_log_names_whoever_fails_to_sign_in(visitor, coordinator, caplog):
    caplog.set_level(logging.DEBUG)

    fail(visitor, "anna@example.org", times=5)

    assert "Locking out" in caplog.text
    assert "anna@" not in caplog.text


def test_what_is_kept_of_a_failure_is_who_and_where_and_nothing_that_was_typed(
    visitor, coordinator
):
    fail(visitor, "anna@example.org", times=2)

    kept = AccessAttempt.objects.get()
    assert (kept.username, kept.failures_since_start) == ("anna@example.org", 2)
    assert "anna@" not in kept.post_data
    assert "not this one" not in kept.post_data


@pytest.mark.parametrize(("https", "address"), [(True, ELSEWHERE), (False, "127.0.0.1")])
def test_only_behind_the_proxy_is_its_word_about_the_visitor_taken(settings, https, address):
    settings.HTTPS = https

    request = RequestFactory().get("/", headers={"X-Real-IP": ELSEWHERE})

    assert addresses.client_address(request) == address
