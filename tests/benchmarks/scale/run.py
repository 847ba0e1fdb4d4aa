"""The run: lays facts at each size, asks everything in turns, compares the answers, and judges."""

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from django.core.management import call_command

from core import tenancy
from core.days import today
from core.tenancy import Role
from tests.benchmarks import report, server
from tests.benchmarks.scale import laying, questions

NEEDLE, DASHBOARD, FROM_FACTS = "one row by its key", "dashboard", "dashboard from facts"
RELEASE = "a release"
RECOUNT, BY_HAND = "recount", "recount by hand"
ONE_UNIQUE, ONE_DISTINCT = "unique people", "count(distinct)"
TEN_UNIQUE, TEN_DISTINCT = "unique people of ten", "count(distinct) of ten"

# Milliseconds; the limits of unique people grow with the facts, and are given for two sizes.
MOST_DASHBOARD = 10
MOST_TIMES_BY_HAND = 3
MOST_UNIQUE = {100_000: 150, 1_000_000: 1500}
MOST_MEMORY = 512


@dataclass
class Size:
    """What was measured at so many participations; milliseconds by question."""

    participations: int
    laid: float = 0
    hits: int = 0
    cells: int = 0
    times: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def median(self, name: str) -> float:
        return median(self.times[name])


def main(arguments: Sequence[str]) -> int:
    """Return 0 if every answer is right and quick enough, else 1."""
    asked = _options(arguments)
    call_command("prepare_database", verbosity=0)
    sizes = []
    with tenancy.acting_as(Role.OWNER):
        for participations in asked.sizes:
            size = Size(participations)
            sizes.append(size)
            _measure(size)
    server.write("", report.machine(database=server.answer("show server_version")))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    server.write(
        f"the process that asked never held more than {memory:.0f} MB", "", _table(sizes), ""
    )
    wrong = [f"{size.participations:,}: {each}" for size in sizes for each in size.wrong]
    missed = _missed(sizes, memory)
    server.write(*(f"wrong: {each}" for each in wrong), *(f"missed: {each}" for each in missed))
    return int(bool(wrong or (missed and asked.gate)))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    add = parser.add_argument
    sizes = [5_000, 100_000, 1_000_000]
    add("--sizes", type=_sizes, default=sizes, help="participations: 5000,100000,1000000")
    add("--no-gate", dest="gate", action="store_false", help="never fail for being slow")
    return parser.parse_args(arguments)


def _sizes(text: str) -> list[int]:
    return sorted({int(word) for word in text.split(",")})


def _measure(size: Size) -> None:
    started = time.monotonic()
    laying.lay(size.participations, told=questions.TEN, on=today())
    server.settle()
    size.laid = time.monotonic() - started
    size.hits, size.cells = (
        server.answer("select count(*) from facts.hit"),
        server.answer("select count(*) from facts.cell"),
    )
    server.say(
        f"{size.participations:,} laid down and counted in {size.laid:.0f} s: {size.hits:,} hits"
    )
    _read(size)
    _recount(size)
    _unique(size)
    server.say("measured")


def _read(size: Size) -> None:
    for turn in range(31):
        _timed(size, NEEDLE, lambda number=turn: questions.needle(1 + number))
        ours = _timed(size, DASHBOARD, questions.dashboard)
        if turn < 3:
            facts = _timed(size, FROM_FACTS, questions.dashboard_from_facts)
            _timed(size, RELEASE, questions.count_release)
            if ours != facts:
                size.wrong.append("the dashboard differs from the facts")


def _recount(size: Size) -> None:
    for _turn in range(3):
        _timed(size, RECOUNT, lambda: questions.recount(on=today()))
        _timed(size, BY_HAND, questions.recount_by_hand)
    if differing := questions.by_hand_differs():
        size.wrong.append(f"{differing} cells differ from those counted by hand")


def _unique(size: Size) -> None:
    """A third of the tenants, three years that end in the middle of a month."""
    asked: dict[str, Any] = {
        "tenant_ids": range(1, laying.TENANTS // 3),
        "since": date(2021, 3, 9),
        "until": date(2024, 3, 17),
    }
    kinds = (
        (ONE_UNIQUE, ONE_DISTINCT, [questions.ONE]),
        (TEN_UNIQUE, TEN_DISTINCT, questions.TEN),
    )
    for _turn in range(5):
        for ours_name, naive_name, codes in kinds:
            ours = _timed(size, ours_name, lambda: questions.unique_people(codes, **asked))  # noqa: B023
            naive = _timed(size, naive_name, lambda: questions.unique_from_hits(codes, **asked))  # noqa: B023
            if any(ours[code] != naive.get(code, ours[code]) for code in codes):
                size.wrong.append("unique people differ from count(distinct)")


def _timed(size: Size, name: str, ask: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    answer = ask()
    size.times.setdefault(name, []).append(1000 * (time.perf_counter() - started))
    return answer


def _table(sizes: Sequence[Size]) -> str:
    """Markdown: a row per measure, a column per size."""
    rows: list[tuple[str, Callable[[Size], float], str]] = [
        ("hits", lambda s: s.hits, ",.0f"),
        ("shared cells", lambda s: s.cells, ",.0f"),
        ("one row by its key, ms", lambda s: s.median(NEEDLE), ".2f"),
        ("ten indicators by sex and disability, as released, ms", lambda s: s.median(DASHBOARD), ".2f"),
        ("... / one row by its key", lambda s: s.median(DASHBOARD) / s.median(NEEDLE), ".1f"),
        ("the same from the facts, ms", lambda s: s.median(FROM_FACTS), ",.0f"),
        ("... / as released", lambda s: s.median(FROM_FACTS) / s.median(DASHBOARD), ",.0f"),
        ("all that a release counts, ms", lambda s: s.median(RELEASE), ",.0f"),
        ("recount of one definition, ms", lambda s: s.median(RECOUNT), ",.0f"),
        ("one statement by hand, ms", lambda s: s.median(BY_HAND), ",.0f"),
        ("recount / by hand", lambda s: s.median(RECOUNT) / s.median(BY_HAND), ".2f"),
        ("unique people of 99 tenants in three years, ms", lambda s: s.median(ONE_UNIQUE), ",.0f"),
        ("count(distinct) over a join, ms", lambda s: s.median(ONE_DISTINCT), ",.0f"),
        ("the same of ten indicators, ms", lambda s: s.median(TEN_UNIQUE), ",.0f"),
        ("count(distinct) of ten, ms", lambda s: s.median(TEN_DISTINCT), ",.0f"),
    ]  # fmt: skip
    lines = [_line("", [f"{size.participations:,}" for size in sizes])]
    lines.append(_line("---", ["---:" for _ in sizes]))
    for label, measure, form in rows:
        lines.append(_line(label, [format(measure(size), form) for size in sizes]))
    return "\n".join(lines)


def _line(label: str, cells: Sequence[str]) -> str:
    return f"| {label} | {' | '.join(cells)} |"


def _missed(sizes: Sequence[Size], memory: float) -> list[str]:
    """A sentence for every promise about time or memory that this run does not keep."""
    sentences = []
    for size in sizes:
        read, ratio = size.median(DASHBOARD), size.median(RECOUNT) / size.median(BY_HAND)
        if read > MOST_DASHBOARD:
            sentences.append(f"{size.participations:,}: the dashboard takes {read:.1f} ms")
        if size.participations >= 100_000 and ratio > MOST_TIMES_BY_HAND:
            sentences.append(
                f"{size.participations:,}: a recount takes {ratio:.1f} times the hand's"
            )
        unique, most = size.median(ONE_UNIQUE), MOST_UNIQUE.get(size.participations)
        if most and unique > most:
            sentences.append(f"{size.participations:,}: unique people take {unique:.0f} ms")
    if memory > MOST_MEMORY:
        sentences.append(f"the process held {memory:.0f} MB")
    return sentences
