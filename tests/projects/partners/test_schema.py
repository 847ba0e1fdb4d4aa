"""The API against its own description: made-up requests by a reader and by a writer."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)

from config.openapi import described
from config.wsgi import application
from core import tenancy
from projects.partners.actions import Action, Field
from tests import make
from tests.conftest import another_database
from tests.make import partners
from tests.make import support as making

# The token is shown by us, whatever the case generates; and what a cursor, a choice of fields or a rule
# refuses, no schema can say.
NOT_OURS = [ignored_auth, positive_data_acceptance]
# A parameter with an empty list for a value is not in the address that is asked.
NOT_ASKED = [negative_data_rejection]
STOPPED_AT_THE_DOOR = (400, 403, 405, 415)
CANARY = "Kanarek"
READING = tuple(action for action in Action.values if not action.endswith(":write"))
# Of each operation and kind of token, beside the examples and the borders that each has anyhow.
FEW, MANY = 52, 1400
SCHEMA = schemathesis.openapi.from_dict(described())
SCHEMA.app = application
pytestmark = pytest.mark.xdist_group("schema")


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[partners.Workshop]:
    """A partner's workshop beside another partner's, whose person must never be seen."""
    with another_database("schema", django_db_blocker):
        alfa = make.tenant("alfa")
        coordinator = make.account("anna@example.org", "Anna Lis", alfa, "coordinator")
        workshop = partners.workshop(alfa, coordinator)
        other = partners.workshop(alfa, coordinator, name="Fundacja Inna")
        with tenancy.inside(alfa):
            making.people(1, of=other.project, by=other.anna, given_name=CANARY)
            making.mark(workshop.session, workshop.people[0], by=workshop.anna)
        yield workshop


@pytest.fixture(scope="module")
def statuses() -> Counter[int]:
    return Counter()


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Whatever a request does is undone after the test, as with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(params=["reader", "writer"])
def headers(request: Any, made: partners.Workshop, db: None, one_connection: None) -> dict:
    actions = tuple(Action.values) if request.param == "writer" else READING
    _token, key = partners.token(
        made, actions=actions, fields=tuple(Field.values), per_minute_count=1_000_000
    )
    return {
        "Authorization": f"Bearer {key}",
        "Host": made.tenant.host,
        "Accept-Encoding": "identity",
    }


def generated(most: int) -> Any:
    return settings(
        max_examples=most,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


@SCHEMA.parametrize()
@generated(FEW)
def test_whatever_is_sent_the_answer_is_as_described(case, headers, statuses):
    judge(case, headers, statuses)


@pytest.mark.slow
@SCHEMA.parametrize()
@generated(MANY)
def test_a_hundred_thousand_requests_are_answered_as_described(case, headers, statuses):
    judge(case, headers, statuses)


def judge(case: schemathesis.Case, headers: dict[str, str], statuses: Counter[int]) -> None:
    answer = case.call(headers=headers)
    statuses[answer.status_code] += 1
    assert answer.status_code < 500
    assert CANARY not in answer.text
    not_here = NOT_ASKED if case.method == "GET" else []
    case.validate_response(answer, excluded_checks=[*NOT_OURS, *not_here])


def test_enough_of_them_came_past_the_door(statuses):
    """The last of this file: what is refused for its token or its method tries nothing."""
    let_in = sum(times for status, times in statuses.items() if status != 401)
    judged = sum(
        times for status, times in statuses.items() if status not in (401, *STOPPED_AT_THE_DOOR)
    )

    assert let_in >= 5000
    assert judged >= 0.6 * let_in
