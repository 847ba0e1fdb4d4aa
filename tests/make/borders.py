"""Invented borders: a square for each unit, on the tile grid, where Pomerania lies."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import shapefile

from territory import tiles
from territory.boundaries.preparing import Prepared, prepare

WEST, NORTH = 17.9, 54.8  # degrees, the upper left corner of the grid
WIDE, TALL = 0.12, 0.07
NAMES = {code: f"Jednostka {code}" for places in tiles.PLACES.values() for code in places}
# The grid of CS92, as the official shapefiles write it.
GRID_WKT = (
    'PROJCS["ETRS_1989_Poland_CS92",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",'
    'SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",-5300000.0],'
    'PARAMETER["Central_Meridian",19.0],PARAMETER["Scale_Factor",0.9993],'
    'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


def ring(code: str, *, level: str = "powiat") -> list[list[float]]:
    """The square of a unit in degrees, closed, with a point in the middle of each side."""
    column, row = tiles.PLACES[level][code]
    left, top = WEST + column * WIDE, NORTH - row * TALL
    corners = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1), (0, 0)]
    return [[round(left + x * WIDE / 2, 6), round(top - y * TALL / 2, 6)] for x, y in corners]


def feature(code: str, *, level: str = "powiat", **attributes: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"JPT_KOD_JE": code, "JPT_NAZWA_": NAMES[code], **attributes},
        "geometry": {"type": "Polygon", "coordinates": [ring(code, level=level)]},
    }


def collection(level: str = "powiat") -> dict[str, Any]:
    features = [feature(code, level=level) for code in tiles.PLACES[level]]
    return {"type": "FeatureCollection", "features": features}


def written(folder: Path, content: Mapping[str, Any] | None = None) -> Path:
    """A file of these borders; without content of the nine units as squares."""
    file = folder / "granice.geojson"
    file.write_text(json.dumps(content if content is not None else collection()), "utf-8")
    return file


def prepared(folder: Path, level: str = "powiat") -> Prepared:
    file = written(folder, collection(level))
    return prepare(file, level, wanted(level), tolerance=0)


def wanted(level: str = "powiat") -> dict[str, str]:
    return {code: NAMES[code] for code in tiles.PLACES[level]}


def zipped(
    folder: Path,
    rings: Mapping[str, Sequence[Sequence[float]]],
    *,
    prj: str = GRID_WKT,
    encoding: str = "utf-8",
) -> Path:
    """A zipped shapefile of these rings, whatever their system."""
    parts = {end: io.BytesIO() for end in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts, shapeType=shapefile.POLYGON, encoding=encoding) as writer:
        writer.field("JPT_KOD_JE", "C", 20)
        writer.field("JPT_NAZWA_", "C", 60)
        for code, points in rings.items():
            writer.poly([[list(point) for point in points]])
            writer.record(code, f"łódź {code}")
    file = folder / "granice.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for end, part in parts.items():
            archive.writestr(f"A02_Granice_powiatow.{end}", part.getvalue())
        archive.writestr("A02_Granice_powiatow.prj", prj)
    return file
