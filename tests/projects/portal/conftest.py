"""A partner's token with the link of its developer's page, and a visitor who has only that."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone, translation

from core import tenancy
from projects.partners import operations
from tests.make import partners


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def workshop(alfa: Any, coordinator: Any) -> partners.Workshop:
    return partners.workshop(alfa, coordinator)


@pytest.fixture
def made(workshop: partners.Workshop) -> tuple[Any, str, str]:
    """The token, its key and the address of its page."""
    token, key = partners.token(workshop)
    with tenancy.inside(workshop.tenant):
        link = operations.make_portal_link(token=token, at=timezone.now(), by=workshop.anna)
    return token, key, f"/partner/{link}/"


@pytest.fixture
def visitor(client_of: Any, alfa: Any) -> Any:
    browser = client_of(None, alfa)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return browser
