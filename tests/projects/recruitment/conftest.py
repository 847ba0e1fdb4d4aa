"""A round of alfa with one question, and browsers of both sides of the desk."""

from typing import Any

import pytest

from core import tenancy
from core.ledger.models import Member
from tests.make import recruitment as made


@pytest.fixture
def browser(client_of: Any, coordinator: Any, alfa: Any) -> Any:
    """Anna's, the coordinator's."""
    return client_of(coordinator, alfa)


@pytest.fixture
def opened(inside_alfa: Any) -> Any:
    """An open round with two places, one on the reserve list, and one question for 3 points."""
    recruitment = made.recruitment(by=inside_alfa)
    made.grid(recruitment, by=inside_alfa)
    return recruitment


@pytest.fixture
def on_the_web(alfa: Any, coordinator: Any) -> Any:
    """A rolling round with its web form open, made and left."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        recruitment = made.recruitment(by=anna, closes_on=None)
        made.grid(recruitment, by=anna)
        return made.open_web_form(recruitment, by=anna)
