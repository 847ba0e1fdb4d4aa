"""Tests of the look choose their language themselves; without one they read English."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def polish() -> Iterator[None]:
    with translation.override("pl"):
        yield
