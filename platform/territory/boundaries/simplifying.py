"""Simplifies neighbours together, so that their common border stays one, and writes them as paths."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from django.utils.translation import gettext_noop as _
from shapely import MultiPolygon, Polygon
from topojson import Topology

from territory.boundaries.features import Feature
from territory.boundaries.refusals import of_feature

METRES = 10  # a step of a path
# A unit that loses or wins more than this share of its area is no longer itself.
MOST_LOST = 0.1
ROOM_PRECISION = 100  # metres


@dataclass(frozen=True)
class Outline:
    """A unit's border as a map draws it: in steps of ten metres, east and south."""

    code: str
    name: str
    path: str
    left: int
    top: int
    right: int
    bottom: int
    # The point farthest from the border, and how far that is: where a text has most room.
    label_x: int
    label_y: int
    room: int
    area: int  # square metres, of the border as it was before

    def as_row(self) -> dict[str, object]:
        return self.__dict__.copy()


def outlines(
    features: Sequence[Feature], shapes: Sequence[MultiPolygon], *, tolerance: int
) -> list[Outline]:
    """The outline of each feature, none of its points moved by more than the tolerance (metres)."""
    simple = _simplified(shapes, tolerance) if tolerance else list(shapes)
    return [
        _outline(feature, whole, _checked(feature, whole, simpler, tolerance))
        for feature, whole, simpler in zip(features, shapes, simple, strict=True)
    ]


def _simplified(shapes: Sequence[MultiPolygon], tolerance: int) -> list[MultiPolygon]:
    topology = Topology(
        list(shapes), prequantize=False, toposimplify=tolerance, prevent_oversimplify=True
    ).to_dict()
    arcs = topology["arcs"]
    return [_assembled(found, arcs) for found in topology["objects"]["data"]["geometries"]]


def _assembled(geometry: dict, arcs: Sequence) -> MultiPolygon:
    """A shape from the borders that it shares with its neighbours."""
    parts = geometry.get("arcs") or []
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    found = []
    for rings in polygons:
        outer, *holes = ([*_ring(ring, arcs)] for ring in rings)
        if len(set(outer)) > 2:
            found.append(Polygon(outer, [hole for hole in holes if len(set(hole)) > 2]))
    return MultiPolygon(found)


def _ring(numbers: Sequence[int], arcs: Sequence) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in numbers:
        # A negative number is the same border walked the other way.
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += [(east, north) for east, north in arc[bool(points) :]]
    return points


def _checked(
    feature: Feature, whole: MultiPolygon, simpler: MultiPolygon, tolerance: int
) -> MultiPolygon:
    if abs(simpler.area - whole.area) > MOST_LOST * whole.area or not simpler.is_valid:
        raise of_feature(
            feature.number,
            feature.called,
            _("simplified by %(tolerance)s m it loses its form. Choose a smaller --tolerance."),
            tolerance=tolerance,
        )
    return simpler


def _outline(feature: Feature, whole: MultiPolygon, simpler: MultiPolygon) -> Outline:
    largest = max(simpler.geoms, key=lambda part: part.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=ROOM_PRECISION)
    label = _step(radius.coords[0])
    left, bottom, right, top = simpler.bounds
    return Outline(
        code=feature.code,
        name=feature.name,
        path="".join(_path(part) for part in simpler.geoms),
        left=_step((left, top))[0],
        top=_step((left, top))[1],
        right=_step((right, bottom))[0],
        bottom=_step((right, bottom))[1],
        label_x=label[0],
        label_y=label[1],
        room=round(radius.length / METRES),
        area=round(whole.area),
    )


def _path(part: Polygon) -> str:
    """The outer ring and its holes; neighbours round the same points to the same steps."""
    return "".join(_written(ring.coords) for ring in (part.exterior, *part.interiors))


def _written(points: Sequence[Sequence[float]]) -> str:
    steps = [_step(point) for point in points[:-1]]
    steps = [step for n, step in enumerate(steps) if step != steps[n - 1]]
    if len(steps) < 3:
        return ""
    moves = zip(steps, steps[1:], strict=False)
    return (
        f"M{steps[0][0]} {steps[0][1]}l"
        + " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in moves)
        + "z"
    )


def _step(point: Sequence[float]) -> tuple[int, int]:
    return round(point[0] / METRES), round(-point[1] / METRES)
