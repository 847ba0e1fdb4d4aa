"""From a file of borders to outlines that may be loaded, or to one sentence why not."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from territory.boundaries import checks, geojson, simplifying, systems, zipped
from territory.boundaries.features import Chosen


@dataclass(frozen=True)
class Prepared:
    """Outlines of every wanted unit, in the order of their codes, and what was mended on the way."""

    level: str
    outlines: list[simplifying.Outline]
    tolerance: int
    elsewhere_count: int
    mended: list[str]


def prepare(file: Path, level: str, wanted: Mapping[str, str], *, tolerance: int) -> Prepared:
    """Read and check a file; `wanted` names the units that have to be in it, by their codes."""
    chosen = Chosen(level, list(wanted))
    read = (
        zipped.read if zipfile.is_zipfile(file) or file.suffix.lower() == ".zip" else geojson.read
    )
    declared = read(file, chosen)
    checks.check_completeness(chosen.features, wanted)
    in_order = [chosen.features[code] for code in sorted(chosen.features)]
    features, mended = systems.in_grid(in_order, declared)
    shapes = [checks.shape_of(feature) for feature in features]
    checks.check_overlaps(features, shapes)
    outlines = simplifying.outlines(features, shapes, tolerance=tolerance)
    return Prepared(level, outlines, tolerance, chosen.elsewhere_count, mended)
