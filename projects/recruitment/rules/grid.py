"""What a criterion may be made of: bands that never overlap, and gaps that somebody should see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

INFINITY = Decimal("Infinity")
YES_NO, NUMBER, CHOICE, COUNT, PRIORITY = "yes_no", "number", "choice", "count", "priority"
WITH_BANDS = (NUMBER, CHOICE)


@dataclass(frozen=True, kw_only=True)
class Band:
    """Numbers from `at_least` up to but not including `below`; an open side is None."""

    label: str
    points: Decimal
    at_least: Decimal | None = None
    below: Decimal | None = None

    @property
    def begins(self) -> Decimal:
        return -INFINITY if self.at_least is None else self.at_least

    @property
    def ends(self) -> Decimal:
        return INFINITY if self.below is None else self.below

    @property
    def is_empty(self) -> bool:
        return self.begins >= self.ends

    def holds(self, number: Decimal) -> bool:
        return self.begins <= number < self.ends

    def overlaps(self, other: "Band") -> bool:
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """A criterion as it is scored; what it is called and how it is asked is no matter of points."""

    code: str
    kind: str
    points: Decimal | None = None
    most_points: Decimal | None = None
    bands: tuple[Band, ...] = ()
    needs_proof: bool = False


def overlapping(bands: Sequence[Band]) -> tuple[Band, Band] | None:
    """The first two bands that a single number could belong to."""
    for one, other in combinations(bands, 2):
        if one.overlaps(other):
            return one, other
    return None


def repeated(bands: Sequence[Band]) -> Band | None:
    """The first answer whose name was used before it, whatever the case of its letters."""
    seen: set[str] = set()
    for band in bands:
        name = band.label.strip().casefold()
        if name in seen:
            return band
        seen.add(name)
    return None


def gaps(bands: Sequence[Band]) -> Iterator[tuple[Band, Band]]:
    """Neighbours between which some numbers belong nowhere and give no points."""
    for lower, upper in pairwise(sorted(bands, key=lambda band: band.begins)):
        if lower.ends < upper.begins:
            yield lower, upper


def most(criterion: Criterion) -> Decimal | None:
    """The most points the criterion can give; None where there is no end to them."""
    if criterion.kind in WITH_BANDS:
        return max((band.points for band in criterion.bands), default=Decimal(0))
    if criterion.kind == COUNT:
        return criterion.most_points
    return criterion.points or Decimal(0)
