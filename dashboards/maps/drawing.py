"""Puts a map together for the interface: values of units in, tiles or outlines with their legend out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from dashboards.maps import classes
from ui import formats, parts

# Which shades a legend of so many classes takes, so that neighbours in it differ as much as can be.
SHADES = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
# A tile's height to its width; on a phone a tile among many is high enough for a finger.
TILE, DENSE_TILE, DENSE_TILE_ON_A_PHONE = 0.75, 0.7, 1.4
GAP = 5  # between tiles, in percent of a tile's width
FEW = 12  # units on a map; among more a finger needs another way to a small one
LINE = 12  # the letters that fit beside each other in a tile; a longer name is broken

Value = int | Decimal | str


@dataclass(frozen=True)
class Counted:
    """A unit with its value: a number, already rounded as it is written, or a state."""

    code: str
    name: str  # as short as can be: it stands beside its neighbours
    long_name: str
    value: Value
    url: str = ""
    within: str = ""  # the greater unit, for the sentence


@dataclass(frozen=True)
class Legend:
    """The classes of the values of one map, with the decimals that the map writes."""

    intervals: list[classes.Interval]
    decimals: int

    @classmethod
    def of(cls, values: Sequence[Value], decimals: int) -> "Legend":
        scale = 10**decimals
        numbers = [int(value * scale) for value in values if not isinstance(value, str)]
        return cls(classes.intervals(numbers), decimals)

    def shade(self, value: Value) -> int:
        if isinstance(value, str):
            return 0
        number = classes.class_of(int(value * 10**self.decimals), self.intervals)
        return SHADES[len(self.intervals)][number - 1]

    @property
    def ranges(self) -> list[tuple[str, str]]:
        shades = SHADES.get(len(self.intervals), ())
        return [(f"q{q}", self._words(one)) for q, one in zip(shades, self.intervals, strict=True)]

    def _words(self, one: classes.Interval) -> str:
        low, high = (
            formats.number(Decimal(end) / 10**self.decimals, self.decimals)
            for end in (one.least, one.greatest)
        )
        return low if low == high else f"{low}–{high}"


def decimals_of(numbers: Sequence[Decimal]) -> int:
    """Rates below twenty are told with one decimal, others whole: a map has room for few digits."""
    return 0 if not numbers or max(numbers) >= 20 else 1


def rounded(number: Decimal | int, decimals: int) -> Decimal:
    return Decimal(number).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Words:
    """What a map says around its units."""

    key: str
    finding: str
    subtitle: str
    unit: str = ""  # what a value counts, for the sentence of one unit: "per 10,000 residents"
    note: str = ""
    views: Sequence[parts.Link] = ()
    source_url: str = ""
    csv_url: str = ""


def tiles(
    counted: Sequence[Counted],
    places: Mapping[str, tuple[int, int]],
    words: Words,
    *,
    decimals: int = 0,
) -> parts.UnitMap:
    """The tile map of these units, cut to the part of the grid where they stand."""
    legend = Legend.of([one.value for one in counted], decimals)
    taken = [places[one.code] for one in counted]
    left, top = (min((place[axis] for place in taken), default=0) for axis in (0, 1))
    columns, rows = (
        max((place[axis] for place in taken), default=0) - corner + 1
        for axis, corner in ((0, left), (1, top))
    )
    grid = _Grid(columns, rows)
    return unit_map(
        [
            unit(
                one,
                legend,
                words,
                lines=broken(one.name, LINE),
                box=grid.box(places[one.code][0] - left, places[one.code][1] - top),
            )
            for one in sorted(counted, key=lambda one: places[one.code][::-1])
        ],
        legend,
        words,
        wide=columns,
        tall=rows * grid.tile,
        tall_on_a_phone=rows * DENSE_TILE_ON_A_PHONE if grid.is_dense else 0,
        columns=columns,
    )


@dataclass(frozen=True)
class _Grid:
    columns: int
    rows: int

    @property
    def is_dense(self) -> bool:
        return self.columns > parts.MOST_NAMED_ON_A_PHONE

    @property
    def tile(self) -> float:
        return DENSE_TILE if self.is_dense else TILE

    def box(self, column: int, row: int) -> parts.Box:
        """The place of a tile, the gap around it taken off on all sides alike."""
        wide, high = 100 / self.columns, 100 / self.rows
        aside, above = wide * GAP / 200, high * GAP / 200 / self.tile
        return parts.Box(
            x=percent(column * wide + aside),
            y=percent(row * high + above),
            width=percent(wide - 2 * aside),
            height=percent(high - 2 * above),
            foot=percent((row + 1) * high - above),
        )


def percent(share: float) -> str:
    return f"{share:.3f}%"


def unit(one: Counted, legend: Legend, words: Words, **drawn: object) -> parts.MapUnit:
    written = formats.words(one.value, legend.decimals)
    counts = f"{written} {words.unit}" if words.unit and not isinstance(one.value, str) else written
    return parts.MapUnit(
        name=one.name,
        said=f"{', '.join(filter(None, (one.long_name, one.within)))}: {counts}",
        value=one.value,
        written=written,
        q=legend.shade(one.value),
        url=one.url,
        **drawn,  # type: ignore[arg-type]
    )


def unit_map(
    units: Sequence[parts.MapUnit], legend: Legend, words: Words, **drawn: object
) -> parts.UnitMap:
    return parts.UnitMap(
        key=words.key,
        finding=words.finding,
        subtitle=words.subtitle,
        units=units,
        ranges=legend.ranges,
        views=words.views,
        note=words.note,
        source_url=words.source_url,
        csv_url=words.csv_url,
        **drawn,  # type: ignore[arg-type]
    )


def broken(name: str, width: int) -> list[str]:
    """The name in lines that are no longer than `width`, as far as its words allow."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def most(counted: Sequence[Counted]) -> list[Counted]:
    """The unit with the greatest value, or all that share it; nobody where nothing is above zero."""
    known = [one for one in counted if not isinstance(one.value, str) and one.value]
    greatest = max((one.value for one in known), default=0)  # type: ignore[type-var]
    return [one for one in known if one.value == greatest]


def most_in_words(counted: Sequence[Counted]) -> str:
    """ "Gdańsk", "Gdańsk and Sopot"; nothing where more units share the first place."""
    names = [one.long_name for one in most(counted)]
    if len(names) == 2:
        return _("%(one)s and %(other)s") % {"one": names[0], "other": names[1]}
    return names[0] if len(names) == 1 else ""
