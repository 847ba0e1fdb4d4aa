"""Tasks say where they run: inside the tenant named in the message, or for the platform. Fail closed."""

from typing import Any

from celery import Task
from django.db import close_old_connections
from django_tenants.utils import get_tenant_model

from core import tenancy
from core.tenancy.roles import Role


class PlatformTask(Task):
    """Runs in the shared schema, under the role of the process."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        close_old_connections()
        if tenancy.is_inside():
            raise tenancy.NoTenant(f"{self.name} belongs to the platform, not inside a tenant")
        return super().__call__(*args, **kwargs)


class TenantTask(Task):
    """Takes `schema_name` as its first argument and runs inside that tenant, or not at all."""

    abstract = True
    role: Role | None = None

    def __call__(self, *args: Any, schema_name: str = "", **kwargs: Any) -> Any:
        close_old_connections()
        if not schema_name:
            raise tenancy.NoTenant(f"{self.name} was sent without a tenant")
        tenant = get_tenant_model().objects.get(schema_name=schema_name)
        with tenancy.inside(tenant, role=self.role):
            return super().__call__(*args, **kwargs)
