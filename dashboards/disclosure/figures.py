"""What a published figure can be, and what every reader knows about how figures hang together."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

SMALLEST_SHOWN = 5
SMALLEST_PUBLIC = 8
# Shown to the nearest five, a public figure is at most this far from the number behind it.
ROUNDED_BY = 2
SMALLEST_BASE_OF_A_RATE = 20
# An untold figure that is off by so many times its step is hidden rather than repeated.
STEPS_OFF = 2
ENDLESS = float("inf")


class State(StrEnum):
    """What a published figure can be; only the first two carry a number."""

    VALUE = "VALUE"
    ZERO = "ZERO"
    NO_DATA = "NO_DATA"
    NOT_YET = "NOT_YET"
    HIDDEN = "HIDDEN"
    NOT_ADDITIVE = "NOT_ADDITIVE"


@dataclass(frozen=True)
class Figure:
    state: State
    value: int | Decimal | None = None

    def __post_init__(self) -> None:
        fits = {State.VALUE: bool(self.value), State.ZERO: self.value == 0}
        if not fits.get(self.state, self.value is None):
            raise ValueError(f"A figure in the state {self.state} cannot carry {self.value!r}.")

    @classmethod
    def of(cls, number: int | Decimal) -> "Figure":
        return cls(State.VALUE if number else State.ZERO, number)

    @classmethod
    def hidden(cls) -> "Figure":
        return cls(State.HIDDEN)

    @classmethod
    def no_data(cls) -> "Figure":
        return cls(State.NO_DATA)

    @classmethod
    def not_yet(cls) -> "Figure":
        return cls(State.NOT_YET)

    @classmethod
    def not_additive(cls) -> "Figure":
        return cls(State.NOT_ADDITIVE)

    @property
    def is_shown(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Line:
    """A sum that every reader knows: the total is the sum of the parts."""

    total: Hashable
    parts: tuple[Hashable, ...]


@dataclass(frozen=True)
class AtMost:
    """What every reader knows without its being a sum: one count is at most others together.

    People are at most their participations, those of a part at most those of the whole, and those
    of the whole at most those of all parts together.
    """

    smaller: Hashable
    larger: tuple[Hashable, ...]


def rate(numerator: int, denominator: int) -> Fraction | None:
    """Return numerator / denominator, or None where the base is too small to say anything."""
    if denominator < SMALLEST_BASE_OF_A_RATE:
        return None
    return Fraction(numerator, denominator)


def share(part: Figure, whole: Figure) -> Fraction | None:
    """Return what part of the whole is, from the figures as they are shown, or None."""
    if part.value is None or whole.value is None or part.value > whole.value:
        return None
    return rate(int(part.value), int(whole.value))


def released(
    counts: Mapping[Hashable, int],
    hidden: Collection[Hashable],
    before: Mapping[Hashable, int | None] | None = None,
    *,
    farthest: Mapping[Hashable, int] | None = None,
    together: Iterable[Collection[Hashable]] = (),
) -> dict[Hashable, Figure]:
    """Turn counts into what may leave: one and the same mark for every hidden cell.

    With `before`, what the release before showed, an untold cell goes on showing that number, unless
    it has moved by `farthest` since; then it is hidden with all that carry one mark with it.
    """
    shown, far = before or {}, farthest or {}
    silent = {
        key
        for key in hidden
        if not shown.get(key) or not repeats(counts[key], shown[key], far.get(key, ENDLESS))
    }
    silent |= {
        key for group in together if not silent.isdisjoint(group) for key in group if key in hidden
    }
    return {
        key: Figure.of(count)
        if key not in hidden
        else Figure.hidden()
        if key in silent
        else Figure.of(shown[key] or 0)
        for key, count in counts.items()
    }


def repeats(count: int, shown: int | None, farthest: float) -> bool:
    """Whether an untold figure goes on showing a number: nothing too far off, and no zero over somebody.

    A zero would say that there is nobody.
    """
    return shown is not None and (shown > 0 or not count) and abs(count - shown) < farthest
