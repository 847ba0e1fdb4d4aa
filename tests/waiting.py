"""Two at once, for real: one stands in an open transaction until the other waits for it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection, connections, transaction

from core import tenancy
from core.ledger.models import Member
from tests import make

# Whoever works inside the unit "alfa" as Anna.
Work = Callable[[Member], Any]
_WAITING = """
select count(*) from pg_locks join pg_stat_activity using (pid)
where not granted and datname = current_database()
"""


def hire() -> None:
    """Anna, who works in the tests of this kind."""
    make.account("anna@example.org", "Anna Lis", make.tenant("alfa"), "coordinator")


def as_anna(work: Work) -> Any:
    with tenancy.inside(make.tenant("alfa")):
        return work(Member.objects.get(display_name="Anna Lis"))


def alone(work: Work) -> Any:
    """The same in a thread, on a connection of its own."""
    try:
        return as_anna(work)
    finally:
        connections.close_all()


def while_another_waits(first: Work, second: Work, then: Work | None = None) -> Any:
    """Do the first, and end its transaction only when the second, on a connection of its own, waits for it.

    `then` is what the first goes on to do before the end. Returns what the second returns; what it raises
    is raised.
    """

    with ThreadPoolExecutor(1) as colleague:
        with tenancy.inside(make.tenant("alfa")), transaction.atomic():
            anna = Member.objects.get(display_name="Anna Lis")
            first(anna)
            done: Future[Any] = colleague.submit(alone, second)
            _until_somebody_waits()
            if then is not None:
                then(anna)
        return done.result(timeout=30)


def _until_somebody_waits() -> None:
    for _attempt in range(300):
        with connection.cursor() as cursor:
            # Within a transaction who is connected is read once, and the second may come later.
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(_WAITING)
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.05)
    raise AssertionError("the second never waited for the first")
