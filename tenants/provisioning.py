"""The work of the operations worker: turns an entered tenant into a schema that answers."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from core.permissions import System
from core.platform_ledger.models import Job
from core.tenancy import cluster, migrating
from tenants import operations
from tenants.models import Tenant

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 5


def open_tenant(job_id: str) -> None:
    """Carry out an opening; may be called twice and after a crash, and then does nothing or goes on."""
    job = _leased(job_id)
    if job is None:
        return
    tenant = Tenant.objects.get(pk=job.arguments["tenant"])
    try:
        _open(tenant, job)
    except Exception as error:
        _say(job, "", state=Job.State.WAITING, problem=f"{type(error).__name__}: {error}")
        raise
    _say(job, "", state=Job.State.DONE, step=job.steps_count)


def _open(tenant: Tenant, job: Job) -> None:
    """Each step may be repeated after a crash and commits before the next is announced."""
    _say(job, _("Making the role"), step=1)
    cluster.make_tenant_role(tenant.schema_name)
    _say(job, _("Making the tables"), step=2)
    migrating.make_schema(tenant.schema_name)
    _say(job, _("Opening the door"), step=3)
    if tenant.state == Tenant.State.OPENING:
        operations.declare_open(tenant=tenant, by=System("operations"))


def _leased(job_id: str) -> Job | None:
    """Take the job for a minute; None when it is done or somebody else has it."""
    now = timezone.now()
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        held = job is not None and job.leased_until is not None and job.leased_until > now
        if job is None or job.state in (Job.State.DONE, Job.State.FAILED) or held:
            return None
        job.state, job.leased_until = Job.State.RUNNING, now + LEASE
        job.attempts_count += 1
        if job.attempts_count > MOST_ATTEMPTS:
            job.state, job.ended_at = Job.State.FAILED, now
        job.save()
    return job if job.state == Job.State.RUNNING else None


def _say(
    job: Job, saying: str, *, state: str = Job.State.RUNNING, step: int = 0, problem: str = ""
) -> None:
    job.saying, job.state, job.problem = saying, state, problem
    job.steps_done_count = max(job.steps_done_count, step)
    if state != Job.State.RUNNING:
        job.leased_until = None
    if state == Job.State.DONE:
        job.ended_at = timezone.now()
    job.save()


def left_jobs() -> list[str]:
    """Jobs that wait, and jobs whose worker died with the lease in its hand."""
    now = timezone.now()
    waiting = Job.objects.filter(state=Job.State.WAITING, created_at__lt=now - timedelta(seconds=20))
    abandoned = Job.objects.filter(state=Job.State.RUNNING, leased_until__lt=now)
    return [str(job_id) for job_id in (waiting | abandoned).values_list("pk", flat=True)]
