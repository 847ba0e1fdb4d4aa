"""Polish grammar of figures: which form of a word a number takes, and numbers in words."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
# Round numbers go by half thousands; below the first of them a number is written as it is.
STEP = 500
# How near a number must be to be told as "almost" or "over" a round one.
NEAR = Decimal("0.03")
MONTHS = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]


class Forms(NamedTuple):
    """1 osoba skorzystała, 2 osoby skorzystały, 5 osób skorzystało."""

    one: str
    few: str
    many: str

    def of(self, number: int) -> str:
        return self[form(number)]


class Said(NamedTuple):
    """A number in words, and the form that the words after it take: 0 one, 1 few, 2 many."""

    words: str
    form: int


def form(number: int) -> int:
    """Return 0 for 1, 1 for 2-4 and 22-24 but not 12-14, 2 for the rest, 0 among them."""
    if number == 1:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def digits(number: int) -> str:
    """1234 as 1 234, in one piece when a line ends."""
    return f"{number:,}".replace(",", NARROW_NO_BREAK)


def decimal(number: Decimal, places: int) -> str:
    """At most so many places, without zeros at the end: 2,34 or 3,5 or 2."""
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _point, rest = f"{rounded:f}".partition(".")
    rest = rest.rstrip("0")
    return digits(int(whole)) + (f",{rest}" if rest else "")


def said(number: int) -> Said:
    """5000 as "5 tysięcy", 1450 as "prawie 1,5 tysiąca", 4230 as "4 230"."""
    nearest = (number + STEP // 2) // STEP * STEP
    if nearest < 2 * STEP or abs(number - nearest) > NEAR * nearest:
        return Said(digits(number), form(number))
    before = {-1: f"prawie{NO_BREAK}", 0: "", 1: f"ponad{NO_BREAK}"}
    sign = (number > nearest) - (number < nearest)
    # Thousands govern what follows: 2 tysiące osób skorzystało.
    return Said(before[sign] + thousands(nearest), 2)


def thousands(number: int) -> str:
    """1500 as "1,5 tysiąca": a fraction takes the genitive, whole thousands their own form."""
    whole, rest = divmod(number, 1000)
    if rest:
        return f"{decimal(Decimal(number) / 1000, 1)}{NO_BREAK}tysiąca"
    if whole == 1:
        return "tysiąc"
    words = Forms("tysiąc", "tysiące", "tysięcy").of(whole)
    return f"{digits(whole)}{NO_BREAK}{words}"


def zlotys(amount: Decimal) -> str:
    """2340000 as "2,34 mln zł", 921302.56 as "921 tys. zł", 8500 as "8 500 zł"."""
    for least, word in ((10**9, "mld"), (10**6, "mln")):
        if amount >= least:
            return f"{decimal(amount / least, 2)}{NO_BREAK}{word}{NO_BREAK}zł"
    if amount >= 10_000:
        return f"{decimal(amount / 1000, 0)}{NO_BREAK}tys.{NO_BREAK}zł"
    return f"{decimal(amount, 0)}{NO_BREAK}zł"


def listed(names: Sequence[str], last: str = "i") -> str:
    """a, b i c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def month(number: int) -> str:
    """The name of a month as a date has it: 3 maja."""
    return MONTHS[number - 1]
