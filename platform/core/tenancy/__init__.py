"""The one door to tenants' schemas: who acts where, under which role of the database."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db import connection as default_connection
from django_tenants.utils import get_tenant_model

from core.tenancy.backend import plans
from core.tenancy.roles import Role, name_for_tenant, name_of

if TYPE_CHECKING:
    from uuid import UUID

    from core.tenancy.backend.base import DatabaseWrapper

connection = cast("DatabaseWrapper", default_connection)
logger = logging.getLogger(__name__)

__all__ = [
    "Place",
    "Role",
    "acting_as",
    "current",
    "for_each_tenant",
    "forget_plans",
    "inside",
    "is_inside",
    "keeping_plans",
]


class Place(Protocol):
    """What this module needs to know of a tenant."""

    schema_name: str
    uuid: "UUID"
    wrapped_key: bytes


class SwitchInsideTransaction(RuntimeError):
    """A transaction belongs to one tenant and one role; finish it before going elsewhere."""


class NoTenant(RuntimeError):
    """This needs a tenant, and the code runs outside of all of them."""


@contextmanager
def inside(tenant: Place, *, role: Role | None = None) -> Iterator[Place]:
    """Act inside a tenant's schema, under its own role unless another is named."""
    acting = name_of(role) if role else name_for_tenant(tenant.schema_name)
    with _switched(tenant, acting):
        yield tenant


@contextmanager
def acting_as(role: Role) -> Iterator[None]:
    """Act in the shared schema under a role of the platform."""
    with _switched(None, name_of(role)):
        yield


@contextmanager
def _switched(tenant: Place | None, role: str) -> Iterator[None]:
    here = (connection.tenant, connection.acting_role)
    schema_name = tenant.schema_name if tenant else "public"
    if (connection.schema_name, connection.acting_role) == (schema_name, role):
        yield
        return
    _refuse_inside_transaction()
    _go(tenant, role)
    try:
        yield
    finally:
        _go(*here)


def _go(tenant: Place | None, role: str | None) -> None:
    if tenant is None:
        connection.set_schema_to_public()
    else:
        connection.set_tenant(tenant)
    connection.acting_role = role


def _refuse_inside_transaction() -> None:
    # A test case wraps everything in transactions of its own: those alone are exempt.
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise SwitchInsideTransaction


@contextmanager
def keeping_plans() -> Iterator[None]:
    """Have the server keep the plan of every statement from here on, for when we are here again.

    For what is asked all the time and of a few rows: a kept plan knows nothing of how many they are.
    """
    connection.ensure_connection()
    with plans.kept(connection.connection, connection.schema_name):
        yield


def forget_plans() -> None:
    """After a failure: a kept plan may be of a table that has changed since."""
    connection.ensure_connection()
    plans.forget(connection.connection)


def is_inside() -> bool:
    return connection.schema_name != "public"


def current() -> Place:
    """The tenant we are inside of."""
    # Asked for every sealed value: the way to the connection is gone once.
    here: Any = connections[DEFAULT_DB_ALIAS]
    if here.schema_name == "public":
        raise NoTenant
    return cast("Place", here.tenant)


def for_each_tenant(work: Callable[[Any], object], *, role: Role | None = None) -> list[str]:
    """Do the work inside every open tenant; return the schemas in which it failed."""
    failed = []
    for tenant in list(get_tenant_model().objects.open()):
        with inside(tenant, role=role):
            try:
                work(tenant)
            except Exception:  # noqa: BLE001
                # One tenant's trouble must not stop the night run of the others.
                logger.exception("%s failed in %s", work, tenant.schema_name)
                failed.append(tenant.schema_name)
    return failed
