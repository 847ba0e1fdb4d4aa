"""The work of the operations worker: turns an entered tenant into a schema that answers."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.permissions import System
from core.platform_ledger.models import Job
from core.tenancy import cluster, migrating
from tenants import operations
from tenants.models import Tenant

State = Job.State
ENDED = (State.DONE, State.FAILED)
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 5


def open_tenant(job_id: str) -> None:
    """Carry out an opening; may be called twice and after a crash, and then does nothing or goes on."""
    job = _leased(job_id)
    if job is None:
        return
    try:
        tenant = Tenant.objects.get(pk=job.arguments["tenant"])
        for done, (saying, take) in enumerate(_steps()):
            _say(job, saying, steps_done=done)
            take(tenant)
    except Exception as error:
        _give_back(job, problem=f"{type(error).__name__}: {error}")
        raise
    job.steps_done_count = job.steps_count
    _end(job, State.DONE)


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


def _leased(job_id: str) -> Job | None:
    """Take the job for a minute; None when it has ended or somebody else has it."""
    now = timezone.now()
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        held = job is not None and job.leased_until is not None and job.leased_until > now
        if job is None or job.state in ENDED or held:
            return None
        if job.attempts_count >= MOST_ATTEMPTS:
            # Each time its worker died without a word; somebody has to look.
            _end(job, State.FAILED)
            return None
        job.state, job.leased_until = State.RUNNING, now + LEASE
        job.attempts_count += 1
        job.save()
    return job


def _say(job: Job, saying: str, *, steps_done: int) -> None:
    """Tell what is being done, and that the worker is alive."""
    job.saying, job.problem = saying, ""
    job.steps_done_count, job.leased_until = steps_done, timezone.now() + LEASE
    job.save()


def _give_back(job: Job, *, problem: str) -> None:
    """Leave the job to the next attempt, or give it up after the last one."""
    job.saying, job.problem = "", problem
    if job.attempts_count >= MOST_ATTEMPTS:
        _end(job, State.FAILED)
        return
    job.state, job.leased_until = State.WAITING, None
    job.save()


def _end(job: Job, state: str) -> None:
    job.state, job.saying = state, ""
    job.leased_until, job.ended_at = None, timezone.now()
    job.save()


def left_jobs() -> list[str]:
    """Jobs that wait, and jobs whose worker died with the lease in its hand."""
    now = timezone.now()
    waiting = Job.objects.filter(state=State.WAITING, created_at__lt=now - timedelta(seconds=20))
    abandoned = Job.objects.filter(state=State.RUNNING, leased_until__lt=now)
    return [str(job_id) for job_id in (waiting | abandoned).values_list("pk", flat=True)]
