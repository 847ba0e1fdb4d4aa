"""Every address of the API refuses whoever has no token of this host, and says so in one way."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from config import urls_api
from projects.partners.actions import Action
from tests.make import partners

ROUTES = [
    name
    for entry in get_resolver("config.urls_api").url_patterns
    if (name := entry.name) != "nowhere"
]
METHODS = ("get", "post", "put", "patch", "delete")


def _address(name: str) -> str:
    (entry,) = [one for one in urls_api.urlpatterns if one.name == name]
    kwargs = {key: uuid4() for key in entry.pattern.converters}
    return reverse(f"api:{name}", urlconf="config.urls_tenant", kwargs=kwargs)


@pytest.fixture
def workshop(alfa: Any, coordinator: Any) -> partners.Workshop:
    return partners.workshop(alfa, coordinator)


def test_the_walk_finds_addresses():
    assert len(ROUTES) > 10


@pytest.mark.parametrize("name", ROUTES)
@pytest.mark.parametrize("method", METHODS)
def test_without_a_token_nothing_is_told(alfa, name, method):
    answer = getattr(Client(HTTP_HOST=alfa.host), method)(_address(name))

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", ROUTES)
def test_who_is_signed_in_has_no_token_by_that(client_of, coordinator, alfa, name):
    answer = client_of(coordinator, alfa).get(_address(name))

    assert answer.status_code == 401
    assert not answer.cookies


@pytest.mark.parametrize("name", ROUTES)
def test_the_neighbours_token_is_none(workshop, beta, name):
    _token, key = partners.token(workshop)

    answer = Client(HTTP_HOST=beta.host).get(
        _address(name), headers={"Authorization": f"Bearer {key}"}
    )

    assert answer.status_code == 401


@pytest.mark.parametrize("name", ROUTES)
@pytest.mark.parametrize("method", METHODS)
def test_what_the_address_does_not_take_or_the_token_may_not_is_a_problem(workshop, name, method):
    """A token with one right that no address asks for alone: each address answers 403, 404 or 405."""
    _token, key = partners.token(workshop, actions=(Action.RECEIVE_EVENTS,))

    answer = getattr(Client(HTTP_HOST=workshop.tenant.host), method)(
        _address(name), headers={"Authorization": f"Bearer {key}"}
    )

    assert answer.status_code in (403, 405)
    assert answer["Content-Type"] == "application/problem+json"
