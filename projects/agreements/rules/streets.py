"""Is an address inside a revitalised area: streets, ranges of numbers, and what nobody can tell.

A resolution lists streets: whole ones, ranges, odd or even numbers. The answer is INSIDE or OUTSIDE
only where the address can be read; the rest is UNKNOWN and needs a person:

* a street that is not on the list is OUTSIDE, unless it could be a listed one written in another
  way ("Hallera" and "gen. Józefa Hallera", "Dworcowej" and "Dworcowa", a letter mistyped): then
  UNKNOWN;
* an address without a house number, or with one that cannot be read, is UNKNOWN, unless the list
  has the whole street;
* a bound without a letter covers all letters of its number: 1-15 holds 15 and 15a; a bound with a
  letter covers only up to it: 1-15a holds 15 and 15a, not 15b;
* a number over two plots (12-14) is where both of them are; if they differ, UNKNOWN;
* after a stroke stands a flat as a rule, and sometimes a second plot: 8/12 is read both ways where
  12 could be a plot next to 8; if they differ, UNKNOWN;
* outside the days on which the resolution holds, everything is UNKNOWN.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from os.path import commonprefix

from rapidfuzz.distance import Levenshtein

from core import polish

KINDS = {
    "al": "aleja",
    "aleje": "aleja",
    "pl": "plac",
    "os": "osiedle",
}
STREET = {"ul", "ulica"}
LONGEST_ABBREVIATION = 4
SHORTEST_FOR_TYPING_MISTAKES = 6
SHORTEST_STEM, LONGEST_ENDING = 5, 3
# "Długa" and "na Długiej": an adjective is the same street in both, however short it is.
ADJECTIVE = re.compile("(?:a|i?ej)$")
# How far apart the numbers of one house over several plots may be.
WIDEST_HOUSE = 10

NUMBER = r"\d{1,5}(?:\s?[a-z]\b)?"
FLAT = r"(?:\s*(?:/|\b(?:m|lok|mieszk|mieszkanie|lokal)\b\.?)\s*\w+)"
SECOND_PLOT = rf"(?:\s*/\s*(?P<stroke>{NUMBER}))"
ADDRESS = re.compile(
    rf"(?P<street>.+?)[\s,]+(?:nr\s*)?(?P<first>{NUMBER})"
    rf"(?:{SECOND_PLOT}{FLAT}?|(?:\s*-\s*(?P<last>{NUMBER}))?{FLAT}?)",
    re.IGNORECASE,
)


class Side(StrEnum):
    INSIDE = "INSIDE"
    OUTSIDE = "OUTSIDE"
    UNKNOWN = "UNKNOWN"


class Reason(StrEnum):
    """Why an address is on its side."""

    LISTED = "LISTED"
    NUMBER_NOT_LISTED = "NUMBER_NOT_LISTED"
    STREET_NOT_LISTED = "STREET_NOT_LISTED"
    OTHER_GMINA = "OTHER_GMINA"
    OTHER_PLACE = "OTHER_PLACE"
    SIMILAR_STREET = "SIMILAR_STREET"
    NO_NUMBER = "NO_NUMBER"
    NUMBERS_DIFFER = "NUMBERS_DIFFER"
    NOT_IN_FORCE = "NOT_IN_FORCE"
    EMPTY_LIST = "EMPTY_LIST"


class Parity(StrEnum):
    ALL = "ALL"
    ODD = "ODD"
    EVEN = "EVEN"


class UnreadableLine(ValueError):
    """A line of a resolution that cannot be taken apart; says which line, for the refusal."""


@dataclass(frozen=True, order=True)
class HouseNumber:
    """12a is after 12 and before 13."""

    number: int
    letter: str = ""

    @classmethod
    def read(cls, text: str) -> "HouseNumber":
        digits = re.match(r"\d+", text.strip())
        if digits is None:
            raise UnreadableLine(text)
        return cls(int(digits[0]), text.strip()[digits.end() :].strip().lower())

    def __str__(self) -> str:
        return f"{self.number}{self.letter}"


@dataclass(frozen=True, kw_only=True)
class Range:
    """A listed street; without bounds it is the whole street, or all its odd or even numbers."""

    street: str
    first: HouseNumber | None = None
    last: HouseNumber | None = None
    parity: Parity = Parity.ALL

    @property
    def is_whole_street(self) -> bool:
        return self.first is None and self.last is None and self.parity is Parity.ALL

    def holds(self, house: HouseNumber) -> bool:
        if self.parity is not Parity.ALL and house.number % 2 != (self.parity is Parity.ODD):
            return False
        if self.first is not None and house < self.first:
            return False
        if self.last is None:
            return True
        return house <= self.last or (not self.last.letter and house.number == self.last.number)


@dataclass(frozen=True, kw_only=True)
class Area:
    """What a resolution lists; `valid_to` is the last day it holds, `place` its town if it is one."""

    gmina: str
    ranges: tuple[Range, ...]
    valid_from: date
    valid_to: date | None = None
    place: str = ""

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where somebody lives; `street` is the street with the number, as people write it."""

    street: str
    gmina: str = ""
    place: str = ""


@dataclass(frozen=True)
class Judgement:
    side: Side
    reason: Reason
    # The listed street that decided, or that it could be.
    street: str = ""


def side_of(address: Address, area: Area, *, on: date) -> Side:
    """On which side of the area's border the address was on that day."""
    return judged(address, area, on=on).side


def judged(address: Address, area: Area, *, on: date) -> Judgement:
    """The side with its reason."""
    if not area.is_in_force(on):
        return Judgement(Side.UNKNOWN, Reason.NOT_IN_FORCE)
    if address.gmina and address.gmina != area.gmina:
        return Judgement(Side.OUTSIDE, Reason.OTHER_GMINA)
    if area.place and address.place and words(area.place) != words(address.place):
        return Judgement(Side.OUTSIDE, Reason.OTHER_PLACE)
    return _by_list(address.street, area.ranges)


def _by_list(text: str, ranges: tuple[Range, ...]) -> Judgement:
    if not ranges:
        return Judgement(Side.UNKNOWN, Reason.EMPTY_LIST)
    whole = _whole_street(text, ranges)
    if whole:
        return Judgement(Side.INSIDE, Reason.LISTED, whole.street)
    street, houses = _apart(text)
    if not houses:
        return Judgement(Side.UNKNOWN, Reason.NO_NUMBER)
    return _by_street(street, houses, ranges)


def _by_street(street: str, houses: list[HouseNumber], ranges: Iterable[Range]) -> Judgement:
    listed = list(ranges)
    same = [one for one in listed if words(one.street) == words(street)]
    if same:
        held = [any(one.holds(house) for one in same) for house in houses]
        if all(held):
            return Judgement(Side.INSIDE, Reason.LISTED, same[0].street)
        if any(held):
            return Judgement(Side.UNKNOWN, Reason.NUMBERS_DIFFER, same[0].street)
        return Judgement(Side.OUTSIDE, Reason.NUMBER_NOT_LISTED, same[0].street)
    similar = next((one for one in listed if could_be(words(street), words(one.street))), None)
    if similar:
        return Judgement(Side.UNKNOWN, Reason.SIMILAR_STREET, similar.street)
    return Judgement(Side.OUTSIDE, Reason.STREET_NOT_LISTED)


def words(street: str) -> tuple[str, ...]:
    """A street's name for comparing: folded, without "ul.", with "pl." and its like spelt out."""
    found = re.findall(r"[^\W_]+", polish.folded(street))
    if len(found) > 1 and found[0] in STREET:
        found = found[1:]
    if len(found) > 1:
        found[0] = KINDS.get(found[0], found[0])
    return tuple(found)


def could_be(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one street: a title left out, a name shortened, a letter mistyped."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    if all(any(_same_word(word, long) for long in longer) for word in shorter):
        return True
    return _is_mistyped(" ".join(one), " ".join(other))


def _is_mistyped(one: str, other: str) -> bool:
    """One letter too many, too few or another; "1 Maja" is not a mistyped "3 Maja"."""
    if min(len(one), len(other)) < SHORTEST_FOR_TYPING_MISTAKES:
        return False
    has_same_digits = re.findall(r"\d", one) == re.findall(r"\d", other)
    return has_same_digits and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _same_word(one: str, other: str) -> bool:
    if one == other or _is_inflected(one, other):
        return True
    short, long = sorted((one, other), key=len)
    return short.isalpha() and len(short) <= LONGEST_ABBREVIATION and long.startswith(short)


def _is_inflected(one: str, other: str) -> bool:
    """The same word in two cases: a long common stem and short endings, or an adjective's own."""
    stem = len(commonprefix((one, other)))
    if stem >= SHORTEST_STEM and max(len(one), len(other)) - stem <= LONGEST_ENDING:
        return one.isalpha() and other.isalpha()
    return bool(ADJECTIVE.search(one)) and ADJECTIVE.sub("", one) == ADJECTIVE.sub("", other)


def _whole_street(text: str, ranges: Iterable[Range]) -> Range | None:
    """The listed whole street that the text names without any number."""
    named = words(text)
    return next((one for one in ranges if one.is_whole_street and words(one.street) == named), None)


def _apart(text: str) -> tuple[str, list[HouseNumber]]:
    """The street and its one or two numbers; no number where the text cannot be read."""
    found = ADDRESS.fullmatch(plain(text))
    if found is None or has_stray_number(found["street"]):
        return text, []
    first, *more = (
        HouseNumber.read(found[name]) for name in ("first", "last", "stroke") if found[name]
    )
    is_flat = found["stroke"] and not 0 < more[0].number - first.number <= WIDEST_HOUSE
    return found["street"], [first] if is_flat else [first, *more]


def has_stray_number(street: str) -> bool:
    """ "3 Maja" and "pl. 1000-lecia" may begin with one; a number further on belongs to no name."""
    found = words(street)
    named = found[1:] if found and found[0] in KINDS.values() else found
    return any(any(sign.isdigit() for sign in word) for word in named[1:])


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub("[–—−]", "-", text)).strip(" .,;")
