"""How alike two people are by name and day of birth, so that a person may decide. No database.

Counts never depend on this: only an equal PESEL makes two people one there. Here a doubt is found
for somebody to look at, so it is better to ask once too often about people without a PESEL, and
seldom about two people whose PESELs differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from core import polish

Key = TypeVar("Key")

# From here on two people are shown to somebody who decides.
ALIKE = 0.8
# A name further apart than this is another name, whatever the other one says.
OTHER_NAME = 0.6
SWAPPED_NAME = 0.8
SAME_GIVEN_NAME = 0.9
OF_OTHER_FAMILY_NAME = 0.82
OF_SWAPPED_NAMES = 0.97
OF_PART_OF_A_NAME = 0.95
OF_SWAPPED_DAY = 0.95
OF_ONE_DIGIT = 0.9
OF_OTHER_SEX = 0.95
# Two PESELs that differ are two people, unless nearly everything else is equal.
DESPITE_OTHER_PESEL = 0.96
SHORTEST_PART = 3
SOUND_LENGTH = 4
MONTHS = 12
HEARD = (("rz", "z"), ("sz", "s"), ("cz", "c"), ("ch", "h"), ("w", "v"))
VOWELS = frozenset("aeiouyj")


class Reason(StrEnum):
    """What makes two people alike though not equal; nothing of it when all is equal."""

    NAME_TYPO = "NAME_TYPO"
    PART_OF_NAME = "PART_OF_NAME"
    SWAPPED_NAMES = "SWAPPED_NAMES"
    OTHER_FAMILY_NAME = "OTHER_FAMILY_NAME"
    SWAPPED_DAY = "SWAPPED_DAY"
    ONE_DIGIT = "ONE_DIGIT"
    OTHER_SEX = "OTHER_SEX"
    OTHER_PESEL = "OTHER_PESEL"


@dataclass(frozen=True)
class Likeness:
    """0 to 1, where 1 is equal in everything compared."""

    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def is_alike(self) -> bool:
        return self.score >= ALIKE


NOT_ALIKE = Likeness(0.0)
EQUAL = Likeness(1.0)


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as they are compared: names taken apart and folded, with the sounds they share."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    sounds: frozenset[str]
    born_on: date
    sex: str
    pesel_key: bytes | None


def profile(
    *, given_name: str, family_name: str, born_on: date, sex: str, pesel_key: bytes | None = None
) -> Profile:
    """`pesel_key` is anything equal for equal numbers, such as the blind index."""
    given, family = parts_of(given_name), parts_of(family_name)
    sounds = frozenset(sound(part) for part in (*given, *family))
    return Profile(given, family, sounds, born_on, sex, pesel_key)


# The same few names come again and again among thousands of people.
@lru_cache(maxsize=4096)
def parts_of(name: str) -> tuple[str, ...]:
    """'Nowak-Żak' as ('nowak', 'zak')."""
    return tuple(re.findall(r"\w+", polish.folded(name)))


@lru_cache(maxsize=4096)
def sound(part: str) -> str:
    """A rough key of how a folded name is said: 'morzycka', 'mozycka' and 'mozicka' share one."""
    said = part
    for written, heard in HEARD:
        said = said.replace(written, heard)
    first, *rest = (letter for letter, _same in groupby(said))
    return (first + "".join(letter for letter in rest if letter not in VOWELS))[:SOUND_LENGTH]


def likeness(one: Profile, other: Profile) -> Likeness:
    """Compare two people; the order does not matter."""
    of_dates, why_dates = _of_dates(one.born_on, other.born_on)
    if not of_dates or (why_dates and not one.sounds & other.sounds):
        return NOT_ALIKE
    of_names, why_names = _of_names(one, other)
    score, reasons = of_names * of_dates, [*why_names, *why_dates]
    if one.sex != other.sex:
        score, reasons = score * OF_OTHER_SEX, [*reasons, Reason.OTHER_SEX]
    if one.pesel_key and other.pesel_key and one.pesel_key != other.pesel_key:
        score, reasons = _despite_other_pesel(score), [*reasons, Reason.OTHER_PESEL]
    return Likeness(score, tuple(reasons)) if score >= ALIKE else NOT_ALIKE


def near_days(day: date) -> set[date]:
    """Every day that a mistake in writing this one could have made, itself included."""
    days = {_day(day.year, day.day, day.month)}
    days |= {_day(year, day.month, day.day) for year in _near_numbers(day.year, 4)}
    days |= {_day(day.year, month, day.day) for month in _near_numbers(day.month, 2)}
    days |= {_day(day.year, day.month, number) for number in _near_numbers(day.day, 2)}
    return {day} | {near for near in days if near is not None}


@dataclass(frozen=True)
class Pair(Generic[Key]):
    first: Key
    second: Key
    likeness: Likeness


def alike_pairs(people: Sequence[tuple[Key, Profile]]) -> list[Pair[Key]]:
    """Every pair that is alike, the most alike first, without comparing everybody with everybody.

    People born on one day are compared; those born on different days only where a sound of a name
    and two of the three parts of the day agree, which is what `likeness` asks for anyway.
    """
    found = {}
    for first, second in _candidates(people):
        if (first, second) not in found:
            found[first, second] = likeness(people[first][1], people[second][1])
    pairs = [
        Pair(people[first][0], people[second][0], result)
        for (first, second), result in found.items()
        if result.is_alike
    ]
    return sorted(pairs, key=lambda pair: -pair.likeness.score)


class Index(Generic[Key]):
    """Many people of whom those are found who look like somebody, without comparing with everybody."""

    def __init__(self, people: Iterable[tuple[Key, Profile]]) -> None:
        self._people: list[tuple[Key, Profile] | None] = []
        self._place: dict[Key, int] = {}
        self._places: dict[object, list[int]] = defaultdict(list)
        self.add(people)

    def add(self, people: Iterable[tuple[Key, Profile]]) -> None:
        """More of them; somebody who is here already is known anew, as they are told now."""
        for key, person in people:
            if key in self._place:
                self._people[self._place[key]] = None
            self._place[key] = place = len(self._people)
            for block in _blocks(person):
                self._places[block].append(place)
            self._people.append((key, person))

    def __len__(self) -> int:
        return len(self._place)

    def alike(self, asked: Profile) -> list[tuple[Key, Likeness]]:
        """The most alike first; not whoever has the same PESEL, for that is the person."""
        places = {place for block in _blocks(asked) for place in self._places.get(block, ())}
        found = [
            (key, likeness(asked, person))
            for key, person in filter(None, map(self._people.__getitem__, sorted(places)))
            if not (asked.pesel_key and asked.pesel_key == person.pesel_key)
        ]
        alike = [one for one in found if one[1].is_alike]
        return sorted(alike, key=lambda one: -one[1].score)


def _candidates(people: Sequence[tuple[Key, Profile]]) -> Iterator[tuple[int, int]]:
    """Positions of the two, the smaller first."""
    groups: dict[object, list[int]] = defaultdict(list)
    for position, (_key, person) in enumerate(people):
        for block in _blocks(person):
            groups[block].append(position)
    for members in groups.values():
        if len(members) > 1:
            yield from combinations(members, 2)


def _blocks(person: Profile) -> Iterator[object]:
    """The day itself, and each sound with two of its three parts as one number."""
    day = person.born_on
    year, month, number = day.year, day.month, day.day
    yield day
    two_parts = [year * 10_000 + month * 100, year * 10_000 + number, month * 100 + number]
    if number <= MONTHS and number != month:
        # Never a number of the three above: they leave one part out.
        two_parts.append(year * 10_000 + min(month, number) * 100 + max(month, number))
    for heard in person.sounds:
        for parts in two_parts:
            yield heard, parts


def _of_dates(one: date, other: date) -> tuple[float, list[Reason]]:
    if one == other:
        return 1.0, []
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return OF_SWAPPED_DAY, [Reason.SWAPPED_DAY]
    parts = [(one.year, other.year, 4), (one.month, other.month, 2), (one.day, other.day, 2)]
    different = [part for part in parts if part[0] != part[1]]
    if len(different) == 1 and _one_slip(*different[0]):
        return OF_ONE_DIGIT, [Reason.ONE_DIGIT]
    return 0.0, []


def _one_slip(one: int, other: int, width: int) -> bool:
    """One digit mistyped, or two neighbours in the wrong order."""
    first, second = f"{one:0{width}}", f"{other:0{width}}"
    return OSA.distance(first, second) == 1


def _near_numbers(number: int, width: int) -> Iterator[int]:
    digits = f"{number:0{width}}"
    for place in range(width):
        for digit in "0123456789":
            yield int(digits[:place] + digit + digits[place + 1 :])
    for place, (left, right) in enumerate(pairwise(digits)):
        yield int(digits[:place] + right + left + digits[place + 2 :])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_names(one: Profile, other: Profile) -> tuple[float, list[Reason]]:
    given, why_given = _near(one.given, other.given)
    family, why_family = _near(one.family, other.family)
    readings = [_swapped(one, other)]
    if min(given, family) >= OTHER_NAME:
        why = sorted({*why_given, *why_family})
        readings.append(((given + family) / 2, why))
    elif given >= SAME_GIVEN_NAME and one.sex == other.sex == "F":
        readings.append((OF_OTHER_FAMILY_NAME * given, [Reason.OTHER_FAMILY_NAME]))
    return max(readings, key=lambda reading: reading[0])


def _swapped(one: Profile, other: Profile) -> tuple[float, list[Reason]]:
    """The given name written where the family name belongs."""
    across, _why = _near(one.given, other.family)
    back, _why = _near(one.family, other.given)
    if min(across, back) < SWAPPED_NAME:
        return 0.0, []
    return OF_SWAPPED_NAMES * (across + back) / 2, [Reason.SWAPPED_NAMES]


def _near(one: Sequence[str], other: Sequence[str]) -> tuple[float, list[Reason]]:
    """Whole names against each other, or the part that a double name shares with the other."""
    whole = OSA.normalized_similarity(" ".join(one), " ".join(other))
    if whole == 1 or (len(one) == 1 and len(other) == 1):
        return whole, [Reason.NAME_TYPO] if whole < 1 else []
    part = OF_PART_OF_A_NAME * max(
        (OSA.normalized_similarity(a, b) for a in _long(one) for b in _long(other)), default=0
    )
    return (part, [Reason.PART_OF_NAME]) if part > whole else (whole, [Reason.NAME_TYPO])


def _long(parts: Iterable[str]) -> list[str]:
    """Without 'de' and 'von', which many share."""
    return [part for part in parts if len(part) >= SHORTEST_PART]


def _despite_other_pesel(score: float) -> float:
    return score if score >= DESPITE_OTHER_PESEL else 0.0
