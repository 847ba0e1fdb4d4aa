"""The metropolis's API against its own description: made-up requests by a body's program."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis

from config.openapi import METROPOLIS, described
from config.wsgi import application
from tests import made_up, make
from tests.conftest import another_database
from tests.made_up import NOT_ASKED, NOT_OURS, generated
from tests.make import serving

FEW = 60
SCHEMA = schemathesis.openapi.from_dict(described(METROPOLIS))
SCHEMA.app = application
pytestmark = pytest.mark.xdist_group("schema-metropolis")


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A release with people in it."""
    with another_database("schema_metropolis", django_db_blocker):
        serving.release(make.tenant("alfa"))
        yield


@pytest.fixture
def headers(made: None, db: None) -> Iterator[dict[str, str]]:
    program = serving.program(per_minute_count=1_000_000)
    with made_up.one_connection():
        yield {
            "Authorization": f"Bearer {program.key}",
            "Host": program.tenant.host,
            "Accept-Encoding": "identity",
        }


@SCHEMA.parametrize()
@generated(FEW)
def test_whatever_is_asked_the_answer_is_as_described(case, headers):
    answer = case.call(headers=headers)

    assert answer.status_code < 500
    case.validate_response(answer, excluded_checks=[*NOT_OURS, *NOT_ASKED])
