"""A ZIP that is written from its first byte to its last, whatever its size, with a sum of every part."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any, Protocol, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

SUMS = "SHA256SUMS"
# For its owner alone, once it is unpacked.
MODE = 0o600


class Out(Protocol):
    """Where the archive goes: nobody has to be able to go back in it."""

    def write(self, content: bytes, /) -> int: ...

    def flush(self) -> None: ...


class Part:
    """What is written into the archive under one path."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self.sum, self.size = out, hashlib.sha256(), 0

    def write(self, content: bytes) -> None:
        self.out.write(content)
        self.sum.update(content)
        self.size += len(content)


class Archive:
    """Parts go in one after the other; `sums` are of all of them, in their order."""

    def __init__(self, out: Out, *, at: datetime) -> None:
        self._zip = ZipFile(cast("Any", out), "w")
        self._moment = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
        self.sums: list[tuple[str, str]] = []

    @contextmanager
    def part(self, path: str, *, packed: bool = False) -> Iterator[Part]:
        """A part to write into; one that is `packed` by itself is put in as it is."""
        about = ZipInfo(path, self._moment)
        about.external_attr = MODE << 16
        about.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
        with self._zip.open(about, "w", force_zip64=True) as out:
            part = Part(out)
            yield part
        self.sums.append((path, part.sum.hexdigest()))

    def put(self, path: str, content: str) -> None:
        with self.part(path) as part:
            part.write(content.encode())

    def _end(self) -> None:
        """Write the sums as `sha256sum -c` reads them, and the list of parts that ends a ZIP."""
        self.put(SUMS, "".join(f"{digest}  {path}\n" for path, digest in self.sums))
        self._zip.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        """End it, or leave it without an end: nobody shall take for whole what is not."""
        if kind is None:
            self._end()
        # Otherwise it would write its end when it is thrown away.
        self._zip.fp = None
