"""Counting one definition anew for everybody, after a version of it was published.

A job in steps: first hits, open results and the shared cells, in one transaction; then the own cells
of each tenant, a transaction each, in which the step is noted. So it goes on where it was killed. One
worker publishes for everybody, and has its hands free between two steps: each is a message of its own.
A tenant that is published before its step came has its cells made from its hits first.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

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
# Asked with every change of a person; seldom is there any.
_ANY_BEGUN = f"""
select exists (select from platform_job
  where kind = %s and steps_done_count > 0 and state <> '{Job.State.DONE}')"""


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
    """Recount in one go; may be called twice and after a crash, and then does nothing or goes on."""
    while take_step(job_id):
        pass


def take_step(job_id: str) -> bool:
    """Do what comes next of a recount; tell whether there is more to do."""
    on = today()
    job = _taken(job_id, on=on)
    if job is None:
        return False
    with _given_back_on_failure(job):
        definition = Definition.objects.get(pk=job.arguments["code"])
        if job.steps_done_count == 0:
            with tenancy.acting_as(PUBLISHING):
                _count_for_all(job, definition, on=on)
        elif job.steps_done_count < job.steps_count:
            _count_in_tenant(job, definition)
        is_done = job.steps_done_count == job.steps_count
        with tenancy.acting_as(PUBLISHING):
            if is_done:
                leases.end(job, leases.State.DONE)
            else:
                leases.hand_on(job)
    return not is_done


def _taken(job_id: str, *, on: date) -> Job | None:
    with tenancy.acting_as(PUBLISHING):
        job = Job.objects.filter(pk=job_id, kind=KIND).first()
        if job is None or not _is_due(job, on=on):
            return None
        return leases.leased(job_id)


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
        # Totals stand on the shared cells: nobody finds the one without the other.
        events.published.send(sender=None, tenant_id=None, has_cards=False)


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


def _count_in_tenant(job: Job, definition: Definition) -> None:
    """Whoever left the list meanwhile has no facts; whoever came was counted by the version itself."""
    done = job.steps_done_count
    tenant = Tenant.objects.filter(pk=job.arguments["tenants"][done - 1]).first()
    if tenant is None:
        with tenancy.acting_as(PUBLISHING):
            leases.say(job, definition.code, steps_done=done + 1)
        return
    with tenancy.inside(tenant, role=PUBLISHING), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statements.ONE_AT_A_TIME)
        tally.rebuild_own_of(definition.code, definition.number, tenant_id=tenant.pk)
        leases.say(job, definition.code, steps_done=done + 1)


def catch_up(tenant_id: int) -> None:
    """Let the own cells of the tenant we are inside of follow its hits where a recount has yet to come.

    For whoever adds a difference to them, or compares them, while nobody else publishes.
    """
    if not _are_any_begun():
        return
    codes = {job.arguments["code"] for job in _begun() if tenant_id in _still_to_come(job)}
    for definition in Definition.objects.filter(pk__in=codes):
        tally.rebuild_own_of(definition.code, definition.number, tenant_id=tenant_id)


def _are_any_begun() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_ANY_BEGUN, [KIND])
        return bool(cursor.fetchone()[0])


def _begun() -> Iterable[Job]:
    """Recounts that have gone over the hits and not over all tenants, given up ones among them."""
    begun = Job.objects.filter(kind=KIND, steps_done_count__gt=0).exclude(state=Job.State.DONE)
    for job in begun:
        again = Job.objects.filter(
            kind=KIND,
            state=Job.State.DONE,
            arguments__code=job.arguments["code"],
            created_at__gt=job.ended_at or timezone.now(),
        )
        if not again.exists():
            yield job


def _still_to_come(job: Job) -> list[int]:
    tenants: list[int] = job.arguments["tenants"]
    return tenants[job.steps_done_count - 1 :]
