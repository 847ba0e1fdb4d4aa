"""The API against its own description: made-up requests by a reader and by a writer."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis

from config.openapi import described
from config.wsgi import application
from core import tenancy
from projects.partners.actions import Action, Field
from tests import made_up, make
from tests.conftest import another_database
from tests.made_up import NOT_ASKED, NOT_OURS, generated
from tests.make import partners
from tests.make import support as making

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


@pytest.fixture(scope="module")
def statuses_of_many() -> Counter[int]:
    return Counter()


@pytest.fixture
def one_connection() -> Iterator[None]:
    with made_up.one_connection():
        yield


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


@SCHEMA.parametrize()
@generated(FEW)
def test_whatever_is_sent_the_answer_is_as_described(case, headers, statuses):
    judge(case, headers, statuses)


@pytest.mark.slow
@SCHEMA.parametrize()
@generated(MANY)
def test_a_hundred_thousand_requests_are_answered_as_described(case, headers, statuses_of_many):
    judge(case, headers, statuses_of_many)


def judge(case: schemathesis.Case, headers: dict[str, str], statuses: Counter[int]) -> None:
    answer = case.call(headers=headers)
    statuses[answer.status_code] += 1
    assert answer.status_code < 500
    assert CANARY not in answer.text
    not_here = NOT_ASKED if case.method == "GET" else []
    case.validate_response(answer, excluded_checks=[*NOT_OURS, *not_here])


def test_enough_of_them_came_past_the_door(statuses):
    """After all of them: what is refused for its token or its method tries nothing."""
    assert_enough(statuses, least=5_000)


@pytest.mark.slow
def test_enough_of_the_hundred_thousand_came_past_the_door(statuses_of_many):
    assert_enough(statuses_of_many, least=100_000)


def assert_enough(statuses: Counter[int], *, least: int) -> None:
    let_in = sum(times for status, times in statuses.items() if status != 401)
    judged = sum(
        times for status, times in statuses.items() if status not in (401, *STOPPED_AT_THE_DOOR)
    )

    assert let_in >= least
    assert judged >= 0.6 * let_in
