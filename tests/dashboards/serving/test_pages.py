"""The metropolis's coordinator gives a body a token on a page, sees its key once, and stops it."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import tenancy
from core.days import today
from core.ids import new_id
from core.permissions import MetropolitanRole
from dashboards.serving.models import ReleaseToken
from tenants import operations as tenants
from tenants.credentials.models import Credential
from tests import make
from tests.make import partners, serving

LIST = "/odbiorcy-danych/"
KEY = re.compile(r"szansa_\w{10}_\w{43}_\w{6}")
MOST_QUERIES = 15


def browser(metropolis, client_of, role):
    account = make.account(f"{role}@example.org", "Ala Nowicka")
    tenants.grant(account=account, tenant=metropolis, role=role, by=make.BY)
    opened = client_of(account, metropolis)
    opened.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return opened


@pytest.fixture
def pages(metropolis, client_of):
    return browser(metropolis, client_of, MetropolitanRole.METROPOLITAN_COORDINATOR)


def typed(**facts):
    usual = {
        "token_id": str(new_id()),
        "body_name": "Uniwersytet Gdański",
        "purpose": "badanie losów uczestników",
        "ends_on": f"{today() + timedelta(days=100):%d.%m.%Y}",
        "per_minute_count": "60",
    }
    return {**usual, **facts}


def the_token():
    with tenancy.acting_as(tenancy.Role.WEB):
        return ReleaseToken.objects.get()


def test_a_token_is_made_on_a_page_and_its_key_opens_the_door(pages, metropolis):
    answer = pages.post(f"{LIST}nowy/", typed())

    [key] = set(KEY.findall(answer.content.decode()))
    assert "no-store" in answer["Cache-Control"]
    assert partners.Program(metropolis, key).get("/values/").status_code == 200
    for address in (LIST, f"{LIST}{the_token().pk}/"):
        assert key not in pages.get(address).content.decode()


def test_a_second_click_makes_no_second_token(pages, metropolis):
    facts = typed()
    pages.post(f"{LIST}nowy/", facts)
    again = pages.post(f"{LIST}nowy/", facts)

    assert not KEY.search(again.content.decode())
    assert the_token().body_name == "Uniwersytet Gdański"


def test_what_is_typed_is_said_as_a_sentence_before_it_is_saved(pages, metropolis):
    facts = typed(networks="203.0.113.7")
    said = pages.post(f"{LIST}nowy/", facts, HTTP_HX_REQUEST="true").content.decode()

    assert "A program of Uniwersytet Gdański may read the figures of the last release" in said
    assert "It may come from 203.0.113.7/32 only." in said
    with tenancy.acting_as(tenancy.Role.WEB):
        assert not ReleaseToken.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"nip": "123"}, "123 is no NIP"),
        ({"krs": "123"}, "123 is no number of the KRS"),
        ({"ends_on": f"{today() + timedelta(days=400):%d.%m.%Y}"}, "at most 365 days"),
        ({"networks": "here"}, "Write networks as"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(pages, facts, sentence):
    answer = pages.post(f"{LIST}nowy/", typed(**facts))

    assert sentence in answer.content.decode()
    with tenancy.acting_as(tenancy.Role.WEB):
        assert not Credential.objects.exists()


def test_it_is_suspended_resumed_and_revoked_with_clicks(pages, metropolis):
    token, key = serving.token()
    program, address = partners.Program(metropolis, key), f"{LIST}{token.pk}/"

    pages.post(f"{address}wstrzymaj/")
    assert program.get("/units/").status_code == 401
    pages.post(f"{address}wznow/")
    assert program.get("/units/").status_code == 200
    pages.post(f"{address}uniewaznij/")
    assert program.get("/units/").status_code == 401

    told = pages.get(address).content.decode()
    assert "Token of released figures revoked" in told
    assert pages.get(f"{address}nowy-klucz/").status_code == 404


def test_a_new_key_is_shown_once_and_the_older_one_stops_where_it_leaked(pages, metropolis):
    token, older = serving.token()
    facts = {"overlap_hours": "0", "version": "1"}
    answer = pages.post(f"{LIST}{token.pk}/nowy-klucz/", facts)
    [key] = set(KEY.findall(answer.content.decode()))

    assert partners.Program(metropolis, key).get("/units/").status_code == 200
    assert partners.Program(metropolis, older).get("/units/").status_code == 401


def test_its_requests_are_listed_with_what_stood_against_them(pages, metropolis):
    token, key = serving.token()
    partners.Program(metropolis, key).get("/values/?period=1899")

    told = pages.get(f"{LIST}{token.pk}/zapytania/").content.decode()

    assert "/values/" in told
    assert "period" in told


@pytest.mark.parametrize("role", [MetropolitanRole.METROPOLITAN_VIEWER, MetropolitanRole.OPERATOR])
def test_nobody_else_of_the_metropolis_finds_the_pages(metropolis, client_of, role):
    token, _key = serving.token()
    other = browser(metropolis, client_of, role)

    assert LIST not in other.get("/").content.decode()
    for address in (LIST, f"{LIST}nowy/", f"{LIST}{token.pk}/"):
        assert other.get(address).status_code == 403
    assert other.post(f"{LIST}{token.pk}/wstrzymaj/").status_code == 403
    assert the_token().is_open(timezone.now())


def test_pages_ask_no_more_with_many_tokens(pages, metropolis):
    for _nth in range(5):
        token, _key = serving.token()
    for address in (LIST, f"{LIST}{token.pk}/", f"{LIST}{token.pk}/zapytania/"):
        with CaptureQueriesContext(connection) as asked:
            pages.get(address)
        assert len(asked) <= MOST_QUERIES, address
