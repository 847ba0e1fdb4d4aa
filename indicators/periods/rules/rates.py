"""A rate is two counts of one report beside each other; it is frozen with both and never added up."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from indicators.periods.rules.counting import SEX, Breakdowns, Cell

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which two indicators a rate sets beside each other."""

    code: str
    numerator: str
    denominator: str


@dataclass(frozen=True, kw_only=True)
class Rate:
    """The rate of everybody, or of women or men: so many of so many, and so the percent."""

    asked: Asked
    sex: str
    numerator: int
    denominator: int
    percent: Decimal | None


def percent_of(numerator: int, denominator: int) -> Decimal | None:
    """With two decimals; of nobody there is no rate."""
    if not denominator:
        return None
    share = Decimal(numerator * 100) / Decimal(denominator)
    return share.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def rates(asked: Iterable[Asked], cells: Mapping[Cell, int], breakdowns: Breakdowns) -> list[Rate]:
    """Every rate whose two indicators the report counts, by sex where both may be so broken down."""
    known = Counter(cells)
    return [_rate(one, sex, known.__getitem__) for one in asked for sex in _sexes(one, breakdowns)]


def again(rate: Rate, live: Callable[[Cell], int]) -> Rate:
    """The same rate of what its two counts are today."""
    return _rate(rate.asked, rate.sex, live)


def _rate(asked: Asked, sex: str, count_of: Callable[[Cell], int]) -> Rate:
    counts = [count_of(Cell(code, sex)) for code in (asked.numerator, asked.denominator)]
    return Rate(
        asked=asked,
        sex=sex,
        numerator=counts[0],
        denominator=counts[1],
        percent=percent_of(*counts),
    )


def _sexes(asked: Asked, breakdowns: Breakdowns) -> Iterator[str]:
    parts = [breakdowns.get(code) for code in (asked.numerator, asked.denominator)]
    if None in parts:
        return
    yield ""
    if all(SEX in (allowed or ()) for allowed in parts):
        yield from ("F", "M")
