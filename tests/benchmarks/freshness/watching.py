"""A worker as the product starts it, and an eye on when what was committed is in the figures."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

ROOT = Path(__file__).resolve().parents[3]
_EVERY = 0.004
_OLDEST_TOTAL = "select min(as_of) from live_total"
_PUBLISHED = "select published_at from publication where tenant_id = %s"


@dataclass
class Change:
    """A committed change; seconds of the monotonic clock."""

    tenant_id: int
    schema: str
    row: int
    committed: float
    in_cells: float | None = None
    in_totals: float | None = None
    published_at: object = None


class Eye(threading.Thread):
    """Looks all the time whether the outbox's row has gone, and then whether the totals follow."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.changes: list[Change] = []
        self.ends = False

    def see(self, change: Change) -> None:
        self.changes.append(change)

    def run(self) -> None:
        socket = str(settings.EMBEDDED_POSTGRES.socket_dir)
        name = settings.DATABASES["default"]["NAME"]
        with psycopg.connect(host=socket, user="postgres", dbname=name, autocommit=True) as link:
            while not self.ends:
                for change in [one for one in self.changes if one.in_totals is None]:
                    _look(link, change)
                time.sleep(_EVERY)

    def wait(self, *, seconds: float) -> None:
        """Until everything is in the totals; what is not by then stays without its time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and any(one.in_totals is None for one in self.changes):
            time.sleep(0.05)
        self.ends = True
        self.join()


def _look(link: psycopg.Connection, change: Change) -> None:
    if change.in_cells is None:
        waits = sql.SQL("select from {} where id = %s").format(
            sql.Identifier(change.schema, "outbox_entry")
        )
        if link.execute(waits, [change.row]).fetchone() is not None:
            return
        change.in_cells = time.monotonic()
        change.published_at = link.execute(_PUBLISHED, [change.tenant_id]).fetchone()[0]  # type: ignore[index]
    oldest = link.execute(_OLDEST_TOTAL).fetchone()
    if oldest is not None and oldest[0] is not None and oldest[0] >= change.published_at:
        change.in_totals = time.monotonic()


@contextmanager
def worker(log: Path) -> Iterator[subprocess.Popen]:
    """A Celery worker of the publishing queue, in a process of its own."""
    program = ["-m", "celery", "-A", "config.celery", "worker", "-P", "solo", "-l", "INFO"]
    program += ["-Q", "publishing", "-n", "publisher@benchmark"]
    environment = {
        **os.environ,
        "SZANSA_PROCESS": "publisher",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
        "LOG_LEVEL": "INFO",
    }
    with log.open("w") as lines:
        process = subprocess.Popen(
            [sys.executable, *program], cwd=ROOT, env=environment, stdout=lines, stderr=lines
        )
    try:
        _until_ready(process, log)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _until_ready(process: subprocess.Popen, log: Path) -> None:
    started = time.monotonic()
    while "ready." not in log.read_text():
        if process.poll() is not None or time.monotonic() - started > 60:
            raise RuntimeError(f"the worker did not start: {log.read_text()[-2000:]}")
        time.sleep(0.1)


def most_memory(process: subprocess.Popen) -> float:
    """The most the process ever held, in megabytes."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise LookupError("VmHWM")
