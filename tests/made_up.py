"""What the tests of both APIs with made-up requests share."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
)

# Schemathesis looks for Flask at every request: where there is none, this spares a walk through all folders.
if find_spec("flask") is None:
    sys.modules["flask"] = None  # type: ignore[assignment]
# The token is shown by us, whatever the case generates; and what a cursor, a choice of fields or a rule
# refuses, no schema can say.
NOT_OURS = [ignored_auth, positive_data_acceptance]
# A parameter with an empty list for a value is not in the address that is asked.
NOT_ASKED = [negative_data_rejection]
# Where an address chose the fields, which of them are there is told by `tells_what_was_chosen`.
CHOSEN = [response_schema_conformance]


def tells_what_was_chosen(answer: Any) -> bool:
    """Whether an address chose its fields; then its records tell those and no others, fewer than described."""
    named = parse_qs(urlsplit(answer.request.url).query).get("fields")
    if not named or answer.status_code != 200:
        return False
    told = answer.json()
    assert all(set(one) == set(named[-1].split(",")) for one in told.get("items", [told]))
    return True


def generated(most: int) -> Any:
    return settings(
        max_examples=most,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


@contextmanager
def one_connection() -> Iterator[None]:
    """Whatever a request does is undone after the test, as with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)
