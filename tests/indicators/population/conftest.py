"""The people of the page, entered once into a database of their own and published."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import another_database
from tests.indicators.population import entering
from tests.indicators.population.entering import Entered


@pytest.fixture(scope="module")
def population(django_db_setup: None, django_db_blocker: Any) -> Iterator[Entered]:
    with another_database("population", django_db_blocker):
        entered = entering.enter()
        entering.publish(entered)
        yield entered
