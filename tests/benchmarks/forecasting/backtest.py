"""Foresee every series from its past and look whether the truth is in the band."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from dashboards import forecasting
from tests.benchmarks.forecasting.series import LONGEST_HORIZON, Series

HORIZONS = (1, 3, 6, 12)
PROMISED = (0.70, 0.90)


@dataclass
class Held:
    """Of one kind: whether the truth was in the band, by months ahead, and how wide the band was."""

    series: int = 0
    not_enough: int = 0
    inside: dict[int, list[bool]] = field(default_factory=lambda: defaultdict(list))
    widths: list[float] = field(default_factory=list)
    above: int = 0
    below: int = 0

    def share(self, months: Iterable[int]) -> float:
        told = [held for month in months for held in self.inside[month]]
        return sum(told) / len(told) if told else 0.0

    @property
    def whole(self) -> float:
        return self.share(range(1, LONGEST_HORIZON + 1))


def run(rows: Iterable[Series], *, level: float = 0.8) -> dict[str, Held]:
    """By kind; "all" has the simulated ones together."""
    found: dict[str, Held] = defaultdict(Held)
    for row in rows:
        foreseen = forecasting.forecast(row.past, months_ahead=LONGEST_HORIZON, level=level)
        for held in (found[row.kind], found["all"]):
            held.series += 1
            if foreseen.is_enough:
                _compare(held, foreseen, row.truth)
            else:
                held.not_enough += 1
    found["all"] = found.pop("all", Held())
    return found


def _compare(held: Held, foreseen: forecasting.Forecast, truth: Sequence[int]) -> None:
    for month, (band, came) in enumerate(
        zip(foreseen.months, accumulate(truth), strict=False), start=1
    ):
        held.inside[month].append(band.low <= came <= band.high)
        held.above += came > band.high
        held.below += came < band.low
        if band.middle:
            held.widths.append((band.high - band.low) / band.middle)


def table(found: dict[str, Held]) -> str:
    """As docs/performance.md has it."""
    head = ["kind", "series", "no forecast", *(f"{month} mo." for month in HORIZONS)]
    head += ["all 1-12", "above", "below", "width / middle"]
    lines = [head, ["---"] * len(head), *(_row(kind, held) for kind, held in found.items())]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _row(kind: str, held: Held) -> list[str]:
    told = sum(len(each) for each in held.inside.values()) or 1
    middle = sorted(held.widths)[len(held.widths) // 2] if held.widths else 0.0
    by_month = [f"{held.share([month]):.0%}" for month in HORIZONS]
    ends = [f"{held.above / told:.0%}", f"{held.below / told:.0%}", f"{middle:.1f}"]
    return [kind, str(held.series), str(held.not_enough), *by_month, f"{held.whole:.0%}", *ends]
