"""A good file of borders in every form that is read, and what is made of it."""

import json
import re
import zipfile

import pytest
from pyproj import Transformer
from shapely import Polygon

from territory import tiles
from territory.boundaries import geojson
from territory.boundaries.preparing import prepare
from territory.boundaries.refusals import BordersRefused
from tests.make import borders

TO_GRID = Transformer.from_crs(4326, 2180, always_xy=True)


def in_metres(ring):
    return [list(TO_GRID.transform(*point)) for point in ring]


def read(file, level="powiat", *, tolerance=0):
    return prepare(file, level, borders.wanted(level), tolerance=tolerance)


def paths(prepared):
    return {one.code: one.path for one in prepared.outlines}


@pytest.fixture
def expected(tmp_path):
    return paths(borders.prepared(tmp_path))


def moved(content, move):
    for one in content["features"]:
        one["geometry"]["coordinates"] = [move(ring) for ring in one["geometry"]["coordinates"]]
    return content


@pytest.mark.parametrize("level", list(tiles.PLACES))
def test_every_unit_becomes_an_outline(tmp_path, level):
    prepared = read(borders.written(tmp_path, borders.collection(level)), level)

    assert [one.code for one in prepared.outlines] == sorted(tiles.PLACES[level])
    assert all(re.fullmatch(r"M-?\d+ -?\d+l[-\d ]+z", one.path) for one in prepared.outlines)
    for one in prepared.outlines:
        assert one.left < one.label_x < one.right
        assert one.top < one.label_y < one.bottom
        assert 55_000_000 < one.area < 65_000_000


def test_metres_of_the_national_grid_are_the_same_borders(tmp_path, expected):
    content = moved(borders.collection(), in_metres)

    assert paths(read(borders.written(tmp_path, content))) == expected


@pytest.mark.parametrize("metres", [False, True])
def test_swapped_axes_are_put_right_with_a_sentence(tmp_path, expected, metres):
    content = moved(borders.collection(), in_metres) if metres else borders.collection()
    swapped = moved(content, lambda ring: [[north, east] for east, north in ring])

    prepared = read(borders.written(tmp_path, swapped))

    assert paths(prepared) == expected
    assert prepared.mended == ["East and north stood in the other order; they were put right."]


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4258"]
)
def test_a_file_may_name_its_system_before_or_after_its_features(tmp_path, expected, name):
    crs = {"type": "name", "properties": {"name": name}}

    for content in ({"crs": crs} | borders.collection(), borders.collection() | {"crs": crs}):
        assert paths(read(borders.written(tmp_path, content))) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250"])
def test_a_zipped_shapefile_is_the_same_borders(tmp_path, expected, encoding):
    rings = {code: in_metres(borders.ring(code)) for code in tiles.UNITS}

    prepared = read(borders.zipped(tmp_path, rings, encoding=encoding))

    assert paths(prepared) == expected
    assert {one.name for one in prepared.outlines} == {f"łódź {code}" for code in tiles.UNITS}


def test_a_city_inside_a_gmina_is_a_hole_of_it(tmp_path):
    content = borders.collection()
    hole = [[18.0, 54.6], [18.0, 54.61], [18.01, 54.61], [18.0, 54.6]]
    place = next(one for one in content["features"] if one["properties"]["JPT_KOD_JE"] == "2205")
    west, north = borders.ring("2205")[0]
    place["geometry"]["coordinates"].append(
        [[west + x - 17.98, north + y - 54.63] for x, y in hole]
    )

    prepared = read(borders.written(tmp_path, content))

    assert paths(prepared)["2205"].count("M") == 2


def test_features_of_other_areas_are_counted_and_left_out_unread(tmp_path):
    content = borders.collection()
    content["features"].append(
        {"type": "Feature", "properties": {"terc": "1465"}, "geometry": {"type": "Nonsense"}}
    )

    prepared = read(borders.written(tmp_path, content))

    assert len(prepared.outlines) == 9
    assert prepared.elsewhere_count == 1


def test_neighbours_keep_their_common_border_when_they_are_simplified(tmp_path):
    """A zigzag between Gdańsk and powiat gdański: both lose the same points of it."""
    content = borders.collection()
    by_code = {one["properties"]["JPT_KOD_JE"]: one for one in content["features"]}
    north, south = (by_code[code]["geometry"]["coordinates"] for code in ("2261", "2204"))
    (west, border), east = south[0][0], south[0][2][0]
    between = [
        [west + (east - west) * n / 20, border + (0.0004 if n % 2 else -0.0004)]
        for n in range(1, 20)
    ]
    south[0][1:2] = between
    north[0][5:6] = between[::-1]

    exact, simple = (read(borders.written(tmp_path, content), tolerance=t) for t in (0, 200))

    assert len(paths(simple)["2204"]) < len(paths(exact)["2204"]) - 50
    for prepared in (exact, simple):
        gdansk, gdanski = (_drawn(paths(prepared)[code]) for code in ("2261", "2204"))
        together = gdansk.union(gdanski)
        assert together.geom_type == "Polygon"
        assert not together.interiors
        assert together.area == gdansk.area + gdanski.area


def _drawn(path):
    """What a path draws, in its own steps."""
    first, moves = re.findall(r"M(-?\d+ -?\d+)l([-\d ]+)z", path)[0]
    x, y = map(int, first.split())
    points, numbers = [(x, y)], list(map(int, moves.split()))
    for across, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + across, y + down
        points.append((x, y))
    return Polygon(points)


def test_a_large_file_is_never_in_memory_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(geojson, "CHUNK", 64)
    monkeypatch.setattr(geojson, "LARGEST_VALUE", 2_000)

    assert len(read(borders.written(tmp_path)).outlines) == 9

    monkeypatch.setattr(geojson, "LARGEST_VALUE", 100)
    with pytest.raises(BordersRefused, match="one of its parts is larger"):
        read(borders.written(tmp_path))


@pytest.mark.parametrize("indent", [None, 2])
def test_spaces_and_chunks_do_not_matter(tmp_path, monkeypatch, expected, indent):
    monkeypatch.setattr(geojson, "CHUNK", 7)
    file = tmp_path / "granice.geojson"
    file.write_text("\ufeff" + json.dumps(borders.collection(), indent=indent), "utf-8")

    assert paths(read(file)) == expected


def test_nothing_is_unpacked_to_the_disk(tmp_path):
    rings = {code: in_metres(borders.ring(code)) for code in tiles.UNITS}
    file = borders.zipped(tmp_path, rings)

    read(file)

    assert list(tmp_path.iterdir()) == [file]
    assert zipfile.is_zipfile(file)
