"""Every address of the metropolis's API, by every method, for everybody who has no business there."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from config.openapi import METROPOLIS, UNIT, described
from core import tenancy
from core.permissions import MetropolitanRole
from dashboards.serving import issuing, operations
from dashboards.serving.models import ReleaseToken
from tenants import operations as tenants
from tests import make
from tests.conftest import nobody_at
from tests.make import partners, serving

METHODS = ("get", "post", "put", "patch", "delete")
NAMES = [
    entry.name
    for entry in get_resolver("config.urls_api_metropolis").url_patterns
    if entry.name != "nowhere"
]
PATHS = described(METROPOLIS)["paths"]
PROBLEM = "application/problem+json"
NOWHERE = ("", "projects/", "values/1/", "participants/", "%00", "x" * 300)


def address(name: str) -> str:
    return reverse(f"api:{name}", urlconf=METROPOLIS)


def asked(where: Any, key: str | None, *, client: Client | None = None) -> Iterator[Any]:
    shown = {"Authorization": f"Bearer {key}"} if key else {}
    for name, method in product(NAMES, METHODS):
        ask = getattr(client or nobody_at(where.host), method)
        yield name, method, ask(address(name), headers=shown, content_type="application/json")


def test_every_address_is_described_and_takes_nothing_but_questions():
    assert {address(name) for name in NAMES} == {*PATHS, address("description")}
    assert {method for path in PATHS.values() for method in path} == {"get"}


def test_a_token_of_the_metropolis_reads_and_does_nothing_else(metropolis):
    _token, key = serving.token()
    for name, method, answer in asked(metropolis, key):
        assert answer.status_code == (200 if method == "get" else 405), (name, method)


def test_whoever_has_a_token_reads_the_description_and_it_is_of_this_host(metropolis):
    told = serving.program().get("/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == set(PATHS)


def _suspended(token: ReleaseToken) -> None:
    operations.suspend_token(token=token, at=timezone.now(), by=make.BY)


def _revoked(token: ReleaseToken) -> None:
    issuing.revoke_token(token=token, at=timezone.now(), by=make.BY)


def _expired(token: ReleaseToken) -> None:
    ended_at = timezone.now() - timedelta(seconds=1)
    ReleaseToken.objects.filter(pk=token.pk).update(ends_at=ended_at)


@pytest.mark.parametrize("end", [_suspended, _revoked, _expired])
def test_a_token_that_ended_opens_nothing(metropolis, end):
    token, key = serving.token()
    with tenancy.acting_as(tenancy.Role.WEB):
        end(token)

    for name, method, answer in asked(metropolis, key):
        assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM), (name, method)


@pytest.mark.parametrize("key", [None, "szansa_" + "0" * 50])
def test_who_has_no_token_is_told_nothing(metropolis, key):
    for name, method, answer in asked(metropolis, key):
        assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM), (name, method)


def test_a_units_token_is_none_here(metropolis, alfa, coordinator):
    _token, key = partners.token(partners.workshop(alfa, coordinator))

    assert partners.Program(alfa, key).get("/projects/").status_code == 200
    for name, method, answer in asked(metropolis, key):
        assert answer.status_code == 401, (name, method)


def test_the_metropolis_token_is_none_at_a_unit(alfa):
    _token, key = serving.token()
    program = partners.Program(alfa, key)

    for path in described(UNIT)["paths"]:
        if "{" not in path:
            assert program.get(path.removeprefix("/api/v1")).status_code == 401, path


@pytest.mark.parametrize("role", MetropolitanRole.values)
def test_who_is_signed_in_has_no_token_by_that(metropolis, client_of, role):
    account = make.account("ala@example.org", "Ala Nowicka")
    tenants.grant(account=account, tenant=metropolis, role=role, by=make.BY)
    browser = client_of(account, metropolis)

    for name, method, answer in asked(metropolis, None, client=browser):
        assert answer.status_code == 401, (name, method)
        assert not answer.cookies


@pytest.mark.parametrize("typed", NOWHERE, ids=lambda typed: typed[:9])
def test_what_is_no_address_is_a_problem_document(metropolis, typed):
    answer = serving.program().get(f"/{typed}")

    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
