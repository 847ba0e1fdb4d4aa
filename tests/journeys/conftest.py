"""One real site for all journeys, on a copy of the template that carries the demo."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import conftest
from tests.environment import WORKER
from tests.journeys import browsing
from tests.journeys import site as sites


# Of the package and not of the session: what still runs would take its share from other tests, and
# a browser's loop keeps Django from the database.
@pytest.fixture(scope="package")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[sites.Site]:
    name = f"journey_{WORKER}"
    with django_db_blocker.unblock():
        with conftest.superuser() as link, conftest.alone():
            conftest.drop(link, name)
            conftest.copy(link, name)
        with sites.running(name) as running:
            yield running
        # Not dropped: that is ten thousand files, which go sooner with the whole cluster.


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all; each test opens windows of its own, which know nothing of each other."""
    with browsing.chromium() as running:
        yield running
