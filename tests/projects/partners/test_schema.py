"""The API against its own description: made-up requests by a reader and by a writer."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from config.wsgi import application
from core import tenancy
from projects.partners.actions import Action, Field
from tests.make import partners
from tests.make import support as making

# The token is shown by us, whatever the case generates; and what a cursor, a choice of fields or a rule
# refuses, no schema can say.
NOT_OURS = [ignored_auth, positive_data_acceptance]
CANARY = "Kanarek"
READING = tuple(action for action in Action.values if not action.endswith(":write"))
# Of each operation and kind of token.
EXAMPLES = 8


def described() -> Any:
    generator = SchemaGenerator(urlconf="config.urls_tenant")
    return generator.get_schema(request=None, public=True)


SCHEMA = schemathesis.openapi.from_dict(described())
SCHEMA.app = application
OPERATIONS = {operation.ok().label: operation.ok() for operation in SCHEMA.get_all_operations()}


@pytest.fixture(scope="module")
def statuses() -> Counter[int]:
    return Counter()


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Whatever a request does is undone after the test, as with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def workshop(alfa: Any, beta: Any, coordinator: Any) -> partners.Workshop:
    """A partner's workshop beside another partner's, whose person must never be seen."""
    made = partners.workshop(alfa, coordinator)
    other = partners.workshop(alfa, coordinator, name="Fundacja Inna")
    with tenancy.inside(alfa):
        making.people(1, of=other.project, by=other.anna, given_name=CANARY)
        making.mark(made.session, made.people[0], by=made.anna)
    return made


@pytest.mark.parametrize("label", sorted(OPERATIONS))
@pytest.mark.parametrize("writes", [False, True], ids=["reader", "writer"])
def test_whatever_is_sent_the_answer_is_as_described(workshop, statuses, label, writes):
    actions = tuple(Action.values) if writes else READING
    _token, key = partners.token(
        workshop, actions=actions, fields=tuple(Field.values), per_minute_count=1_000_000
    )
    headers = {
        "Authorization": f"Bearer {key}",
        "Host": workshop.tenant.host,
        "Accept-Encoding": "identity",
    }

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=OPERATIONS[label].as_strategy())
    def send(case: schemathesis.Case) -> None:
        answer = case.call(headers=headers)
        statuses[answer.status_code] += 1
        assert answer.status_code < 500
        assert CANARY not in answer.text
        case.validate_response(answer, excluded_checks=NOT_OURS)

    send()
