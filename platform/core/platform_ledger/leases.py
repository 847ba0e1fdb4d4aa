"""Long jobs: taken under a lease, given back when an attempt fails, found again when a worker died."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.platform_ledger.models import Job

State = Job.State
ENDED = (State.DONE, State.FAILED)
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 5
# A message is still on its way to whoever takes jobs.
PATIENCE = timedelta(seconds=20)


def leased(job_id: str) -> Job | None:
    """Take the job for a minute; None when it has ended or somebody else has it."""
    now = timezone.now()
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        held = job is not None and job.leased_until is not None and job.leased_until > now
        if job is None or job.state in ENDED or held:
            return None
        if job.attempts_count >= MOST_ATTEMPTS:
            # Each time its worker died without a word; somebody has to look.
            end(job, State.FAILED)
            return None
        job.state, job.leased_until = State.RUNNING, now + LEASE
        job.attempts_count += 1
        job.save()
    return job


def say(job: Job, saying: str, *, steps_done: int) -> None:
    """Tell what is being done, and that the worker is alive."""
    job.saying, job.problem = saying, ""
    job.steps_done_count, job.leased_until = steps_done, timezone.now() + LEASE
    job.save()


def give_back(job: Job, *, problem: str) -> None:
    """Leave the job to the next attempt, or give it up after the last one."""
    job.saying, job.problem = "", problem
    if job.attempts_count >= MOST_ATTEMPTS:
        end(job, State.FAILED)
        return
    job.state, job.leased_until = State.WAITING, None
    job.save()


def hand_on(job: Job) -> None:
    """Leave the rest to the next message: a step that was done is no attempt that failed."""
    job.state, job.leased_until, job.attempts_count = State.WAITING, None, 0
    job.save()


def end(job: Job, state: str) -> None:
    job.state, job.saying = state, ""
    job.leased_until, job.ended_at = None, timezone.now()
    job.save()


def left(kind: str) -> list[str]:
    """Jobs of a kind that wait, and those whose worker died with the lease in its hand."""
    now = timezone.now()
    jobs = Job.objects.filter(kind=kind)
    waiting = jobs.filter(state=State.WAITING, created_at__lt=now - PATIENCE)
    abandoned = jobs.filter(state=State.RUNNING, leased_until__lt=now)
    return [str(job_id) for job_id in (waiting | abandoned).values_list("pk", flat=True)]
