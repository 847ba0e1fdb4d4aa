"""Where a file stands in the archive: a path that no name can lead astray."""

from projects.documents.rules.filenames import ending_of, harmless

FOLDER = "files"
# File systems take 255 bytes; unpackers put something of their own in front.
MOST_BYTES = 120


def path_of(row: object, name: str) -> str:
    """files/<id>/<name>; the id comes from the database, so no two files can have one path."""
    return f"{FOLDER}/{row}/{_short(harmless(name))}"


def _short(name: str) -> str:
    """The name in few bytes, its ending kept."""
    ending = ending_of(name)
    tail = f".{ending}" if ending else ""
    stem = name.removesuffix(tail).encode()[: MOST_BYTES - len(tail.encode())]
    return stem.decode(errors="ignore").rstrip(" ._-") + tail
