"""Each way in a process of its own, in turns, so that all meet the same load."""

import multiprocessing
import os
import resource
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import NamedTuple

import django
from django.conf import settings

from tests.benchmarks.sheets import ways

ROWS, ROUNDS = 100_000, 3
LEAST = {"openpyxl, write-only": 15, "xlsxwriter, constant memory": 8}
MOST_MEGABYTES_READING, MOST_MEGABYTES_WRITING = 512, 256


class Measured(NamedTuple):
    """Seconds by the clock, seconds of work with those of child processes, memory in MB."""

    clock: float
    work: float
    megabytes: int


def main(asked: list[str]) -> int:
    """Measure and print; 1 when a gate of memory or speed is not met."""
    rows = int(asked[0]) if asked else ROWS
    rounds = int(asked[1]) if len(asked) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        wrote, read = _measured(Path(folder), rows, rounds)
    print(f"{rows:,} rows of 20 columns, median of {rounds}, load {os.getloadavg()[0]:.1f}\n")
    _print("writing", wrote, rows)
    _print("reading", read, rows)
    return 0 if _keeps_gates(wrote, read) else 1


def _measured(
    folder: Path, rows: int, rounds: int
) -> tuple[dict[str, Measured], dict[str, Measured]]:
    wrote, read = defaultdict(list), defaultdict(list)
    for _ in range(rounds):
        for name, way in ways.WRITING.items():
            wrote[name].append(_alone(way, folder / f"{name}.xlsx", rows))
        for name, way in ways.READING.items():
            read[name].append(_alone(way, folder / "ours.xlsx", rows))
    return _medians(wrote), _medians(read)


def _alone(way, path: Path, rows: int) -> Measured:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=configure) as pool:
        return pool.submit(_run, way, path, rows).result()


def configure() -> None:
    """As much of Django as sentences need."""
    settings.configure(USE_I18N=False)
    django.setup()


def _run(way, path: Path, rows: int) -> Measured:
    ways.kept()
    before = _megabytes()
    since, worked = time.perf_counter(), _work()
    of_child = way(path, rows) or 0
    clock, work = time.perf_counter() - since, _work() - worked
    return Measured(clock, work, max(_megabytes() - before, of_child))


def _work() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _medians(found: dict[str, list[Measured]]) -> dict[str, Measured]:
    return {
        name: Measured(*(median(values) for values in zip(*each, strict=True)))
        for name, each in found.items()
    }


def _print(what: str, found: dict[str, Measured], rows: int) -> None:
    ours = found["ours"]
    print(f"| {what} | seconds | of work | rows/s of work | MB more | ours is faster |")
    print("|---|---|---|---|---|---|")
    for name, one in found.items():
        times = f"{one.work / ours.work:.1f}"
        speed = f"{rows / one.work:,.0f}"
        print(
            f"| {name} | {one.clock:.1f} | {one.work:.1f} | {speed} | {one.megabytes:.0f} | {times} |"
        )
    print()


def _keeps_gates(wrote: dict[str, Measured], read: dict[str, Measured]) -> bool:
    fast = all(wrote[name].work >= least * wrote["ours"].work for name, least in LEAST.items())
    small = (
        wrote["ours"].megabytes < MOST_MEGABYTES_WRITING
        and read["ours"].megabytes < MOST_MEGABYTES_READING
    )
    return fast and small
