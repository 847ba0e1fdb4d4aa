"""Whether a promise will be kept: what is missing of one cell by a day, and what may still come.

Plain arithmetic over monthly counts; the sentences are made in `outlook_words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboards import forecasting
from dashboards.forecasting import Band

# A month that ends before its middle brings nothing of its own to the forecast.
HALF_MONTH = 15
# The pace of today is that of so many complete months.
RECENT = 6


class State(StrEnum):
    REACHED = "reached"
    OVER = "over"  # the day has passed and people are missing
    LIKELY = "likely"  # even the lower end of the band is enough
    OPEN = "open"  # the missing lie inside the band
    UNLIKELY = "unlikely"  # even the upper end is too few
    UNKNOWN = "unknown"  # too few months or people for a forecast


@dataclass(frozen=True)
class Cell:
    """Which people of an indicator: `name` is women, men or total."""

    code: str
    name: str
    subset: str = ""


@dataclass(frozen=True)
class Outlook:
    """One promise; `more` is what is foreseen from today until the day."""

    cell: Cell
    target: int
    achieved: int
    ends_on: date
    state: State
    months_left: int = 0
    recent: float = 0.0
    more: Band | None = None

    @property
    def missing(self) -> int:
        return max(self.target - self.achieved, 0)

    @property
    def needed(self) -> float:
        """How many a month are needed from today on."""
        return forecasting.needed_pace(self.missing, self.months_left)

    @property
    def is_trouble(self) -> bool:
        return self.state in (State.OVER, State.UNLIKELY)

    @property
    def shortfall(self) -> float:
        """What share of the promise is missing today."""
        return self.missing / self.target if self.target else 0.0

    @property
    def expected_shortfall(self) -> tuple[float, float]:
        """What share will be missing if the band holds: at best and at worst."""
        if self.state in (State.REACHED, State.OVER) or self.more is None:
            return self.shortfall, self.shortfall
        ends = (self.more.high, self.more.low)
        best, worst = (max(self.missing - more, 0) / self.target for more in ends)
        return best, worst


@dataclass(frozen=True)
class Series:
    """Monthly counts of one cell from `first` on, a month as `month_number` gives it."""

    first: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    def until(self, month: int) -> tuple[int, ...]:
        """The complete months before this one; those in which nobody came are told as zero."""
        if not self.counts:
            return ()
        length = max(month - self.first, 0)
        known = self.counts[:length]
        return known + (0,) * (length - len(known))

    def within(self, first: int, last: int) -> int:
        """What came in these months, both of them included."""
        return sum(self.counts[max(first - self.first, 0) : max(last - self.first + 1, 0)])


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def months_ahead(ends_on: date, *, on: date) -> int:
    """The months that may still bring somebody: this one, and the last if half of it is in."""
    last = month_number(ends_on) - (ends_on.day < HALF_MONTH)
    return max(last - month_number(on) + 1, 0)


def outlook(
    cell: Cell,
    series: Series,
    *,
    target: int,
    ends_on: date,
    on: date,
    achieved: int | None = None,
    level: float = 0.8,
) -> Outlook:
    """Of a whole promise; `achieved` is given where not all that the series holds counts for it."""
    came = series.total if achieved is None else achieved
    ahead = months_ahead(ends_on, on=on)
    past = series.until(month_number(on))
    recent = sum(past[-RECENT:]) / RECENT if past else 0.0
    known = {"months_left": ahead, "recent": recent}
    if came >= target:
        return Outlook(cell, target, came, ends_on, State.REACHED, **known)
    if ends_on < on:
        return Outlook(cell, target, came, ends_on, State.OVER, **known)
    foreseen = forecasting.forecast(past, months_ahead=ahead, level=level)
    if not foreseen.is_enough or not foreseen.months:
        return Outlook(cell, target, came, ends_on, State.UNKNOWN, **known)
    more = _from_today(foreseen.months, came_this_month=series.total - sum(past))
    return Outlook(cell, target, came, ends_on, _state(target - came, more), more=more, **known)


def _from_today(months: Sequence[Band], *, came_this_month: int) -> Band:
    """The forecast begins with this month, and whoever came in it is counted already."""
    last = months[-1]
    low, middle, high = (max(n - came_this_month, 0) for n in (last.low, last.middle, last.high))
    return Band(low, middle, high)


def _state(missing: int, more: Band) -> State:
    if more.low >= missing:
        return State.LIKELY
    return State.UNLIKELY if more.high < missing else State.OPEN
