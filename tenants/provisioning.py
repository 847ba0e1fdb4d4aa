"""The work of the operations worker: turns an entered tenant into a schema that answers."""

from collections.abc import Callable, Iterator

from core.permissions import System
from core.platform_ledger import leases
from core.platform_ledger.leases import ENDED, LEASE, MOST_ATTEMPTS
from core.tenancy import cluster, migrating
from tenants import operations
from tenants.models import Tenant

__all__ = ["ENDED", "LEASE", "MOST_ATTEMPTS", "left_jobs", "open_tenant"]


def open_tenant(job_id: str) -> None:
    """Carry out an opening; may be called twice and after a crash, and then does nothing or goes on."""
    job = leases.leased(job_id)
    if job is None:
        return
    try:
        tenant = Tenant.objects.get(pk=job.arguments["tenant"])
        for done, (saying, take) in enumerate(_steps()):
            leases.say(job, saying, steps_done=done)
            take(tenant)
    except Exception as error:
        leases.give_back(job, problem=f"{type(error).__name__}: {error}")
        raise
    job.steps_done_count = job.steps_count
    leases.end(job, leases.State.DONE)


def _steps() -> Iterator[tuple[str, Callable[[Tenant], None]]]:
    """Each step may be repeated after a crash and commits before the next is announced."""
    return zip(operations.STEPS, (_make_role, _make_tables, _open_door), strict=True)


def _make_role(tenant: Tenant) -> None:
    cluster.make_tenant_role(tenant.schema_name)


def _make_tables(tenant: Tenant) -> None:
    migrating.make_schema(tenant.schema_name)


def _open_door(tenant: Tenant) -> None:
    if tenant.state == Tenant.State.OPENING:
        operations.declare_open(tenant=tenant, by=System("operations"))


def left_jobs() -> list[str]:
    """Openings that wait, and those whose worker died with the lease in its hand."""
    return leases.left(operations.OPEN)
