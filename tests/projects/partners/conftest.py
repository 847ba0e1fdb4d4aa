"""A partner with a workshop in alfa, and its program."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from tests.make import partners


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def workshop(alfa: Any, coordinator: Any) -> partners.Workshop:
    return partners.workshop(alfa, coordinator)


@pytest.fixture
def program(workshop: partners.Workshop) -> partners.Program:
    _token, key = partners.token(workshop)
    return partners.Program(workshop.tenant, key)
