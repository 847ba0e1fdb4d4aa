"""A zipped document looked at before it is trusted: its directory, then what really comes out.

Sizes that a file declares about itself are never believed: bytes are counted while they inflate.
No Django here.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from sheets import limits
from sheets.reasons import Reason, Unreadable

CHUNK = 256 * 1024
END_OF_DIRECTORY, ENTRY_OF_DIRECTORY = b"PK\x05\x06", b"PK\x01\x02"
LONGEST_END = 65_557
ENCRYPTED = 0x1
PACKED = re.compile(r"\.(zip|7z|rar|gz|tgz|bz2|xz|jar|xls[xmb]?|docx?|docm|ods|odt|pptx?)$", re.I)
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error,
    OSError, ValueError, KeyError,
)  # fmt: skip


class Package:
    """The parts of a zipped document, each read under the limits of all together."""

    def __init__(self, content: bytes) -> None:
        if END_OF_DIRECTORY not in content[-LONGEST_END:]:
            raise Unreadable(Reason.CUT_OFF)
        if content.count(ENTRY_OF_DIRECTORY) > limits.PARTS:
            raise Unreadable(Reason.TOO_MANY_PARTS, most=limits.PARTS)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except BROKEN:
            raise Unreadable(Reason.BROKEN) from None
        self._inflated = 0
        self.names = {info.filename for info in self._zip.infolist()}
        self._look_at_directory(len(content))

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def chunks(self, name: str) -> Iterator[bytes]:
        """What a part holds, a quarter of a megabyte at a time."""
        try:
            packed = max(self._zip.getinfo(name).compress_size, 1)
            inflated = 0
            with self._zip.open(name) as part:
                while chunk := part.read(CHUNK):
                    inflated += len(chunk)
                    self._count(len(chunk))
                    if inflated > max(limits.RATIO_COUNTS_FROM, limits.RATIO * packed):
                        raise Unreadable(Reason.SWELLS)
                    yield chunk
        except BROKEN:
            raise Unreadable(Reason.BROKEN) from None

    def read(self, name: str) -> bytes:
        return b"".join(self.chunks(name))

    def _count(self, more: int) -> None:
        self._inflated += more
        if self._inflated > limits.INFLATED_BYTES:
            raise Unreadable(Reason.SWELLS)

    def _look_at_directory(self, size: int) -> None:
        parts = self._zip.infolist()
        # Parts that lie over one another let a small file unfold to any size.
        if sum(part.compress_size for part in parts) > size:
            raise Unreadable(Reason.SWELLS)
        if len(self.names) != len(parts):
            raise Unreadable(Reason.UNSAFE_NAME)
        for part in parts:
            _look_at(part)


def _look_at(part: zipfile.ZipInfo) -> None:
    # orig_filename is what stands in the file: zipfile cuts names at a zero byte.
    name = part.orig_filename
    if part.flag_bits & ENCRYPTED:
        raise Unreadable(Reason.ENCRYPTED)
    if name.startswith("/") or ".." in name.split("/") or re.search(r"[\\:\x00-\x1f]", name):
        raise Unreadable(Reason.UNSAFE_NAME)
    if name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")):
        raise Unreadable(Reason.MACROS)
    if PACKED.search(name):
        raise Unreadable(Reason.FILE_INSIDE)
