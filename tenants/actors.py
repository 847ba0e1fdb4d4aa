"""Who acts on the platform's side: an account with the roles it holds in one tenant."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from core.permissions import MetropolitanRole, TenantRole

ROLE_NAMES: dict[str, str | Promise] = dict([*TenantRole.choices, *MetropolitanRole.choices])


@dataclass(frozen=True)
class Steward:
    """A signed-in person in one tenant or in the metropolis, outside of any tenant's schema."""

    account_id: UUID
    tenant_id: int
    display_name: str
    grants: list[dict[str, Any]]


def role_names(grants: list[dict[str, Any]]) -> list[str]:
    """The names of the roles held, each once, in the order in which roles are declared."""
    held = {grant["role"] for grant in grants}
    return [str(name) for role, name in ROLE_NAMES.items() if role in held]
