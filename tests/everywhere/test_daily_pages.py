"""Every daily page asks the database at most fifteen times, however many rows it shows."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from core import tenancy
from core.ledger.models import Member
from tests import make
from tests.everywhere import daily, things
from tests.make import crowd

FEW, MANY = 1, 10
ONLY_POSTS = 405


@pytest.fixture
def ids(alfa, coordinator) -> Iterator[dict[str, Any]]:
    """Something real for every placeholder, and one row of everything beside it."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        one = make.participation(by=anna)
        ids = things.everything(participation=one, by=anna)
        crowd.around(ids, numbers=range(FEW), by=anna)
    return ids


def test_every_daily_page_asks_at_most_fifteen_times_however_many_rows_it_shows(
    ids, alfa, coordinator, client_of
):
    client = client_of(coordinator, alfa)

    few = _asked(client, ids)
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        crowd.around(ids, numbers=range(FEW, MANY), by=anna)
    many = _asked(client, ids)

    assert {name: n for name, n in many.items() if n > daily.MOST_QUERIES} == {}
    assert {name: (few[name], many[name]) for name in few if few[name] != many[name]} == {}


def test_the_list_of_daily_pages_names_nothing_that_is_not_there():
    known = {name for name, _entry in daily.everything()}

    assert set(daily.NOT_DAILY) <= known
    assert len(daily.pages()) > 100


def _asked(client: Client, ids: dict[str, Any]) -> dict[str, int]:
    """How often each page asks, and that every one of them is there."""
    addresses = daily.addresses(ids)
    # The first look of a day writes a row more than the others.
    client.get(addresses["desk:person"])
    asked = {}
    for name, address in addresses.items():
        status, queries = daily.queries_of(client, address)
        assert status in (200, ONLY_POSTS), (name, status)
        if status == 200:
            asked[name] = len(queries)
    return asked
