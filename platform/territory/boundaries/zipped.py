"""Reads a zipped shapefile: nothing is unpacked to disk, and no more is read than was looked at."""

import io
import struct
import warnings
import zipfile
import zlib
from functools import partial
from pathlib import Path, PurePosixPath

import shapefile
from django.utils.translation import gettext_noop as _

from territory.boundaries.features import Chosen
from territory.boundaries.refusals import of_file

LARGEST_ZIP = 512 << 20
LARGEST_UNPACKED = 512 << 20
MOST_ENTRIES = 1000
HIGHEST_RATIO = 200  # coordinates shrink some three times; a bomb a thousand times
NEEDED, USED = (".shp", ".dbf"), (".shp", ".dbf", ".prj")
LARGEST_TEXT = 10_000
# What pyshp and the unpacking raise on broken bytes.
BROKEN = (
    shapefile.ShapefileException,
    struct.error,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    AttributeError,
    EOFError,
    OSError,
    AssertionError,
)


def read(file: Path, chosen: Chosen) -> str:
    """Hand every feature to `chosen`; return the text of the .prj file, or ''."""
    if file.stat().st_size > LARGEST_ZIP:
        raise of_file(_("it is larger than %(most)s MB."), most=LARGEST_ZIP >> 20)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = {end: _bytes(archive, entry) for end, entry in _entries(archive).items()}
    except (*BROKEN, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError) as error:
        raise of_file(
            _("it is not a whole zip file: %(reason)s."), reason=str(error)[:120]
        ) from error
    _hand_over(parts, chosen)
    return parts.get(".prj", b"").decode("utf-8", "replace")


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts of the one shapefile by their endings, judged before anything is unpacked."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise of_file(_("the zip has more than %(most)s entries."), most=MOST_ENTRIES)
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
            raise of_file(
                _("the zip has an entry that leads out of it: “%(name)s”."),
                name=entry.filename[:80],
            )
    shapes = [entry for entry in entries if entry.filename.lower().endswith(".shp")]
    if len(shapes) != 1:
        raise of_file(
            _("the zip has %(count)s shapefiles (.shp) and should have one."), count=len(shapes)
        )
    stem = shapes[0].filename[: -len(".shp")]
    found = {
        entry.filename[len(stem) :].lower(): entry
        for entry in entries
        if entry.filename.startswith(stem) and entry.filename[len(stem) :].lower() in USED
    }
    _judge(found)
    return found


def _judge(found: dict[str, zipfile.ZipInfo]) -> None:
    for end in NEEDED:
        if end not in found:
            raise of_file(_("the zip lacks the %(end)s part of the shapefile."), end=end)
    if sum(entry.file_size for entry in found.values()) > LARGEST_UNPACKED:
        raise of_file(
            _("unpacked it is larger than %(most)s MB. Take only this area."),
            most=LARGEST_UNPACKED >> 20,
        )
    for entry in found.values():
        if entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1) + LARGEST_TEXT:
            raise of_file(
                _("“%(name)s” is packed so tightly that it cannot be a map."),
                name=entry.filename[:80],
            )
        if entry.flag_bits & 1:
            raise of_file(_("“%(name)s” is locked with a password."), name=entry.filename[:80])


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The entry, no longer than its head says: a head that lies breaks the file."""
    with archive.open(entry) as packed:
        found = packed.read(entry.file_size + 1)
    if len(found) != entry.file_size:
        raise zipfile.BadZipFile(entry.filename)
    return found


def _hand_over(parts: dict[str, bytes], chosen: Chosen) -> None:
    try:
        with warnings.catch_warnings():
            # A file shorter than its head says is broken; a name that loses its spaces is not.
            warnings.simplefilter("error", shapefile.PossiblyCorruptFileHeader)
            warnings.simplefilter("ignore", shapefile.PossibleDataLoss)
            _each(parts, chosen)
    except (*BROKEN, shapefile.PossiblyCorruptFileHeader) as error:
        raise of_file(_("the shapefile is broken: %(reason)s."), reason=str(error)[:120]) from error


def _each(parts: dict[str, bytes], chosen: Chosen) -> None:
    with shapefile.Reader(
        shp=io.BytesIO(parts[".shp"]),
        dbf=io.BytesIO(parts[".dbf"]),
        encoding=_encoding(parts),
        encodingErrors="replace",
    ) as reader:
        for number, each in enumerate(reader.iterShapeRecords(), start=1):
            chosen.take(number, each.record.as_dict(), partial(_geometry, each.shape))


def _encoding(parts: dict[str, bytes]) -> str:
    """UTF-8 where the attributes are whole in it, else the encoding of older Polish files."""
    table = parts[".dbf"]
    head = int.from_bytes(table[8:10], "little")
    try:
        table[head:].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1250"
    return "utf-8"


def _geometry(shape: shapefile.Shape) -> dict:
    if shape.shapeTypeName not in ("POLYGON", "POLYGONZ", "POLYGONM"):
        return {}
    return shape.__geo_interface__
