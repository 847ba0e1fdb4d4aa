"""One real site for all journeys, on a copy of the template that carries the demo."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import conftest
from tests.environment import WORKER
from tests.journeys import site as sites


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[sites.Site]:
    name = f"journey_{WORKER}"
    with django_db_blocker.unblock():
        with conftest.superuser() as link, conftest.alone():
            conftest.drop(link, name)
            conftest.copy(link, name)
        with sites.running(name) as running:
            yield running
        with conftest.superuser() as link:
            conftest.drop(link, name)
