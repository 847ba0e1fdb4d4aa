"""PESEL, the Polish personal number: read, made and masked; never logged, never in an error."""

from dataclasses import dataclass
from datetime import date
from operator import mul

from stdnum.pl import pesel as national_number

from core.quick import quickly_made

# The number carries the century in the month: +80 is the 1800s, +20 the 2000s and so on.
LENGTH = 11
MONTH_OFFSETS = {18: 80, 19: 0, 20: 20, 21: 40, 22: 60}
CENTURIES = {offset // 20: 100 * century for century, offset in MONTH_OFFSETS.items()}
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
SERIALS_PER_DAY_AND_SEX = 5_000


class PeselWrongLength(ValueError):
    """Not eleven digits."""


class PeselWrongChecksum(ValueError):
    """Eleven digits, the last of which does not follow from the first ten."""


class PeselImpossibleDate(ValueError):
    """A number whose checksum is right and whose date of birth never was."""


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Pesel:
    """What a number says about its holder; sex is 'F' or 'M'."""

    born_on: date
    sex: str


def plain(text: str) -> str:
    """The digits as people type them, without spaces and hyphens; check the result with read."""
    if text.isascii() and text.isdigit():
        return text
    return str(national_number.compact(text))


def read(pesel: str) -> Pesel:
    """Read exactly eleven digits; raises PeselWrongLength, -WrongChecksum or -ImpossibleDate."""
    if len(pesel) != LENGTH or not (pesel.isascii() and pesel.isdigit()):
        raise PeselWrongLength
    # A sign stands 48 above its digit, and 48 times all weights ends in nought.
    if sum(map(mul, pesel.encode(), WEIGHTS)) % 10:
        raise PeselWrongChecksum
    century, month = divmod(int(pesel[2:4]), 20)
    try:
        born_on = date(CENTURIES[century] + int(pesel[:2]), month, int(pesel[4:6]))
    except ValueError:
        raise PeselImpossibleDate from None
    return Pesel(born_on=born_on, sex="M" if int(pesel[9]) % 2 else "F")


def make(*, born_on: date, sex: str, serial: int) -> str:
    """Build the number; serial counts the people of one sex born that day, 0 to 4999."""
    if born_on.year // 100 not in MONTH_OFFSETS:
        raise ValueError("PESEL exists for birth dates from 1800 to 2299")
    if sex not in {"F", "M"} or not 0 <= serial < SERIALS_PER_DAY_AND_SEX:
        raise ValueError("sex is 'F' or 'M', serial is 0 to 4999")
    month = born_on.month + MONTH_OFFSETS[born_on.year // 100]
    # The tenth digit tells the sex: even for women, odd for men.
    holder = serial * 2 + (sex == "M")
    digits = f"{born_on.year % 100:02}{month:02}{born_on.day:02}{holder:04}"
    return digits + str(national_number.calc_check_digit(digits))


def masked(pesel: str) -> str:
    """'•••••••••41': tells two people of one list apart without telling a birth date."""
    return "•" * (len(pesel) - 2) + pesel[-2:]
