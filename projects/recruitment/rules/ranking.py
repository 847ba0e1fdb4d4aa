"""The order of candidates: priority above points, points, then who applied first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Generic, TypeVar

Who = TypeVar("Who")


@dataclass(frozen=True, kw_only=True)
class Place(Generic[Who]):
    """What decides where somebody stands; the number of the application never repeats."""

    who: Who
    has_priority: bool
    points: Decimal
    applied_at: datetime
    number: int


def order(place: Place[Who]) -> tuple[bool, Decimal, datetime, int]:
    """Smaller stands higher. Applications of the same moment stand by their numbers."""
    return not place.has_priority, -place.points, place.applied_at, place.number


def ranked(places: Iterable[Place[Who]]) -> list[Place[Who]]:
    return sorted(places, key=order)


@dataclass(frozen=True, kw_only=True)
class Division(Generic[Who]):
    accepted: list[Who]
    reserve: list[Who]
    beyond: list[Who]


def divided(
    places: Iterable[Place[Who]], *, free: int, free_on_reserve: int | None
) -> Division[Who]:
    """Give the free places in the order of the ranking, then the reserve; None has no end."""
    names = [place.who for place in ranked(places)]
    accepted, rest = names[: max(free, 0)], names[max(free, 0) :]
    cut = len(rest) if free_on_reserve is None else max(free_on_reserve, 0)
    return Division(accepted=accepted, reserve=rest[:cut], beyond=rest[cut:])
