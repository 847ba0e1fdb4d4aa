"""Whatever is wrong with a file of borders: a sentence with the feature and the reason, no traceback."""

import json
import struct
import zipfile
from random import Random

import pytest

from territory import tiles
from territory.boundaries import geojson, zipped
from territory.boundaries.preparing import prepare
from territory.boundaries.refusals import BordersRefused
from tests.make import borders
from tests.platform.territory.boundaries.test_preparing import in_metres


def refusal(file, level="powiat", tolerance=0) -> str:
    with pytest.raises(BordersRefused) as caught:
        prepare(file, level, borders.wanted(level), tolerance=tolerance)
    return str(caught.value)


def spoilt(tmp_path, spoil, level="powiat") -> str:
    """What is said of the borders after one feature, that of powiat kartuski, was spoilt."""
    content = borders.collection(level)
    place = next(one for one in content["features"] if one["properties"]["JPT_KOD_JE"] == "2205")
    spoil(place)
    return refusal(borders.written(tmp_path, content), level)


def ring_of(place):
    return place["geometry"]["coordinates"][0]


def _bow_tie(place):
    ring = ring_of(place)
    place["geometry"]["coordinates"] = [[ring[0], ring[4], ring[2], ring[6], ring[0]]]


def _over_its_neighbour(place):
    for point in ring_of(place):
        point[0] += borders.WIDE / 2


def _hole_outside(place):
    far = [[x + borders.WIDE * 3, y] for x, y in ring_of(place)]
    place["geometry"]["coordinates"].append(far)


SPOILT = {
    "no code": (lambda one: one.pop("properties"), "has no TERYT code"),
    "a word as code": (lambda one: one["properties"].update(JPT_KOD_JE="abc"), "no TERYT code"),
    "digits of another level": (
        lambda one: one["properties"].update(JPT_KOD_JE="2205023"),
        "of this level has 4 digits",
    ),
    "somebody else": (
        lambda one: one["properties"].update(JPT_KOD_JE="1465"),
        "it has 8 of 9 areas. Missing: 2205 Jednostka 2205",
    ),
    "twice": (lambda one: one["properties"].update(JPT_KOD_JE="2211"), "the same area is feature"),
    "no geometry": (lambda one: one.update(geometry=None), "it is no polygon"),
    "a line": (lambda one: one["geometry"].update(type="LineString"), "it is no polygon"),
    "flat": (lambda one: one["geometry"].update(coordinates=[18, 54]), "not nested"),
    "empty": (lambda one: one["geometry"].update(coordinates=[]), "polygons is empty"),
    "two points": (
        lambda one: one["geometry"].update(coordinates=[ring_of(one)[:2]]),
        "fewer than three points",
    ),
    "not a number": (lambda one: ring_of(one)[1].__setitem__(0, float("nan")), "finite numbers"),
    "infinite": (lambda one: ring_of(one)[1].__setitem__(1, float("inf")), "finite numbers"),
    "huge": (lambda one: ring_of(one)[1].__setitem__(1, 10**400), "finite numbers"),
    "text for a number": (lambda one: ring_of(one)[1].__setitem__(0, "18,5"), "finite numbers"),
    "true for a number": (lambda one: ring_of(one)[1].__setitem__(0, True), "finite numbers"),
    "over the antimeridian": (lambda one: ring_of(one)[1].__setitem__(0, -179.9), "outside of"),
    "one point at nought": (lambda one: ring_of(one).__setitem__(1, [0, 0]), "outside of"),
    "a bow tie": (_bow_tie, "its border is not valid: Self-intersection"),
    "a hole outside": (_hole_outside, "its border is not valid: Hole lies outside shell"),
    "over its neighbour": (_over_its_neighbour, "it lies over feature"),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_spoilt_feature_is_named_with_its_reason(tmp_path, fault):
    spoil, reason = SPOILT[fault]

    said = spoilt(tmp_path, spoil)

    assert said.startswith("Nothing was loaded, the borders loaded before stay. ")
    assert reason in said
    assert "Feature " in said or fault == "somebody else"


WRONG_TEXTS = {
    "nothing": "",
    "a word": "granice",
    "half a file": json.dumps(borders.collection())[:-40],
    "a list": "[1, 2]",
    "a feature": json.dumps(borders.feature("2205")),
    "no features": '{"type": "FeatureCollection"}',
    "features of another kind": '{"type": "FeatureCollection", "features": [1]}',
    "features no list": '{"type": "FeatureCollection", "features": {}}',
    "deep": '{"features": ' + "[" * 100_000,
    "many digits": '{"features": [' + "9" * 10_000 + "]}",
    "topojson": '{"type": "Topology", "arcs": [], "objects": {}}',
    "another system": json.dumps(
        {"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}} | borders.collection()
    ),
    "a wrong system": json.dumps(
        {"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::2180"}}} | borders.collection()
    ),
}


@pytest.mark.parametrize("name", WRONG_TEXTS)
def test_a_file_that_is_something_else_is_refused(tmp_path, name):
    file = tmp_path / "granice.geojson"
    file.write_text(WRONG_TEXTS[name], "utf-8")

    assert "The file: it" in refusal(file) or "Feature 1" in refusal(file)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "granice.geojson"
    file.write_bytes(b"\xff\xfe\x00\x01" * 100)

    assert "not text in UTF-8" in refusal(file)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(geojson, "LARGEST_FILE", 1000)

    assert "larger than" in refusal(borders.written(tmp_path))


def test_too_much_simplifying_is_refused(tmp_path):
    said = refusal(borders.written(tmp_path), tolerance=50_000)

    assert "Choose a smaller --tolerance" in said


def test_a_refusal_holds_no_sign_that_a_terminal_cannot_take(tmp_path):
    said = spoilt(tmp_path, lambda one: one["properties"].update(JPT_KOD_JE="\ud800\x1b[31m\0"))

    assert said.isprintable()


# --- zip files -----------------------------------------------------------------------------------


@pytest.fixture
def shapes(tmp_path):
    return borders.zipped(tmp_path, {code: in_metres(borders.ring(code)) for code in tiles.UNITS})


def repacked(file, change):
    """The same zip with its entries changed: a name and bytes in, a name and bytes or None out."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in change(parts).items():
            archive.writestr(name, content)
    return file


STEM = "A02_Granice_powiatow"
ZIPS = {
    "no table": (lambda parts: without(parts, ".dbf"), "lacks the .dbf part"),
    "no shapes": (lambda parts: without(parts, ".shp"), "has 0 shapefiles"),
    "two shapefiles": (lambda parts: parts | {"other.shp": b""}, "has 2 shapefiles"),
    "a way out": (lambda parts: parts | {"../../etc/cron.d/x": b"x"}, "leads out of it"),
    "a way out of Windows": (lambda parts: parts | {"..\\x": b"x"}, "leads out of it"),
    "an absolute way": (lambda parts: parts | {"/etc/passwd": b"x"}, "leads out of it"),
    "a bomb": (lambda parts: parts | {f"{STEM}.shp": bytes(30_000_000)}, "packed so tightly"),
    "too many entries": (
        lambda parts: parts | {f"{n}.txt": b"" for n in range(1001)},
        "more than 1000 entries",
    ),
    "broken shapes": (
        lambda parts: parts | {f"{STEM}.shp": parts[f"{STEM}.shp"][:300]},
        "the shapefile is broken",
    ),
    "another system": (
        lambda parts: parts | {f"{STEM}.prj": b'PROJCS["WGS_1984_Web_Mercator"]'},
        "another system",
    ),
}


def without(parts, end):
    return {name: content for name, content in parts.items() if not name.endswith(end)}


@pytest.mark.parametrize("name", ZIPS)
def test_a_wrong_zip_is_refused(shapes, name):
    change, reason = ZIPS[name]

    assert reason in refusal(repacked(shapes, change))


def test_a_zip_that_lies_about_its_size_is_refused(shapes):
    raw = bytearray(shapes.read_bytes())
    directory = raw.rindex(b"PK\x01\x02", 0, raw.index(b".prj", raw.index(b"PK\x01\x02")))
    raw[directory + 24 : directory + 28] = struct.pack("<I", 5)
    shapes.write_bytes(raw)

    assert "The file:" in refusal(shapes)


def test_an_unpacked_size_over_the_limit_is_refused_before_unpacking(shapes, monkeypatch):
    monkeypatch.setattr(zipped, "LARGEST_UNPACKED", 500)

    assert "unpacked it is larger" in refusal(shapes)


# --- mutations -----------------------------------------------------------------------------------


def mutated(raw: bytes, random: Random) -> bytes:
    """A few bytes of a file changed, cut out, doubled or put elsewhere."""
    found = bytearray(raw)
    for _time in range(random.randint(1, 4)):
        at = random.randrange(len(found))
        length = random.choice([1, 1, 2, 8, 100])
        match random.randrange(5):
            case 0:
                found[at : at + length] = random.randbytes(length)
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length]
            case 3:
                found[at : at + 1] = random.choice([b"-", b"9", b"e", b"]", b"{", b"\0", b"NaN"])
            case _:
                to = random.randrange(len(found))
                found[at : at + length], found[to : to + length] = (
                    found[to : to + length],
                    found[at : at + length],
                )
        if not found:
            return b""
    return bytes(found)


def try_mutations(folder, raws, seeds):
    """What was said of mutated files that were refused; anything else raises through."""
    said = []
    for seed in seeds:
        random = Random(seed)
        ending, raw = random.choice(list(raws.items()))
        file = folder / f"granice{ending}"
        file.write_bytes(mutated(raw, random))
        try:
            prepare(file, "powiat", borders.wanted(), tolerance=random.choice([0, 100]))
        except BordersRefused as refusal:
            said.append(str(refusal))
    assert all(sentence.isprintable() for sentence in said)
    return len(said)


@pytest.fixture
def raws(tmp_path, shapes):
    with zipfile.ZipFile(shapes) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(shapes, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return {".geojson": borders.written(tmp_path).read_bytes(), ".zip": shapes.read_bytes()}


def test_a_mutated_file_is_read_or_refused_with_a_sentence(tmp_path, raws):
    assert try_mutations(tmp_path, raws, range(60)) > 30


@pytest.mark.slow
def test_a_thousand_mutated_files_are_read_or_refused_with_a_sentence(tmp_path, raws):
    assert try_mutations(tmp_path, raws, range(1_000, 2_000)) > 500
