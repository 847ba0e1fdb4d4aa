"""One way of doing something, in a process of its own: its seconds, its work, its memory."""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, connections

from config import garbage

LOOK_EVERY = 0.1
TICKS = os.sysconf("SC_CLK_TCK")


class Measured(NamedTuple):
    """Of one way: seconds by the clock and of work (its own, of its children and of its backend of
    the database), and the most memory in MB of itself with its children."""

    rows: int
    entered: int
    clock: float
    work: float
    megabytes: int
    stages: Mapping[str, float]

    @property
    def each(self) -> float:
        """Milliseconds of work for a row."""
        return 1000 * self.work / self.rows


def middle(some: Sequence[Measured]) -> Measured:
    """The one in the middle, by its work."""
    return sorted(some, key=lambda one: one.work)[len(some) // 2]


def alone(work: Callable[[], Any]) -> Any:
    """In a process of its own, forked while this one is small."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work).result()


def timed(rows: int, way: Callable[[], Any]) -> Measured:
    connection.ensure_connection()
    backend, memory = connection.connection.info.backend_pid, Memory()
    memory.start()
    # As our servers and workers do when they have loaded everything.
    garbage.settle()
    since, before = time.perf_counter(), worked(backend)
    entered, stages = way()
    clock, work = time.perf_counter() - since, worked(backend) - before
    memory.is_over.set()
    return Measured(rows, entered, clock, work, memory.most, stages)


def worked(backend: int) -> float:
    """Seconds of work so far, of this process, its children that ended, and a backend of the database."""
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    # After the name of the program, which may hold spaces, the 12th and 13th fields are its ticks.
    fields = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    return own + (int(fields[11]) + int(fields[12])) / TICKS


class Memory(threading.Thread):
    """Looks again and again at what the process and its children hold, in MB, and keeps the most."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.is_over = 0, threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(LOOK_EVERY):
            self.most = max(self.most, sum(map(_resident, ("self", *_children()))))


def _children() -> list[str]:
    told = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return told.split()


def _resident(process: str) -> int:
    """What it holds; of what it shares with others its part, for a worker is forked from the one beside it."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    kilobytes = next(line.split()[1] for line in told.splitlines() if line.startswith("Pss:"))
    return int(kilobytes) // 1024
