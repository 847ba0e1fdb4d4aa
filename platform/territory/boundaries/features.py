"""One unit as a file of borders tells it: its code, its name and the rings of its polygons."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from territory import tiles
from territory.boundaries.refusals import legible, of_feature, of_file

# The attributes of the official register first, then those of lists made from it.
CODE_FIELDS = ("JPT_KOD_JE", "terc", "TERC", "teryt", "TERYT", "id")
NAME_FIELDS = ("JPT_NAZWA_", "name", "nazwa", "NAZWA")
DIGITS = {tiles.POWIAT: (4,), tiles.GMINA: (6, 7)}
KEPT_DIGITS = {tiles.POWIAT: 4, tiles.GMINA: 6}
LONGEST_NAME = 80
MOST_POINTS = 2_000_000

Point = tuple[float, float]
Polygon = list[list[Point]]  # the outer ring, then the holes


@dataclass(frozen=True)
class Feature:
    number: int  # in the file, from 1
    code: str
    name: str
    polygons: list[Polygon]

    @property
    def called(self) -> str:
        return f"{self.code} {self.name}".strip()


class Chosen:
    """Takes the features of wanted units out of a file, and counts those of other areas."""

    def __init__(self, level: str, wanted: Sequence[str]) -> None:
        self.level, self.wanted = level, frozenset(wanted)
        self.features: dict[str, Feature] = {}
        self.elsewhere_count = 0
        self.points_count = 0

    def take(self, number: int, attributes: Mapping[str, Any], geometry: Any) -> None:
        """Judge one feature; a wanted one is kept, each code at most once."""
        code, name = self._code(number, attributes), _first(attributes, NAME_FIELDS)[:LONGEST_NAME]
        if code not in self.wanted:
            self.elsewhere_count += 1
            return
        feature = Feature(number, code, name, [])
        if code in self.features:
            raise of_feature(
                number,
                feature.called,
                _("the same area is feature %(other)s already; each area is one feature."),
                other=self.features[code].number,
            )
        feature.polygons.extend(_polygons(feature, geometry() if callable(geometry) else geometry))
        self.points_count += sum(len(ring) for each in feature.polygons for ring in each)
        if self.points_count > MOST_POINTS:
            raise of_file(
                _("it has more than %(most)s points in the area. Take the generalised edition."),
                most=MOST_POINTS,
            )
        self.features[code] = feature

    def _code(self, number: int, attributes: Mapping[str, Any]) -> str:
        written = _first(attributes, CODE_FIELDS)
        if not (written.isascii() and written.isdigit()):
            raise of_feature(
                number,
                written[:40],
                _("it has no TERYT code. It is looked for in the attributes %(fields)s."),
                fields=", ".join(CODE_FIELDS),
            )
        if len(written) not in DIGITS[self.level]:
            raise of_feature(
                number,
                written[:40],
                _("a TERYT code of this level has %(digits)s digits. Is --level right?"),
                digits="/".join(map(str, DIGITS[self.level])),
            )
        return written[: KEPT_DIGITS[self.level]]


def _first(attributes: Mapping[str, Any], names: Sequence[str]) -> str:
    """The first of these attributes that is filled in, as text without spaces around it."""
    for name in names:
        value = attributes.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return legible(str(value).strip())
    return ""


def _polygons(feature: Feature, geometry: Any) -> list[Polygon]:
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise of_feature(
            feature.number, feature.called, _("it is no polygon and has no area to be drawn.")
        )
    written = geometry.get("coordinates")
    parts = [written] if kind == "Polygon" else written
    found = [
        [_ring(feature, ring) for ring in _sequence(feature, part)]
        for part in _sequence(feature, parts)
    ]
    if not found or not all(found):
        raise of_feature(feature.number, feature.called, _("one of its polygons is empty."))
    return found


def _ring(feature: Feature, written: Any) -> list[Point]:
    points = [_point(feature, position) for position in _sequence(feature, written)]
    if len(set(points)) < 3:
        raise of_feature(
            feature.number, feature.called, _("one of its rings has fewer than three points.")
        )
    return points


def _point(feature: Feature, position: Any) -> Point:
    """East and north of a position; a height after them is left out."""
    if isinstance(position, list | tuple) and len(position) in (2, 3, 4):
        east, north = position[0], position[1]
        numbers = all(
            isinstance(one, int | float) and not isinstance(one, bool) for one in position
        )
        # An integer too long for a float is as far from Poland as infinity.
        if numbers and all(abs(one) < 1e9 and math.isfinite(one) for one in (east, north)):
            return float(east), float(north)
    raise of_feature(
        feature.number,
        feature.called,
        _("“%(written)s” is not a position of two finite numbers."),
        written=str(position)[:60],
    )


def _sequence(feature: Feature, written: Any) -> Sequence[Any]:
    if isinstance(written, list | tuple):
        return written
    raise of_feature(
        feature.number, feature.called, _("its coordinates are not nested as GeoJSON wants them.")
    )
