"""One moment of the whole database, kept for as long as somebody reads it piece by piece."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from psycopg import IsolationLevel


@dataclass(frozen=True)
class Moment:
    """What was committed at `at` and nothing later, whoever looks and from wherever.

    Each look is a transaction of its own, so that between two of them one may go into another tenant
    or write elsewhere; all of them see the same.
    """

    at: datetime
    snapshot: str

    @contextmanager
    def seen(self) -> Iterator[None]:
        """Look, and only look: the server refuses to write."""
        with transaction.atomic():
            if self.snapshot:
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;"
                        f" SET TRANSACTION SNAPSHOT '{self.snapshot}'"
                    )
            yield


@contextmanager
def kept() -> Iterator[Moment]:
    """Keep the present moment, by a connection that does nothing else."""
    if connection.in_atomic_block:
        # A test case: what it made is seen by nobody else, and one transaction already.
        yield Moment(timezone.now(), "")
        return
    link = connection.get_new_connection(connection.get_connection_params())
    try:
        link.isolation_level, link.read_only = IsolationLevel.REPEATABLE_READ, True
        snapshot, at = link.execute("SELECT pg_export_snapshot(), now()").fetchone()
        yield Moment(at, snapshot)
    finally:
        link.close()
