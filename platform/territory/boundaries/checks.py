"""What makes the borders of an area fit to be loaded: whole, valid, beside each other, as before."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext_noop as _
from shapely import MultiPolygon, Polygon, STRtree
from shapely.errors import ShapelyError
from shapely.validation import explain_validity

from territory.boundaries.features import Feature
from territory.boundaries.refusals import of_feature, of_file

# Of the smaller of two neighbours: what rounding of coordinates makes, and no more.
MOST_OVERLAP = 0.0005
MOST_CHANGE = 0.02
NAMED_AT_MOST = 10


def check_completeness(features: Mapping[str, Feature], wanted: Mapping[str, str]) -> None:
    """Every wanted unit is there; `wanted` names them by code."""
    missing = [f"{code} {name}" for code, name in sorted(wanted.items()) if code not in features]
    if missing:
        raise of_file(
            _("it has %(count)s of %(expected)s areas. Missing: %(missing)s."),
            count=len(features),
            expected=len(wanted),
            missing=_some(missing),
        )


def check_nothing_is_lost(codes: Collection[str], before: Mapping[str, str]) -> None:
    """Every unit that has a border by now keeps one; `before` names them by code."""
    lost = [f"{code} {name}" for code, name in sorted(before.items()) if code not in codes]
    if lost:
        raise of_file(
            _(
                "it would take the borders of %(count)s areas off the map, because a set of borders "
                "replaces the one before it whole: %(names)s. Load them together."
            ),
            count=len(lost),
            names=_some(lost),
        )


def _some(named: Sequence[str]) -> str:
    more = len(named) - NAMED_AT_MOST
    return ", ".join(named[:NAMED_AT_MOST]) + (f" + {more}" if more > 0 else "")


def shape_of(feature: Feature) -> MultiPolygon:
    """The feature as one shape; refused unless its rings lie as rings of a polygon do."""
    try:
        shape = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in feature.polygons])
    except (ShapelyError, ValueError) as error:
        raise of_feature(
            feature.number, feature.called, _("it is no polygon: %(why)s."), why=str(error)[:80]
        ) from error
    if not shape.is_valid:
        raise of_feature(
            feature.number,
            feature.called,
            _("its border is not valid: %(why)s (metres east and north)."),
            why=explain_validity(shape)[:120],
        )
    return shape


def check_overlaps(features: Sequence[Feature], shapes: Sequence[MultiPolygon]) -> None:
    """No two units lie over each other, but for slivers of rounding."""
    tree = STRtree(shapes)
    for one, other in tree.query(shapes, predicate="intersects").T.tolist():
        if one >= other:
            continue
        common = shapes[one].intersection(shapes[other]).area
        if common > MOST_OVERLAP * min(shapes[one].area, shapes[other].area):
            raise of_feature(
                features[other].number,
                features[other].called,
                _("it lies over feature %(number)s (%(called)s) on %(area)s ha."),
                number=features[one].number,
                called=features[one].called,
                area=max(round(common / 10_000), 1),
            )


def check_areas(
    areas: Mapping[str, int],
    before: Mapping[str, int],
    names: Mapping[str, str],
    *,
    changed: Collection[str] = (),
) -> None:
    """No unit's area differs from the borders before it by more than 2%, but those said to be changed."""
    for code, area in sorted(areas.items()):
        was = before.get(code)
        if was and code not in changed and abs(area - was) > MOST_CHANGE * was:
            raise of_file(
                _(
                    "the area of %(code)s %(name)s differs by %(percent)s%% from the borders before. "
                    "If they were changed by law, say --changed %(code)s."
                ),
                code=code,
                name=names.get(code, ""),
                percent=f"{100 * (area - was) / was:+.1f}",
            )
