"""A partner with a workshop in alfa, and a receiver of its own that really answers over HTTPS."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tests.make import hooks, partners


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def workshop(alfa: Any, coordinator: Any) -> partners.Workshop:
    return partners.workshop(alfa, coordinator)


@pytest.fixture
def receiver(tmp_path: Path, settings: Any) -> Iterator[hooks.Receiver]:
    with hooks.receiving(tmp_path) as opened:
        settings.WEBHOOK_TEST_RECEIVER = opened.name
        settings.WEBHOOK_TEST_CA = str(tmp_path / "ca.pem")
        yield opened
