"""Whoever holds a token is told why it opens nothing; whoever has not its whole key learns nothing of it."""

import hmac
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core import tenancy
from core.permissions import System
from projects.partners import issuing, operations, parts, usage
from projects.partners.models import Token
from tenants.credentials import queries as credentials
from tenants.credentials import secrets
from tenants.credentials.models import Credential
from tests.make import partners

SESSIONS = "/sessions/"
IN_ENGLISH = {"Accept-Language": "en"}


def _suspend(token, by):
    operations.suspend_token(token=token, at=timezone.now(), by=by)


def _revoke(token, by):
    issuing.revoke_token(token=token, at=timezone.now(), by=by)


def _let_end(token, by):
    Token.objects.filter(pk=token.pk).update(ends_at=timezone.now())


def _let_lie(token, by):
    operations.suspend_idle_token(token=token, at=timezone.now(), by=System("clock"))


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [
        (_suspend, "token-suspended", "suspended by hand"),
        (_let_lie, "token-suspended", "nobody had used it for 90 days"),
        (_revoke, "token-ended", "was revoked on"),
        (_let_end, "token-ended", "Its last day was"),
    ],
)
def test_what_has_ended_is_refused_with_the_next_request_and_its_holder_told_why(
    workshop, end, code, said
):
    token, key = partners.token(workshop)
    program = partners.Program(workshop.tenant, key)
    assert program.get(SESSIONS).status_code == 200

    with tenancy.inside(workshop.tenant):
        end(token, workshop.anna)
    answer = program.get(SESSIONS, **IN_ENGLISH)

    told = answer.json()
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert told["type"].endswith(f"#{code}")
    assert said in told["detail"]
    assert "Ask " in told["detail"]


@pytest.mark.parametrize("end", [_suspend, _revoke, _let_end])
def test_what_has_ended_is_held_to_its_number_of_requests_all_the_same(workshop, end):
    token, key = partners.token(workshop, per_minute_count=2)
    program = partners.Program(workshop.tenant, key)
    with tenancy.inside(workshop.tenant):
        end(token, workshop.anna)

    answers = [program.get(SESSIONS) for _nth in range(4)]

    statuses = [one.status_code for one in answers]
    # A minute may begin in between.
    assert statuses in ([401, 401, 429, 429], [401] * 3 + [429], [401] * 4)
    assert answers[0]["RateLimit-Limit"] == "2"
    assert all(0 < int(one["Retry-After"]) <= 60 for one in answers if one.status_code == 429)


def test_what_has_ended_is_not_used_by_whoever_asks_too_often(workshop):
    token, key = partners.token(workshop, per_minute_count=1)
    with tenancy.inside(workshop.tenant):
        _suspend(token, workshop.anna)
    before = Credential.objects.get(token_id=token.pk).last_used_at

    for _nth in range(3):
        partners.Program(workshop.tenant, key).get(SESSIONS)

    assert Credential.objects.get(token_id=token.pk).last_used_at == before


def test_a_key_that_a_newer_one_replaced_is_told_so(workshop):
    token, old = partners.token(workshop)
    with tenancy.inside(workshop.tenant):
        issuing.issue_key(token=token, overlap=timedelta(0), at=timezone.now(), by=workshop.anna)

    told = partners.Program(workshop.tenant, old).get(SESSIONS, **IN_ENGLISH).json()

    assert told["type"].endswith("#token-ended")
    assert "A newer key took the place of this one" in told["detail"]


@pytest.mark.parametrize("end", [None, _suspend, _let_lie, _revoke, _let_end])
@pytest.mark.parametrize("of", ["a wrong secret", "an unknown handle", "another network"])
def test_whoever_has_not_the_whole_key_learns_nothing_of_it(workshop, end, of):
    """Not even whether there is one: the answers are the same to the byte."""
    networks = ("192.0.2.0/24",) if of == "another network" else ()
    token, key = partners.token(workshop, networks=networks)
    if end:
        with tenancy.inside(workshop.tenant):
            end(token, workshop.anna)

    wrong = {
        "a wrong secret": secrets.Secret(key.split("_")[1], "x" * secrets.SECRET_LENGTH).text,
        "an unknown handle": secrets.new().text,
        "another network": key,
    }[of]
    for how in ({}, {"Accept": "text/xml"}, {"Content-Encoding": "br"}):
        told = partners.Program(workshop.tenant, wrong).get(SESSIONS, **how)
        nobodys = partners.Program(workshop.tenant, "szansa_nobody").get(SESSIONS, **how)

        assert (told.status_code, told.content) == (401, nobodys.content)
        assert dict(told.headers) == dict(nobodys.headers)
        assert told.json()["type"].endswith("#token-refused")


@pytest.mark.parametrize("is_reading", [True, False], ids=["reading", "writing"])
@pytest.mark.parametrize("known", [True, False], ids=["known handle", "unknown handle"])
def test_a_handle_that_nobody_has_costs_what_a_known_one_does(
    workshop, monkeypatch, settings, known, is_reading
):
    """One question and one comparison of as many bytes, also where the key itself was used just now."""
    settings.TOKENS_KEPT_SECONDS = 60
    key = partners.token(workshop)[1]
    assert credentials.presented(key, workshop.tenant, is_reading=is_reading)
    handle = key.split("_")[1] if known else "0" * secrets.HANDLE_LENGTH
    wrong = secrets.Secret(handle, "x" * secrets.SECRET_LENGTH)
    # The first question on a connection that was elsewhere also leads it back.
    credentials.presented(wrong.text, workshop.tenant, is_reading=is_reading)
    compared = []
    whole = hmac.compare_digest
    monkeypatch.setattr(
        hmac,
        "compare_digest",
        lambda one, other: compared.append((one, other)) or whole(one, other),
    )

    with CaptureQueriesContext(connection) as asked:
        assert credentials.presented(wrong.text, workshop.tenant, is_reading=is_reading) is None

    assert len(asked) == 1
    assert [(len(one), other) for one, other in compared] == [(32, wrong.digest)]


def test_who_holds_it_reads_in_the_log_that_it_came_from_elsewhere(workshop):
    token, key = partners.token(workshop, networks=("192.0.2.0/24",))
    partners.Program(workshop.tenant, key).get(SESSIONS)

    with tenancy.inside(workshop.tenant):
        (row,) = usage.all_requests(token.pk, ending="")
    with translation.override("en"):
        assert "none of the token's networks" in parts.in_words(row)


def test_a_token_that_is_stopped_while_its_request_waits_says_so(workshop, monkeypatch):
    token, key = partners.token(workshop)
    program = partners.Program(workshop.tenant, key)

    marked = {
        "session": str(workshop.session.pk),
        "participant": str(workshop.people[0].pk),
        "mark": "PRESENT",
    }

    def stopped(token_id, at):
        Token.objects.filter(pk=token_id).update(suspended_at=at)
        return False

    monkeypatch.setattr("projects.partners.queries.hold", stopped)
    answer = program.post("/attendance/", {"items": [marked]}, **IN_ENGLISH)

    assert answer.json()["type"].endswith("#token-suspended")


def test_who_knocks_with_a_key_that_opens_nothing_has_not_used_the_token(workshop):
    token, key = partners.token(workshop)
    with tenancy.inside(workshop.tenant):
        issuing.issue_key(token=token, overlap=timedelta(0), at=timezone.now(), by=workshop.anna)

    partners.Program(workshop.tenant, key).get(SESSIONS)

    with tenancy.inside(workshop.tenant):
        use = usage.use_of([token.pk], at=timezone.now())
        assert use[token.pk].last_used_at is None
