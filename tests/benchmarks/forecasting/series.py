"""Monthly counts with a known end: invented by kinds of how projects go, and those of the demo."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import exp, pi, sin
from random import Random

from config.demo import plan, population

LONGEST_HORIZON = 12
PAST = (9, 48)


@dataclass(frozen=True)
class Series:
    """What a forecaster may see, and what came in the twelve months after it."""

    kind: str
    past: tuple[int, ...]
    truth: tuple[int, ...]


def simulated(count: int, *, seed: int) -> Iterator[Series]:
    """So many series, each kind as often as another."""
    kinds = list(KINDS)
    for number in range(count):
        chance = Random(f"{seed}-{number}")
        kind = kinds[number % len(kinds)]
        length = chance.randint(*PAST)
        made = KINDS[kind](chance, length + LONGEST_HORIZON)
        yield Series(kind, tuple(made[:length]), tuple(made[length:]))


def of_the_demo() -> Iterator[Series]:
    """Starts and outcomes of every project and of the programme, cut at the end of each quarter.

    No further ahead than the project lasts: afterwards nobody comes, and nobody asks.
    """
    known = month_number(plan.PLANNED_FOR) - 1
    ends = {each.key: month_number(each.ends_on) for each in plan.projects()}
    for (scope, _counted), counts in _counts_of_the_demo().items():
        first, last = min(counts), min(known, ends.get(scope, known))
        monthly = tuple(counts[month] for month in range(first, last + 1))
        for cut in range(6, len(monthly), 3):
            yield Series("demo", monthly[:cut], monthly[cut : cut + LONGEST_HORIZON])


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _counts_of_the_demo() -> dict[tuple[str, str], Counter[int]]:
    found: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for each in population.participations(today=plan.PLANNED_FOR):
        for scope in (each.project_key, ""):
            found[scope, "started"][month_number(each.started_on)] += 1
            for kind, day in each.outcomes:
                found[scope, kind][month_number(day)] += 1
    return found


def _poisson(chance: Random, mean: float) -> int:
    """By Knuth's product; large means in pieces, so that nothing underflows."""
    came = 0
    while mean > 30:
        came, mean = came + _poisson(chance, 30), mean - 30
    left, product = exp(-mean), chance.random()
    while product > left:
        came, product = came + 1, product * chance.random()
    return came


def _steady(chance: Random, months: int) -> list[int]:
    rate = chance.uniform(2, 40)
    return [_poisson(chance, rate) for _ in range(months)]


def _scattered(chance: Random, months: int) -> list[int]:
    """A rate that walks, and months that differ more than by chance."""
    rate, size, made = chance.uniform(2, 30), chance.uniform(1, 6), []
    for _month in range(months):
        rate *= exp(chance.gauss(0, 0.1))
        made.append(_poisson(chance, rate * chance.gammavariate(size, 1 / size)))
    return made


def _bursts(chance: Random, months: int) -> list[int]:
    """Groups begin every few months, most people within two of them, and few in between."""
    every, size, made = chance.randint(3, 7), chance.uniform(10, 60), [0.0] * (months + 8)
    start = chance.randint(0, every)
    while start < months:
        made[start] += 0.7 * size
        made[start + 1] += 0.3 * size
        start += max(2, every + chance.randint(-1, 2))
    return [_poisson(chance, mean + 0.3) for mean in made[:months]]


def _seasonal(chance: Random, months: int) -> list[int]:
    rate, swing, shift = chance.uniform(5, 40), chance.uniform(0.4, 0.9), chance.uniform(0, 12)
    waves = (1 + swing * sin(2 * pi * (month + shift) / 12) for month in range(months))
    return [_poisson(chance, rate * wave) for wave in waves]


def _trend(chance: Random, months: int) -> list[int]:
    rate, slope = chance.uniform(4, 25), chance.choice((-1, 1)) * chance.uniform(0.01, 0.04)
    return [_poisson(chance, rate * exp(slope * month)) for month in range(months)]


def _stop(chance: Random, months: int) -> list[int]:
    """Places are full, or money ends: from some month of the last two years on nobody comes."""
    rate = chance.uniform(3, 25)
    last = months - LONGEST_HORIZON + chance.randint(-12, LONGEST_HORIZON)
    return [_poisson(chance, rate) if month < last else 0 for month in range(months)]


def _small(chance: Random, months: int) -> list[int]:
    rate = chance.uniform(0.2, 1.5)
    return [_poisson(chance, rate) for _ in range(months)]


KINDS: dict[str, Callable[[Random, int], list[int]]] = {
    "steady": _steady,
    "scattered": _scattered,
    "bursts": _bursts,
    "seasonal": _seasonal,
    "trend": _trend,
    "stop": _stop,
    "small": _small,
}
