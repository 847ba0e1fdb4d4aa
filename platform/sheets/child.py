"""The process that opens strangers' files: no Django, no secrets, little memory, little time.

It reads a header and the file from its input, answers with a head or a refusal, and then tells all
rows each time it is asked. Nothing touches a disk: it may not write a single byte to one.
"""

import json
import resource
import struct
import sys
from typing import Any, BinaryIO

from sheets import opening
from sheets.reasons import Reason, Unreadable
from sheets.waiting import Waiting

FRAME = struct.Struct(">cI")
LENGTHS = struct.Struct(">IQ")
HEAD, ROWS, END, REFUSAL = b"H", b"R", b"D", b"E"
AGAIN = b"A"
MOST_FILES = 16


def main() -> None:
    """Serve one file, from the standard input to the standard output."""
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    header, length = received(asked)
    limit_ourselves(memory=header["memory"], seconds=header["seconds"])
    try:
        waiting = Waiting()
        head = opening.read(asked.read(length), header["name"], waiting)
    except Unreadable as refused:
        return tell(told, REFUSAL, {"reason": refused.reason, "where": refused.where})
    except (MemoryError, RecursionError):
        return tell(told, REFUSAL, {"reason": Reason.TOO_HEAVY, "where": {}})
    except Exception as fault:  # noqa: BLE001 - a fault of ours: what the file holds is never told
        return tell(told, REFUSAL, {"reason": Reason.BROKEN, "where": {}, "fault": place_of(fault)})
    tell(told, HEAD, {"kind": head.kind, "template": head.template, "sheets": head.sheets})
    while asked.read(1) == AGAIN:
        for sheet, parcel in waiting.end():
            frame(told, ROWS, struct.pack(">I", sheet) + parcel)
        frame(told, END, b"")
    return None


def limit_ourselves(*, memory: int, seconds: int) -> None:
    """From here on: so many bytes of memory, so many seconds of work, no written file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, MOST_FILES))


def received(asked: BinaryIO) -> tuple[dict[str, Any], int]:
    """The header, and how many bytes of the file follow."""
    header_length, content_length = LENGTHS.unpack(asked.read(LENGTHS.size))
    return json.loads(asked.read(header_length)), content_length


def tell(told: BinaryIO, kind: bytes, message: dict[str, object]) -> None:
    frame(told, kind, json.dumps(message).encode())


def frame(told: BinaryIO, kind: bytes, payload: bytes) -> None:
    told.write(FRAME.pack(kind, len(payload)))
    told.write(payload)
    told.flush()


def place_of(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return f"{type(fault).__name__} at {where}"
