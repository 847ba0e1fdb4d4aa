"""The archive is written forwards only, opens whole or not at all, and holds more than 4 GB allows."""

import gc
import io
from datetime import UTC, datetime
from zipfile import BadZipFile, ZipFile

import pytest

from projects.leaving.archive import Archive

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


class Forwards:
    """A stream in which nobody goes back, like an answer on its way."""

    def __init__(self) -> None:
        self.held = bytearray()

    def write(self, content: bytes) -> int:
        self.held += content
        return len(content)

    def flush(self) -> None:
        pass


def test_what_goes_in_comes_out_of_a_stream_that_knows_no_way_back():
    out = Forwards()

    with Archive(out, at=AT) as archive:
        archive.put("a.txt", "ąć")
        with archive.part("files/b.pdf", packed=True) as part:
            part.write(b"one")
            part.write(b"two")

    found = ZipFile(io.BytesIO(bytes(out.held)))
    assert found.testzip() is None
    assert found.read("files/b.pdf") == b"onetwo"
    assert [one.filename for one in found.infolist()] == ["a.txt", "files/b.pdf", "SHA256SUMS"]
    assert {one.external_attr >> 16 for one in found.infolist()} == {0o600}


def test_every_part_may_grow_beyond_what_the_old_form_allows():
    out = Forwards()

    with Archive(out, at=AT) as archive, archive.part("big") as part:
        part.write(b"x")

    # Its sizes follow it in eight bytes each: the extra field of ZIP64 says so at its head.
    assert b"big\x01\x00" in bytes(out.held)


def test_an_archive_that_broke_off_is_none():
    out = Forwards()

    with pytest.raises(RuntimeError), Archive(out, at=AT) as archive:
        archive.put("a.txt", "x")
        raise RuntimeError
    gc.collect()

    with pytest.raises(BadZipFile):
        ZipFile(io.BytesIO(bytes(out.held)))
