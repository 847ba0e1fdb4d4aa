"""What was measured, as one table, and where it misses what was promised."""

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.benchmarks.naive import Loop
from tests.benchmarks.page import BREAKDOWNS, FRAME, HEADLINE, TREND, UNITS, Sample

MOST_GROWTH = 1.3
# From so many tenants on: so many times faster than the loop the page has to be, and ten figures by
# sex and disability.
PAGE_TIMES_FASTER = {60: 100}
FIGURES_TIMES_FASTER = {60: 100, 300: 1000}


@dataclass
class Measured:
    """One fleet's figures; times are milliseconds, memory is megabytes of one backend."""

    tenants: int
    participations: int
    opening: float
    people: int | str
    samples: list[Sample] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    figures: list[float] = field(default_factory=list)
    page_memory: float | None = None
    loop_memory: float | None = None
    compared: int = 0
    differing: list[str] = field(default_factory=list)

    def of(self, measure: Callable[[Sample], float]) -> float:
        return median(measure(sample) for sample in self.samples)

    def part(self, name: str) -> float:
        return self.of(lambda sample: sample.parts[name])

    @property
    def page(self) -> float:
        return self.of(lambda sample: sample.page)

    @property
    def flat(self) -> float:
        return self.of(lambda sample: sample.flat)

    @property
    def loop(self) -> float:
        return median(loop.wall for loop in self.loops)

    @property
    def ten_figures(self) -> float:
        return median(self.figures)

    @property
    def counting(self) -> float:
        return median(loop.counting for loop in self.loops)


def table(fleets: Sequence[Measured]) -> str:
    """A row per measure, a column per fleet, and how the last stands to the first."""
    rows: list[tuple[str, Callable[[Measured], float | str | None], str]] = [
        ("participations", lambda m: m.participations, ",.0f"),
        ("people at risk, as shown", lambda m: m.people, ",.0f"),
        ("the same by the naive loop", lambda m: m.loops[0].summed["at risk"], ",.0f"),
        ("opening a tenant, ms", lambda m: m.opening, ".0f"),
        (f"{HEADLINE}, ms", lambda m: m.part(HEADLINE), ".2f"),
        (f"{TREND}, ms", lambda m: m.part(TREND), ".2f"),
        (f"{BREAKDOWNS}, ms", lambda m: m.part(BREAKDOWNS), ".2f"),
        ("these three, ms", lambda m: m.flat, ".2f"),
        (f"{UNITS}, ms", lambda m: m.part(UNITS), ".2f"),
        (f"{FRAME}: release, filters, ms", lambda m: m.part(FRAME), ".2f"),
        ("the page's statements, ms", lambda m: m.page, ".2f"),
        ("the page with Python, ms", lambda m: m.of(lambda sample: sample.wall), ".1f"),
        ("naive loop, ms", lambda m: m.loop, ",.0f"),
        ("  of which its counts, ms", lambda m: m.counting, ",.0f"),
        ("loop / statements, times", lambda m: m.loop / m.page, ",.0f"),
        ("its counts / statements, times", lambda m: m.counting / m.page, ",.0f"),
        ("ten by sex and disability, ms", lambda m: m.ten_figures, ".2f"),
        ("loop / these, times", lambda m: m.loop / m.ten_figures, ",.0f"),
        ("page's backend, MB", lambda m: m.page_memory, ".1f"),
        ("loop's backend, MB", lambda m: m.loop_memory, ".1f"),
        ("figures equal", lambda m: m.compared - len(m.differing), ".0f"),
        ("figures compared", lambda m: m.compared, ".0f"),
    ]
    heads = [f"{m.tenants} tenants" for m in fleets]
    lines = [_line("", [*heads, "last / first"])]
    for label, measure, form in rows:
        numbers = [measure(m) for m in fleets]
        cells = [format(n, form) if isinstance(n, int | float) else str(n or "-") for n in numbers]
        lines.append(_line(label, [*cells, _growth(numbers[0], numbers[-1])]))
    return "\n".join(lines)


def _growth(first: object, last: object) -> str:
    if isinstance(first, int | float) and isinstance(last, int | float) and first:
        return f"{last / first:.2f}"
    return "-"


def _line(label: str, cells: Sequence[str]) -> str:
    return f"{label:<32}" + "".join(f"{cell:>14}" for cell in cells)


def machine(*, database: str) -> str:
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}, PostgreSQL {database}, load average {load}"
    )


def wrong(fleets: Sequence[Measured]) -> list[str]:
    """A sentence for every figure that the correct loop counts otherwise."""
    return [f"{m.tenants} tenants: {sentence}" for m in fleets for sentence in m.differing]


def missed(fleets: Sequence[Measured]) -> list[str]:
    """A sentence for every promise about time that this run does not keep."""
    sentences = []
    growth = fleets[-1].flat / fleets[0].flat
    if growth > MOST_GROWTH:
        sentences.append(
            f"headline, trend and breakdowns cost {growth:.2f} times as much at"
            f" {fleets[-1].tenants} tenants as at {fleets[0].tenants}; {MOST_GROWTH} is allowed"
        )
    for m in fleets:
        for name, times, least in (
            ("the page's statements", m.loop / m.page, _least(PAGE_TIMES_FASTER, m)),
            ("ten figures", m.loop / m.ten_figures, _least(FIGURES_TIMES_FASTER, m)),
        ):
            if times < least:
                sentences.append(
                    f"at {m.tenants} tenants {name} are {times:.0f} times faster than the naive"
                    f" loop; {least} is promised"
                )
    return sentences


def _least(promised: Mapping[int, int], fleet: Measured) -> int:
    return max((times for size, times in promised.items() if fleet.tenants >= size), default=0)
