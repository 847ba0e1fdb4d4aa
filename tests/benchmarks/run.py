"""The run: makes the fleets, compares their figures, measures them in turns, and judges."""

import argparse
import contextlib
import time
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from core import keys
from core.tenancy import Role
from tests.benchmarks import figures, naive, page, population, report, server
from tests.benchmarks.fleet import Fleet, made
from tests.benchmarks.report import Measured
from tests.benchmarks.scale import questions


def main(arguments: Sequence[str]) -> int:
    """Return 0 if the figures are right and quick enough, else 1."""
    asked = _options(arguments)
    keys.make(*keys.files(), trial=True)
    everybody = population.invent(asked.participations)
    server.say(
        f"{len(everybody.people)} people invented, with {len(everybody.stays)} participations"
    )
    fleets = []
    for size in asked.tenants:
        fleets.append(made(size, everybody, releases=asked.releases))
        steps = ", ".join(f"{name} {spent:.1f} s" for name, spent in fleets[-1].seconds.items())
        server.say(f"{size} tenants: {steps}")
    measured = [_compared(fleet, asked.participations) for fleet in fleets]
    server.say(
        f"figures compared with the correct loop, {sum(m.compared for m in measured)} of them"
    )
    _measure(fleets, measured, repeats=asked.repeats, loops=asked.loops)
    server.say("measured")
    with fleets[-1].connected(purpose="page", login=Role.WEB):
        server.write("", report.machine(database=_answer("SHOW server_version")), "")
    server.write(report.table(measured), "")
    wrong, missed = report.wrong(measured), report.missed(measured)
    server.write(*(f"wrong: {each}" for each in wrong), *(f"missed: {each}" for each in missed))
    return int(bool(wrong or (missed and asked.gate)))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    add = parser.add_argument
    add("--tenants", type=_sizes, default=[10, 60, 300], help="sizes of the fleets: 10,60,300")
    add("--participations", type=int, default=12_000, help="how many in each fleet")
    add("--releases", type=int, default=30, help="how many days' releases each fleet keeps")
    add("--repeats", type=int, default=61, help="how often the page is made")
    add("--loops", type=int, default=3, help="how often the naive loop runs")
    add("--no-gate", dest="gate", action="store_false", help="never fail for being slow")
    return parser.parse_args(arguments)


def _sizes(text: str) -> list[int]:
    sizes = sorted({int(word) for word in text.split(",")})
    if sizes[0] < len(population.UNITS):
        raise argparse.ArgumentTypeError("every unit needs a tenant: nine at least")
    return sizes


def _compared(fleet: Fleet, participations: int) -> Measured:
    with fleet.connected(purpose="comparing", login=Role.PUBLISHING):
        anew = figures.counted_anew()
        connection.close()
    with fleet.connected(purpose="page", login=Role.WEB):
        shown = figures.shown()
    return Measured(
        tenants=fleet.size,
        participations=participations,
        opening=1000 * fleet.seconds["open"] / fleet.size,
        people=shown[figures.Figure(figures.RISK, "people")],
        compared=len(anew),
        differing=figures.differing(shown, anew),
    )


def _measure(
    fleets: Sequence[Fleet], measured: Sequence[Measured], *, repeats: int, loops: int
) -> None:
    """Take turns, so that whatever else the machine does meets every fleet; the first warms up."""
    both = list(zip(fleets, measured, strict=True))
    loop_turns = {1 + repeats * number // loops for number in range(loops)} | {0}
    for turn in range(repeats + 1):
        both = both[1:] + both[:1]
        for fleet, found in both:
            with fleet.connected(purpose="page", login=Role.WEB):
                found.samples.append(page.sample())
            with fleet.connected(purpose="figures", login=Role.PUBLISHING):
                started = time.perf_counter()
                questions.dashboard()
                found.figures.append(1000 * (time.perf_counter() - started))
        if turn in loop_turns:
            for fleet, found in both:
                with fleet.connected(purpose="loop", login=Role.WEB):
                    found.loops.append(naive.loop())
    for fleet, found in both:
        del found.samples[0], found.loops[0], found.figures[0]
        with fleet.connected(purpose="page", login=Role.WEB):
            found.page_memory = _memory()
        with fleet.connected(purpose="loop", login=Role.WEB):
            found.loop_memory = _memory()


def _memory() -> float | None:
    """The private memory of this connection's backend in megabytes, where the system tells it."""
    with contextlib.suppress(OSError):
        status = Path(f"/proc/{_answer('SELECT pg_backend_pid()')}/status").read_text()
        for line in status.splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) / 1024
    return None


def _answer(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
