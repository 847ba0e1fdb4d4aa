"""The people of the page, entered once into a database of their own and published."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.conftest import alone, copy, drop, superuser
from tests.environment import WORKER
from tests.indicators.population import entering
from tests.indicators.population.entering import Entered


@pytest.fixture(scope="module")
def population(django_db_setup: None, django_db_blocker: Any) -> Iterator[Entered]:
    name, used = f"population_{WORKER}", connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), superuser() as link:
        with alone():
            drop(link, name)
            copy(link, name)
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        try:
            entered = entering.enter()
            entering.publish(entered)
            yield entered
        finally:
            connection.close()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = used
            drop(link, name)
