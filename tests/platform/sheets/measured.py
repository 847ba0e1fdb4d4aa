"""`python -m tests.platform.sheets.measured FOLDER`: read every file of a folder and say what it took.

One line of JSON: the slowest in seconds, and the most memory in MB of this process and of those that read.
"""

import json
import resource
import sys
import time
from pathlib import Path

from sheets import reading

KILOBYTES = 1024


def main(folder: str) -> None:
    slowest = ("", 0.0)
    outcomes = {"read": 0, "refused": 0}
    for path in sorted(Path(folder).iterdir()):
        content, began = path.read_bytes(), time.monotonic()
        try:
            with reading.opened(content, path.name.partition("-")[2]) as book:
                sum(1 for _row in book.rows())
            outcomes["read"] += 1
        except reading.Refused:
            outcomes["refused"] += 1
        slowest = max(slowest, (path.name, time.monotonic() - began), key=lambda one: one[1])
    memory = {
        "ours": _most_of_ours() // KILOBYTES,
        "theirs": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // KILOBYTES,
    }
    sys.stdout.write(json.dumps({"slowest": slowest, "memory": memory, "outcomes": outcomes}))


def _most_of_ours() -> int:
    """In KB. What `getrusage` says of this process counts in whoever started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
