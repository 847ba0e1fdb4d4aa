"""The run: a hundred thousand participations, then ten changes a second through a real worker."""

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from unittest import mock

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from config import queue
from core import jobs, keys, outbox, tenancy
from core.days import today
from core.tenancy import Role
from core.tenancy.roles import name_of
from dashboards.metropolis import releasing
from indicators.facts import publishing
from indicators.facts import tasks as publisher
from tenants.models import Tenant
from tests.benchmarks import entering, fleet, population, report, server
from tests.benchmarks.environment import HOME
from tests.benchmarks.freshness import watching
from tests.benchmarks.freshness.changes import Changes, enter_many

TENANTS = 12
A_SECOND = 10
NEEDLE = "select person_no from facts.participation where id = %s"
IN_A_LIST = 500

MOST_SECONDS = 1.0
MOST_WORK = 10
MOST_OF_ONE, MOST_OF_MANY = 1.2, 1.4
MOST_MEMORY = 512


@dataclass
class Found:
    """What was measured: seconds until figures are fresh, milliseconds of work and of writing."""

    laying: float = 0
    publishing: float = 0
    publishing_memory: float = 0
    needle: list[float] = field(default_factory=list)
    work: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    writing: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cells: list[float] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    never: int = 0
    worker_memory: float = 0

    @property
    def all_work(self) -> list[float]:
        return [each for own in self.work.values() for each in own]


def main(arguments: Sequence[str]) -> int:
    """Return 0 if every promise is kept, else 1."""
    asked = _options(arguments)
    keys.make(*keys.files(), trial=True)
    call_command("prepare_database", verbosity=0)
    queue.install()
    found = Found()
    tenants = _laid(asked.participations, found)
    settings.DATABASE_DEFAULT_ROLE = name_of(Role.WEB)
    changes = Changes(tenants)
    _work(changes, found, times=asked.changes)
    server.say("the work of one change measured")
    _write_cost(changes, found, times=asked.changes)
    _drain(tenants)
    server.say("writing with and without the outbox measured")
    _through_celery(changes, found, seconds=asked.seconds)
    server.say("through Celery measured")
    _tell(found)
    missed = _missed(found)
    server.write(*(f"missed: {each}" for each in missed))
    return int(bool(missed) and asked.gate)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.freshness", description=__doc__
    )
    add = parser.add_argument
    add("--participations", type=int, default=100_000)
    add("--changes", type=int, default=100, help="how many are measured one by one")
    add("--seconds", type=int, default=30, help="how long ten changes a second go on")
    add("--no-gate", dest="gate", action="store_false", help="never fail for being slow")
    return parser.parse_args(arguments)


def _laid(participations: int, found: Found) -> list[Tenant]:
    """Tenants opened by the product, people entered by COPY, and all of it published at first."""
    started = time.monotonic()
    everybody = population.invent(participations)
    tenants = [fleet.open_tenant(number) for number in range(TENANTS)]
    rows = entering.spread(tenants, everybody)
    for tenant in tenants:
        entering.enter(tenant, rows[tenant.pk], everybody)
    server.settle()
    found.laying = time.monotonic() - started
    server.say(f"{participations:,} participations entered in {found.laying:.0f} s")
    before, started = _most_memory(), time.monotonic()
    for tenant in tenants:
        publisher.publish_tenant(tenant)
    found.publishing = time.monotonic() - started
    found.publishing_memory = _most_memory() - before
    with tenancy.acting_as(Role.PUBLISHING):
        releasing.release_breakdowns()
    server.settle()
    server.say(f"published for the first time in {found.publishing:.0f} s")
    return tenants


def _work(changes: Changes, found: Found, *, times: int) -> None:
    """What the publishing worker does for one change, here and one after the other."""
    for turn in range(times + 10):
        tenant, kind, _row = changes.make()
        with tenancy.inside(tenant, role=Role.PUBLISHING):
            _ask_the_needle(found, someone=1 + turn)
            started = time.perf_counter()
            publishing.publish(tenant, on=today())
            # The first ones warm up.
            if turn >= 10:
                found.work[kind].append(_since(started))


def _ask_the_needle(found: Found, *, someone: int) -> None:
    """One row by its key: what a round trip to this database takes in this run."""
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(NEEDLE, [someone])
    found.needle.append(_since(started))


def _write_cost(changes: Changes, found: Found, *, times: int) -> None:
    """The same operations with the outbox and without it, in turns."""
    for turn in range(times):
        tenant = changes.tenants[turn % TENANTS]
        for name, writing in (("one", _as_it_is), ("one without", _without_outbox)):
            with tenancy.inside(tenant), writing():
                started = time.perf_counter()
                changes.enter(tenant)
                found.writing[name].append(_since(started))
        if turn % 10 == 0:
            for name, writing in (("many", _as_it_is), ("many without", _without_outbox)):
                with tenancy.inside(tenant), writing():
                    started = time.perf_counter()
                    enter_many(changes.projects[tenant.pk][0], IN_A_LIST)
                    found.writing[name].append(_since(started))


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


@contextmanager
def _without_outbox() -> Iterator[None]:
    with mock.patch.object(outbox, "write_each"):
        yield


def _drain(tenants: Sequence[Tenant]) -> None:
    """Publish what was written, also without the outbox, and take what was sent out of the queue."""
    for tenant in tenants:
        with tenancy.inside(tenant), mock.patch.object(jobs, "send_after_commit"):
            outbox.write(outbox.Topic.TENANT)
        publisher.publish_tenant(tenant)


def _through_celery(changes: Changes, found: Found, *, seconds: int) -> None:
    with watching.worker(HOME / "publisher.log") as process:
        eye = watching.Eye()
        eye.start()
        _quiet(seconds=60)
        begun = time.monotonic()
        for number in range(A_SECOND * seconds):
            time.sleep(max(0, begun + number / A_SECOND - time.monotonic()))
            tenant, _kind, row = changes.make()
            eye.see(watching.Change(tenant.pk, tenant.schema_name, row, time.monotonic()))
        eye.wait(seconds=30)
        found.worker_memory = watching.most_memory(process)
    for change in eye.changes:
        if change.in_cells is None or change.in_totals is None:
            found.never += 1
            continue
        found.cells.append(change.in_cells - change.committed)
        found.totals.append(change.in_totals - change.committed)


def _quiet(*, seconds: int) -> None:
    """Until the worker has taken what the queue still held: nothing to do is soon done."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.answer(_WAITING):
        time.sleep(0.2)


_WAITING = "select count(*) from pgmq.q_publishing"


def _tell(found: Found) -> None:
    work, needle = found.all_work, median(found.needle)
    rows = [
        ("first publication, ms a participation", f"{_each(found):.2f}"),
        ("... and the memory it took, MB", f"{found.publishing_memory:.0f}"),
        ("one row by its key, ms", f"{needle:.2f}"),
        *((f"work when {kind}, median ms", f"{median(own):.1f}") for kind, own in found.work.items()),
        ("work for a change, median and p95 ms", f"{median(work):.1f} and {_p95(work):.1f}"),
        ("... median / one row by its key", f"{median(work) / needle:.0f}"),
        ("entering one, ms, with and without outbox", _pair(found, "one")),
        (f"entering {IN_A_LIST}, ms, with and without outbox", _pair(found, "many")),
        ("commit to cell, median and p95 s", f"{median(found.cells):.3f} and {_p95(found.cells):.3f}"),
        (
            "commit to the metropolis's totals, median and p95 s",
            f"{median(found.totals):.3f} and {_p95(found.totals):.3f}",
        ),
        ("the worker's most memory, MB", f"{found.worker_memory:.0f}"),
    ]  # fmt: skip
    server.write("", report.machine(database=server.answer("show server_version")), "")
    server.write(
        "| measure | |", "|---|---:|", *(f"| {label} | {value} |" for label, value in rows), ""
    )


def _pair(found: Found, name: str) -> str:
    ours, without = median(found.writing[name]), median(found.writing[f"{name} without"])
    return f"{ours:.1f} / {without:.1f} = {ours / without:.2f}"


def _each(found: Found) -> float:
    return 1000 * found.publishing / server.answer("select count(*) from facts.participation")


def _missed(found: Found) -> list[str]:
    """A sentence for every promise that this run does not keep."""
    one, many = (
        median(found.writing[name]) / median(found.writing[f"{name} without"])
        for name in ("one", "many")
    )
    memory = max(found.worker_memory, found.publishing_memory)
    broken = [
        (found.never > 0, f"{found.never} changes never came to the figures"),
        (_p95(found.cells) > MOST_SECONDS, f"95 of 100 wait {_p95(found.cells):.2f} s for a cell"),
        (
            median(found.all_work) > MOST_WORK,
            f"a change is {median(found.all_work):.1f} ms of work",
        ),
        (one > MOST_OF_ONE, f"the outbox makes one write {one:.2f} times as long"),
        (many > MOST_OF_MANY, f"the outbox makes a list {many:.2f} times as long"),
        (memory > MOST_MEMORY, f"publishing holds {memory:.0f} MB"),
    ]
    return [sentence for is_broken, sentence in broken if is_broken]


def _since(started: float) -> float:
    return 1000 * (time.perf_counter() - started)


def _p95(several: Sequence[float]) -> float:
    return quantiles(several, n=20, method="inclusive")[-1]


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
