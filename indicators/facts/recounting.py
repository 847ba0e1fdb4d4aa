"""Counting one definition anew for everybody, after a version of it was published.

A job in steps: first hits, open results and the shared cells, in one transaction; then the own cells
of each tenant, a transaction each, in which the step is noted. So it goes on where it was killed, and
publishing goes on beside it: a tenant's cells are made from its hits whatever was added to them before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction

from core import jobs, tenancy
from core.days import today
from core.platform_ledger import leases
from core.platform_ledger.models import Job
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from indicators.definitions.queries import Published
from indicators.definitions.vocabulary import Kind
from indicators.facts import events, statements, tally
from indicators.facts.models import ParticipationFact
from indicators.language.as_sql import hits_statement
from indicators.language.opening_as_sql import open_statement
from tenants.models import Tenant

KIND = "recount a definition"
RECOUNT = "indicators.facts.tasks.recount"
PUBLISHING = tenancy.Role.PUBLISHING


def ask(code: str, *, since: date) -> Job:
    """Leave a job to count a definition anew, from the day on which its version comes into force."""
    job = Job.objects.create(kind=KIND, arguments={"code": code, "since": since.isoformat()})
    jobs.send_after_commit(RECOUNT, str(job.pk))
    return job


def due(*, on: date) -> list[str]:
    """Jobs that a lost message or a dead worker left behind, and whose day has come."""
    left = Job.objects.filter(pk__in=leases.left(KIND)).order_by("created_at")
    return [str(job.pk) for job in left if _is_due(job, on=on)]


def _is_due(job: Job, *, on: date) -> bool:
    return date.fromisoformat(job.arguments["since"]) <= on


def carry_out(job_id: str) -> None:
    """Recount; may be called twice and after a crash, and then does nothing or goes on."""
    on = today()
    with tenancy.acting_as(PUBLISHING):
        job = Job.objects.filter(pk=job_id, kind=KIND).first()
        if job is None or not _is_due(job, on=on):
            return
        job = leases.leased(job_id)
    if job is None:
        return
    with _given_back_on_failure(job):
        definition = Definition.objects.get(pk=job.arguments["code"])
        if job.steps_done_count == 0:
            with tenancy.acting_as(PUBLISHING):
                _count_for_all(job, definition, on=on)
        _count_in_tenants(job, definition)
        _tell_and_end(job)


@contextmanager
def _given_back_on_failure(job: Job) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        with tenancy.acting_as(PUBLISHING):
            # As it stands there: a step that was noted and then undone is not done.
            job.refresh_from_db()
            leases.give_back(job, problem=type(error).__name__)
        raise


def _count_for_all(job: Job, definition: Definition, *, on: date) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.ONE_AT_A_TIME)
        judge_all(definition, on=on)
        tally.rebuild_shared_of(definition.code, definition.number)
        told = ParticipationFact.objects.order_by("tenant_id")
        job.arguments["tenants"] = list(told.values_list("tenant_id", flat=True).distinct())
        job.steps_count = 1 + len(job.arguments["tenants"])
        leases.say(job, definition.code, steps_done=1)


def judge_all(definition: Definition, *, on: date) -> None:
    """Replace the hits and the open results of one definition, of all facts at once."""
    own = [one for one in definitions.published(on=on) if one.definition == definition]
    hits, hit_params = hits_statement([one.counted for one in own])
    opened, open_params = open_statement([one.counted for one in _results(own)])
    with connection.cursor() as cursor:
        cursor.execute(statements.FORGET_HITS_OF, [definition.number])
        _enter(f"{statements.ENTER_HITS} {hits}", hit_params)
        cursor.execute(statements.ORDER_HITS_OF, {"number": definition.number})
        cursor.execute(statements.FORGET_OPEN_OF, [definition.number])
        _enter(f"{statements.ENTER_OPEN} {opened}", open_params)


def _enter(statement: str, params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def _results(versions: list[Published]) -> list[Published]:
    return [one for one in versions if one.definition.kind == Kind.RESULT]


def _count_in_tenants(job: Job, definition: Definition) -> None:
    """Whoever left the list meanwhile has no facts; whoever came was counted by the version itself."""
    for done in range(job.steps_done_count, job.steps_count):
        tenant = Tenant.objects.filter(pk=job.arguments["tenants"][done - 1]).first()
        if tenant is None:
            continue
        with tenancy.inside(tenant, role=PUBLISHING), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statements.ONE_AT_A_TIME)
            tally.rebuild_own_of(definition.code, definition.number, tenant_id=tenant.pk)
            leases.say(job, definition.code, steps_done=done + 1)


def _tell_and_end(job: Job) -> None:
    with tenancy.acting_as(PUBLISHING):
        # Before the job ends: whoever dies here tells it again.
        events.published.send(sender=None, tenant_id=None, has_cards=False)
        job.steps_done_count = job.steps_count
        leases.end(job, leases.State.DONE)
