"""How many more will probably come: monthly counts in, a range for each month ahead out. No Django.

A month's count comes from a rate that drifts slowly and is scattered more than by chance alone: groups
and editions begin in bursts. The rate is known as a gamma distribution that forgets a part of what it
learnt every month; several speeds of forgetting and several degrees of scatter are tried, and each has
the weight with which it foresaw the past, month by month. Seasons are believed only where the months of
two years pay for them. Small numbers stay small whole numbers with a wide band: the band is read from
a negative binomial distribution, never from a bell curve.

It knows nothing of what people intend: a recruitment that begins next month is not in the past.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log, sqrt

# Shorter or smaller than this, the past tells nothing that one may repeat as a forecast.
MONTHS_NEEDED = 6
PEOPLE_NEEDED = 5
# What is kept of the knowledge of the rate from one month to the next.
KEPT = (0.98, 0.9, 0.7)
# How many times the variance of a month is that of pure chance.
SCATTERS = (1.0, 2.0, 5.0, 12.0, 30.0)
# After the first month alone the rate is known no better than from half a person.
FIRST_SHAPE = 0.5
YEAR = 12
YEARS_FOR_SEASONS = 2
# A series is read no further back: older months say little and cost time.
MONTHS_READ = 60
# Pure chance itself, less would be no distribution of this kind.
LEAST_SCATTER = 1.000001
# Beyond so many standard deviations from the mean a distribution is not added up.
REACH = 12


@dataclass(frozen=True)
class Band:
    """How many come until the end of a month ahead: as likely above the middle as below it."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True)
class Forecast:
    """`months[0]` is the first month ahead; each counts from today, so none is less than the last."""

    is_enough: bool
    level: float
    months: tuple[Band, ...] = ()
    is_seasonal: bool = False


@dataclass(frozen=True)
class Learnt:
    """One way to read the past: the rate with its shape, the scatter, and how well it foresaw."""

    rate: float
    shape: float
    kept: float
    scatter: float
    foresaw: float


def forecast(monthly: Sequence[int], *, months_ahead: int, level: float = 0.8) -> Forecast:
    """Foresee the months after the last of these, the first of them being the oldest.

    Quarters may stand for months; seasons are then looked for in vain.
    """
    if not is_enough(monthly):
        return Forecast(False, level)
    past = tuple(monthly[-MONTHS_READ:])
    seasons, readings = _read(past)
    ahead = [seasons[(len(past) + month) % YEAR] for month in range(months_ahead)]
    bands = [
        _band(mean, variance, level)
        for mean, variance in zip(*_moments(readings, ahead), strict=True)
    ]
    return Forecast(True, level, tuple(_never_less(bands)), is_seasonal=len(set(seasons)) > 1)


def is_enough(monthly: Sequence[int]) -> bool:
    """Whether there are so many months and so many people that the past may be told as a forecast."""
    past = monthly[-MONTHS_READ:]
    return len(past) >= MONTHS_NEEDED and sum(past) >= PEOPLE_NEEDED


def needed_pace(missing: int, months_left: float) -> float:
    """How many a month are needed from today; all of them at once where no month is left."""
    return missing / max(months_left, 1.0) if missing > 0 else 0.0


@lru_cache(maxsize=1024)
def _read(past: tuple[int, ...]) -> tuple[tuple[float, ...], tuple[Learnt, ...]]:
    """The seasons, all 1 where there are none, and every reading with its weight as `foresaw`."""
    even = (1.0,) * YEAR
    plain = _readings(past, even)
    if len(past) < YEARS_FOR_SEASONS * YEAR:
        return even, _weighted(plain)
    seasons = _seasons(past)
    seasonal = _readings(past, seasons)
    # Eleven numbers more, made of the very months they are judged by, have to be paid for
    # (Schwarz's criterion).
    price = (YEAR - 1) / 2 * log(len(past))
    gain = max(one.foresaw for one in seasonal) - max(one.foresaw for one in plain)
    return (seasons, _weighted(seasonal)) if gain > price else (even, _weighted(plain))


def _readings(past: Sequence[int], seasons: Sequence[float]) -> list[Learnt]:
    return [_learn(past, seasons, kept, scatter) for kept in KEPT for scatter in SCATTERS]


def _learn(past: Sequence[int], seasons: Sequence[float], kept: float, scatter: float) -> Learnt:
    """Go through the past once, foreseeing each month but the first from those before it alone.

    The seasons are given, and those of a past are made of all its months: for that they have to pay.
    """
    shape, weight = FIRST_SHAPE, FIRST_SHAPE / max(past[0], FIRST_SHAPE)
    foresaw = 0.0
    for month, count in enumerate(past):
        share = seasons[month % YEAR]
        shape, weight = max(shape * kept, FIRST_SHAPE * kept), weight * kept
        mean = share * shape / weight
        if month:
            foresaw += _log_chance(count, mean, scatter * mean + mean * mean / shape)
        shape, weight = shape + count / scatter, weight + share / scatter
    return Learnt(shape / weight, shape, kept, scatter, foresaw)


def _weighted(readings: Sequence[Learnt]) -> tuple[Learnt, ...]:
    best = max(one.foresaw for one in readings)
    weights = [exp(one.foresaw - best) for one in readings]
    whole = sum(weights)
    return tuple(
        Learnt(one.rate, one.shape, one.kept, one.scatter, weight / whole)
        for one, weight in zip(readings, weights, strict=True)
    )


def _seasons(past: Sequence[int]) -> tuple[float, ...]:
    """Of each month of the year how many times the mean of its year, drawn a little towards 1."""
    years = [past[end - YEAR : end] for end in range(len(past), YEAR - 1, -YEAR)]
    typical = sum(map(sum, years)) / (YEAR * len(years))
    found = [1.0] * YEAR
    for place in range(YEAR):
        came = sum(year[place] for year in years)
        month = (len(past) + place) % YEAR
        found[month] = (came + typical) / (typical * (len(years) + 1)) if typical else 1.0
    mean = sum(found) / YEAR
    return tuple(each / mean for each in found)


def _moments(readings: Sequence[Learnt], ahead: Sequence[float]) -> tuple[list[float], list[float]]:
    """Mean and variance of the sum until each month ahead, over all the readings."""
    shares = list(accumulate(ahead))
    told = [list(_spread(one, ahead)) for one in readings]
    means, variances = [], []
    for place, share in enumerate(shares):
        mean = sum(one.foresaw * one.rate * share for one in readings)
        variance = sum(
            one.foresaw * (own[place] + (one.rate * share - mean) ** 2)
            for one, own in zip(readings, told, strict=True)
        )
        means.append(mean)
        variances.append(variance)
    return means, variances


def _spread(one: Learnt, ahead: Sequence[float]) -> Iterator[float]:
    """The variance of the sum: by chance, by not knowing the rate, and by its drift meanwhile."""
    chance, drift, before, shape = 0.0, 0.0, 0.0, one.shape
    for share in ahead:
        shape *= one.kept
        chance += one.scatter * one.rate * share
        drift += one.rate**2 * share * (share / shape) + 2 * before * share
        before += one.rate**2 * share / shape
        yield chance + drift


def _band(mean: float, variance: float, level: float) -> Band:
    """The numbers that have the half of their own chance inside the level, and the median.

    With small numbers a band that asked for any chance at all would hold far more than it says.
    """
    edge = (1 - level) / 2
    low = middle = high = 0
    below = 0.0
    for count, piece in _chances(mean, variance):
        if below + piece / 2 < edge:
            low = count + 1
        if below + piece / 2 <= 1 - edge:
            high = count
        if below < 0.5:
            middle = count
        if below > 1 - edge:
            break
        below += piece
    return Band(min(low, middle), middle, max(high, middle))


def _never_less(bands: Sequence[Band]) -> Iterator[Band]:
    """What has come stays, so a later month is never foreseen with fewer."""
    before = Band(0, 0, 0)
    for each in bands:
        before = Band(
            max(each.low, before.low),
            max(each.middle, before.middle),
            max(each.high, before.high),
        )
        yield before


def _chances(mean: float, variance: float) -> Iterator[tuple[int, float]]:
    """Every number that may come, with its chance: negative binomial with these moments."""
    variance = max(variance, mean * LEAST_SCATTER)
    first = max(0, int(mean - REACH * sqrt(variance)))
    last = int(mean + 2 * REACH * sqrt(variance)) + 1
    size, chance = _shaped(mean, variance)
    piece = exp(_log_chance(first, mean, variance))
    for count in range(first, last + 1):
        yield count, piece
        piece *= (count + size) / (count + 1) * chance


def _log_chance(count: int, mean: float, variance: float) -> float:
    size, chance = _shaped(mean, max(variance, mean * LEAST_SCATTER))
    ways = lgamma(count + size) - lgamma(size) - lgamma(count + 1)
    return ways + size * log(1 - chance) + count * log(chance)


def _shaped(mean: float, variance: float) -> tuple[float, float]:
    return mean * mean / (variance - mean), 1 - mean / variance
