"""Who works where: an administrator of alfa, and the platform's operator."""

from collections.abc import Callable
from typing import Any

import pytest

from tenants import queries
from tenants.actors import Steward
from tests import make


@pytest.fixture
def administrator(alfa: Any) -> Any:
    """Ola, the only administrator of alfa, as an account."""
    return make.account("ola@example.org", "Ola Miotk", alfa, "administrator")


@pytest.fixture
def operator(metropolis: Any) -> Any:
    """Olga, the only operator of the platform, as an account."""
    return make.account("olga@example.org", "Olga Reszka", metropolis, "operator")


@pytest.fixture
def acting() -> Callable[[Any, Any], Steward]:
    """An account as it acts in a tenant, with the roles it holds there."""

    def steward(account: Any, tenant: Any) -> Steward:
        found = queries.steward(account, tenant)
        assert found, "somebody with a role here, please"
        return found

    return steward
