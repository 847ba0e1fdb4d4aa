"""Our side of the limited process: it gets a file through a pipe and answers through another.

It inherits neither environment nor open files, and is killed when whoever asked is done with it.
"""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sheets import limits
from sheets.child import FRAME, LENGTHS
from sheets.reasons import Reason, Unreadable

SHELF = str(Path(__file__).resolve().parents[1])
BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from sheets.{module} import main; main()"
LONGEST_FRAME = limits.TEXT_BYTES + limits.MEGABYTE
READ_AT_ONCE = limits.MEGABYTE


class Limited:
    """A child process and the time it may still make us wait."""

    def __init__(self, module: str, *, with_libraries: bool = False) -> None:
        # Isolated, and without site-packages unless a library is needed.
        flags = ["-I"] if with_libraries else ["-I", "-S"]
        its_input, self._to = os.pipe()
        self._from, its_output = os.pipe()
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, *flags, "-c", BOOT.format(module=module), SHELF],
            stdin=its_input,
            stdout=its_output,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
        os.close(its_input)
        os.close(its_output)
        os.set_blocking(self._to, False)
        self._patience = float(limits.WAIT_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)

    def send_file(self, content: bytes, header: dict[str, Any]) -> None:
        allowed = {"memory": limits.MEMORY_BYTES, "seconds": limits.CPU_SECONDS}
        told = json.dumps({**header, **allowed}).encode()
        self.send(LENGTHS.pack(len(told), len(content)) + told)
        self.send(content)

    def send(self, message: bytes) -> None:
        """Hand it over; a child that has ended says why in its last words."""
        left = memoryview(message)
        while left:
            self._wait([], [self._to])
            try:
                left = left[os.write(self._to, left[:READ_AT_ONCE]) :]
            except BrokenPipeError:
                return

    def frames(self) -> Iterator[tuple[bytes, bytes]]:
        """Return what it tells, as kind and content."""
        while True:
            kind, length = FRAME.unpack(self._exactly(FRAME.size))
            if length > LONGEST_FRAME:
                raise Unreadable(Reason.TOO_HEAVY)
            yield kind, self._exactly(length)

    def _exactly(self, length: int) -> bytes:
        taken = bytearray()
        while len(taken) < length:
            self._wait([self._from], [])
            chunk = os.read(self._from, min(length - len(taken), READ_AT_ONCE))
            if not chunk:
                raise Unreadable(self._cause_of_death())
            taken += chunk
        return bytes(taken)

    def _wait(self, to_read: list[int], to_write: list[int]) -> None:
        since = time.monotonic()
        ready = select.select(to_read, to_write, [], max(self._patience, 0))
        self._patience -= time.monotonic() - since
        if not any(ready):
            raise Unreadable(Reason.TOO_SLOW)

    def _cause_of_death(self) -> Reason:
        # The kernel ends with SIGXCPU or SIGKILL whoever used up its time; all else was memory.
        ended = self._process.wait(timeout=limits.WAIT_SECONDS)
        return Reason.TOO_SLOW if -ended in (9, 24) else Reason.TOO_HEAVY
