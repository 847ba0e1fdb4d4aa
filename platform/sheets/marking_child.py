"""The process that writes a stranger's workbook anew with marks: as limited as the one that reads it.

It tells the new workbook in pieces, or that the looks cannot be kept; then it is made of the rows alone.
"""

import sys
from collections import defaultdict
from io import BytesIO
from typing import Any

from sheets import keeping, opening
from sheets.child import END, REFUSAL, ROWS, frame, limit_ourselves, received, tell
from sheets.keeping import Marked
from sheets.limits import MEGABYTE
from sheets.packages import Package
from sheets.reasons import Unreadable
from sheets.waiting import Waiting

OTHERWISE = b"O"


def main() -> None:
    """Serve one file, from the standard input to the standard output."""
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    header, length = received(asked)
    limit_ourselves(memory=header["memory"], seconds=header["seconds"])
    content = asked.read(length)
    try:
        kind = opening.read(content, header["name"], Waiting()).kind
    except Unreadable as refused:
        return tell(told, REFUSAL, {"reason": refused.reason, "where": refused.where})
    except Exception:  # noqa: BLE001 - reading it once more says why
        return frame(told, OTHERWISE, b"")
    try:
        made = _made(content, header) if kind == "XLSX" else None
    except Exception:  # noqa: BLE001 - what cannot be kept is not: what the file holds is never told
        made = None
    if made is None:
        return frame(told, OTHERWISE, b"")
    for begin in range(0, len(made), MEGABYTE):
        frame(told, ROWS, bytes(made[begin : begin + MEGABYTE]))
    return frame(told, END, b"")


def _made(content: bytes, header: dict[str, Any]) -> memoryview:
    sheets: dict[int, Marked] = defaultdict(lambda: Marked({}, {}))
    for sheet, row, column, text in header["remarks"]:
        sheets[sheet].remarks[row, column] = text
    for sheet, row, column, text in header["answers"]:
        sheets[sheet].answers[row, column] = text
    out = BytesIO()
    facts = {name: header[name] for name in ("title", "at", "most_comments", "extra")}
    keeping.write(out, Package(content), sheets, **facts)
    return out.getbuffer()
