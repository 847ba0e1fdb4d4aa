"""PESEL, the Polish personal number: read, made and masked; never logged, never in an error."""

from dataclasses import dataclass
from datetime import date

from stdnum import exceptions
from stdnum.pl import pesel as national_number

# The number carries the century in the month: +80 is the 1800s, +20 the 2000s and so on.
LENGTH = 11
MONTH_OFFSETS = {18: 80, 19: 0, 20: 20, 21: 40, 22: 60}
SERIALS_PER_DAY_AND_SEX = 5_000


class PeselWrongLength(ValueError):
    """Not eleven digits."""


class PeselWrongChecksum(ValueError):
    """Eleven digits, the last of which does not follow from the first ten."""


class PeselImpossibleDate(ValueError):
    """A number whose checksum is right and whose date of birth never was."""


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
    try:
        national_number.validate(pesel)
    except exceptions.InvalidChecksum:
        raise PeselWrongChecksum from None
    except exceptions.InvalidComponent:
        raise PeselImpossibleDate from None
    return Pesel(
        born_on=national_number.get_birth_date(pesel), sex=national_number.get_gender(pesel)
    )


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
