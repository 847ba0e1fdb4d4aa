"""Another worker beside the one that is measured, as a deployment with two workers of files has it."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from uuid import UUID

from django.db import connection

from core import tenancy
from projects.exchange import steps
from tenants.models import Tenant
from tests import make
from tests.benchmarks.alone import worked


class Another:
    """Takes its share of an import when it is asked to; `work` adds up the seconds of work it took."""

    def __init__(self, asked: Connection) -> None:
        self.asked, self.work = asked, 0.0

    def begin(self, schema_name: str, found: UUID) -> None:
        self.asked.send((schema_name, found))

    def wait(self) -> None:
        self.work += self.asked.recv()


@contextmanager
def worker() -> Iterator[Another]:
    """Forked before its parent has a connection to the database, and while it is small."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_works, args=(there,), daemon=True)
    process.start()
    try:
        yield Another(here)
    finally:
        here.send(None)
        process.join()


def _works(asked: Connection) -> None:
    while (one := asked.recv()) is not None:
        schema_name, found = one
        with tenancy.inside(Tenant.objects.get(schema_name=schema_name)):
            connection.ensure_connection()
            backend = connection.connection.info.backend_pid
            before = worked(backend)
            steps.advance(found, on=make.TODAY)
            asked.send(worked(backend) - before)
