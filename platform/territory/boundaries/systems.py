"""Brings positions into the national grid (EPSG:2180, metres east and north), or says why not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from statistics import median

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from territory.boundaries.features import Feature, Point, Polygon
from territory.boundaries.refusals import of_feature, of_file

GRID = 2180
DEGREES = {4326, 4258}  # WGS 84, and ETRS89 that the register uses
# Where the area may lie, in metres of the grid: the region with some space around it.
EAST, NORTH = (340_000, 560_000), (600_000, 800_000)
UP_TO_DEGREES = 400

SWAPPED = "East and north stood in the other order; they were put right."


def in_grid(features: Sequence[Feature], declared: str) -> tuple[list[Feature], list[str]]:
    """The features in metres of the grid, and a sentence for what had to be mended."""
    if not features:
        return [], []
    in_degrees = _is_in_degrees(features, declared)
    as_written = [_moved(feature, in_degrees=in_degrees, swapped=False) for feature in features]
    turned = [_moved(feature, in_degrees=in_degrees, swapped=True) for feature in features]
    is_swapped = not _is_here(_middle(as_written)) and _is_here(_middle(turned))
    found = turned if is_swapped else as_written
    for feature in found:
        _check_place(feature)
    return found, [SWAPPED] if is_swapped else []


def _is_in_degrees(features: Sequence[Feature], declared: str) -> bool:
    """By what the file says and by the numbers themselves; they have to agree."""
    looks_like_degrees = all(abs(part) <= UP_TO_DEGREES for part in _middle(features))
    system = epsg_of(declared) if declared else None
    if system is None and declared:
        raise of_file(
            _(
                "its coordinates are in another system (%(system)s). EPSG:4326 and EPSG:2180 are read."
            ),
            system=" ".join(declared.split())[:60],
        )
    if system is not None and (system in DEGREES) != looks_like_degrees:
        raise of_file(
            _("it says EPSG:%(system)s, but its numbers are %(look)s."),
            system=system,
            look=gettext("degrees") if looks_like_degrees else gettext("metres"),
        )
    return looks_like_degrees


def epsg_of(declared: str) -> int | None:
    """The number of a named system that is read here; None for any other."""
    if "CRS84" in declared[:200]:
        return 4326
    named = re.search(r"EPSG\W+(?:[\d.]*\W+)?(\d{4,5})\W*$", declared[:200])
    number = int(named[1]) if named else _of_text(declared)
    return number if number in DEGREES or number == GRID else None


def _of_text(text: str) -> int | None:
    """The number of a system written out, as in the .prj part of a shapefile."""
    if "[" not in text[:200]:
        return None
    try:
        system = CRS.from_wkt(text[:10_000])
    except CRSError:
        return None
    if "CS92" in system.name or "CS_92" in system.name or "1992" in system.name:
        return GRID
    known = {"GCS_WGS_1984": 4326, "WGS 84": 4326, "GCS_ETRS_1989": 4258, "ETRS89": 4258}
    return known.get(system.name) or system.to_epsg(min_confidence=70)


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs(4326, GRID, always_xy=True)


def _moved(feature: Feature, *, in_degrees: bool, swapped: bool) -> Feature:
    polygons = [
        [_moved_ring(ring, in_degrees=in_degrees, swapped=swapped) for ring in polygon]
        for polygon in feature.polygons
    ]
    return replace(feature, polygons=polygons)


def _moved_ring(ring: Sequence[Point], *, in_degrees: bool, swapped: bool) -> list[Point]:
    east, north = zip(*ring, strict=True)
    if swapped:
        east, north = north, east
    if in_degrees:
        east, north = _transformer().transform(east, north)
    return list(zip(east, north, strict=True))


def _points(features: Iterable[Feature]) -> Iterator[Point]:
    polygons: Iterator[Polygon] = chain.from_iterable(one.polygons for one in features)
    return chain.from_iterable(ring for polygon in polygons for ring in polygon)


def _middle(features: Sequence[Feature]) -> Point:
    """The middle position: one that lies anywhere does not move it."""
    points = list(_points(features))
    return median(east for east, _north in points), median(north for _east, north in points)


def _is_here(point: Point) -> bool:
    return EAST[0] <= point[0] <= EAST[1] and NORTH[0] <= point[1] <= NORTH[1]


def _check_place(feature: Feature) -> None:
    for point in _points([feature]):
        if not _is_here(point):
            raise of_feature(
                feature.number,
                feature.called,
                _("it reaches outside of the region, to %(east)s m east and %(north)s m north."),
                east=_metres(point[0]),
                north=_metres(point[1]),
            )


def _metres(length: float) -> str:
    return f"{length:.0f}" if abs(length) < 1e12 else "∞"
