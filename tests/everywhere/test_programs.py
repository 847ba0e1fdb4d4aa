"""Every address of the API, by every method, for everybody who has no business there, with every id.

Generated from the addresses and the API's own description: an address that nobody thought of fails.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from config.openapi import described
from tests.conftest import another_database, nobody_at
from tests.everywhere import programs
from tests.everywhere.programs import World

METHODS = ("get", "post", "put", "patch", "delete")
ROUTES = {
    entry.name: entry
    for entry in get_resolver("config.urls_api").url_patterns
    if entry.name != "nowhere"
}
OF_ONE = {name for name, entry in ROUTES.items() if entry.pattern.converters}
PATHS = described()["paths"]
NOWHERE = "00000000-0000-7000-8000-000000000000"
MALFORMED = ("1", "..%2F", "%00", "a%0Ab", "zażółć", "x" * 300)
PROBLEM = "application/problem+json"
pytestmark = pytest.mark.xdist_group("programs")


def address(name: str, record_id: str | None = None) -> str:
    kwargs = {"record_id": record_id} if record_id else {}
    return reverse(f"api:{name}", urlconf="config.urls_tenant", kwargs=kwargs)


def methods_of(name: str) -> set[str]:
    """What the description says that an address takes."""
    path = address(name, str(uuid4()) if name in OF_ONE else None)
    known = path if name not in OF_ONE else _pattern(path)
    return {method for method in PATHS[known] if method in METHODS}


def _pattern(path: str) -> str:
    parts = path.split("/")
    place = next(n for n, part in enumerate(parts) if len(part) == 36)
    return "/".join([*parts[:place], "{record_id}", *parts[place + 1 :]])


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with another_database("programs", django_db_blocker):
        yield programs.world()


@pytest.fixture
def world(made: World, db: None) -> World:
    return made


def asked(world: World, key: str | None, *, client: Client | None = None) -> Iterator[Any]:
    """Every address by every method, with the ids of the first partner's own records."""
    shown = {"Authorization": f"Bearer {world.keys[key]}"} if key else {}
    for name, method in product(ROUTES, METHODS):
        url = address(name, world.ids["own"][name] if name in OF_ONE else None)
        ask = getattr(client or nobody_at(world.host), method)
        yield name, method, ask(url, headers=shown, content_type="application/json")


def test_every_address_is_described_and_every_kind_of_record_is_in_the_world(world):
    assert len(ROUTES) > 20
    assert {name for name in ROUTES if not methods_of(name)} == set()
    for ids in world.ids.values():
        assert set(ids) == OF_ONE


def test_what_is_ones_own_is_there(world):
    """Or the rest of this file would pass for want of anything to be refused."""
    for name, method, answer in asked(world, "own"):
        if method == "get" and name not in ("csv",):
            assert answer.status_code == 200, name


REFUSED = ("no key", "revoked", "suspended", "expired", "another tenant's")


@pytest.mark.parametrize("key", [None, *REFUSED])
def test_who_has_no_token_that_holds_here_is_told_nothing(world, key):
    for name, method, answer in asked(world, key):
        assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM), (name, method)


@pytest.mark.parametrize("role", programs.ROLES)
def test_who_is_signed_in_has_no_token_by_that(world, role, client_of):
    browser = client_of(world.accounts[role], world.workshop.tenant)
    for name, method, answer in asked(world, None, client=browser):
        assert answer.status_code == 401, (name, method)
        assert not answer.cookies


def test_a_token_without_the_right_is_refused_whatever_the_address_takes(world):
    for name, method, answer in asked(world, "without a right"):
        expected = 403 if method in methods_of(name) else 405
        assert (answer.status_code, answer["Content-Type"]) == (expected, PROBLEM), (name, method)


@pytest.mark.parametrize("key", ["another project's", "another partner's of the project"])
def test_what_is_another_partners_is_as_if_it_never_was(world, key):
    """Also for a partner of the very same project, which alone it may see."""
    beside = key != "another project's"
    for name in OF_ONE - ({"project"} if beside else set()):
        for method in methods_of(name):
            mine = _send(world, key, method, address(name, world.ids["own"][name]))
            nobodys = _send(world, key, method, address(name, NOWHERE))
            assert (mine.status_code, mine.content) == (404, nobodys.content), (name, method)


@pytest.mark.parametrize("whose", ["other", "foreign"])
def test_ids_of_others_lead_nowhere(world, whose):
    for name in OF_ONE:
        for method in methods_of(name):
            answer = _send(world, "own", method, address(name, world.ids[whose][name]))
            assert answer.status_code == 404, (name, method)


def test_no_list_tells_a_record_of_others(world):
    """Filters by ids of others included."""
    strangers = {one for ids in ("other", "foreign") for one in world.ids[ids].values()}
    filters = Counter[str]()
    for name in ROUTES.keys() - OF_ONE:
        parameters = PATHS[address(name)].get("get", {}).get("parameters", [])
        by_id = [one["name"] for one in parameters if one["schema"].get("format") == "uuid"]
        for query in ("", *(f"?{one}={pk}" for one in by_id for pk in sorted(strangers))):
            answer = _send(world, "own", "get", address(name) + query)
            told = answer.content.decode().replace(query.partition("=")[2] or "-", "")
            assert not [one for one in strangers if one in told], (name, query)
            filters[name] += 1
    assert max(filters.values()) > 10


@pytest.mark.parametrize("typed", MALFORMED, ids=lambda typed: typed[:9])
def test_an_id_that_could_be_none_is_answered_as_an_unknown_one(world, typed):
    for name in OF_ONE:
        answer = _send(world, "own", "get", address(name, NOWHERE).replace(NOWHERE, typed))
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM), name


def _send(world: World, key: str, method: str, url: str) -> Any:
    headers = {"Authorization": f"Bearer {world.keys[key]}", "Idempotency-Key": str(uuid4())}
    return getattr(nobody_at(world.host), method)(
        url, headers=headers, content_type="application/json"
    )
