"""One program that runs: what it says, how it is noticed dead, how it ends with its family."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_LINE = 64 * 1024
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """What to run, under which name, with which variables besides our own."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict)


class Child:
    """A running program. Start it from the main thread: the kernel ends it with that thread."""

    def __init__(self, program: Program) -> None:
        self.name = program.name
        self.output, its_output = os.pipe()
        parent = os.getpid()
        self._process = subprocess.Popen(
            program.command,
            stdin=subprocess.DEVNULL,
            stdout=its_output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **program.variables},
            # Its own session: Ctrl-C reaches the supervisor alone, and its family can be ended.
            start_new_session=True,
            preexec_fn=lambda: _end_with(parent),
        )
        os.close(its_output)
        os.set_blocking(self.output, False)
        self.is_silent = False
        self._unfinished = b""

    def has_ended(self) -> bool:
        """Tell whether it is dead, and leave it unburied: its number stays its own until then."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self._process.pid, options) is not None

    def ask_to_end(self) -> None:
        self._process.terminate()

    def kill_family(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def bury(self) -> int:
        """Take its exit code: negative when a signal killed it."""
        os.close(self.output)
        return self._process.wait()

    def lines(self) -> Iterator[str]:
        """Return the lines it has finished since the last call."""
        while chunk := self._chunk():
            *finished, self._unfinished = (self._unfinished + chunk).split(b"\n")
            if len(self._unfinished) > LONGEST_LINE:
                finished.append(self._unfinished)
                self._unfinished = b""
            yield from map(_readable, finished)

    def last_words(self) -> Iterator[str]:
        yield from self.lines()
        if self._unfinished:
            yield _readable(self._unfinished)
        self._unfinished = b""

    def _chunk(self) -> bytes:
        try:
            chunk = os.read(self.output, LONGEST_LINE)
        except BlockingIOError:
            return b""
        self.is_silent = not chunk
        return chunk


def _readable(line: bytes) -> str:
    return line.decode(errors="replace").rstrip()


def _end_with(parent: int) -> None:
    """Ask the kernel, from inside the new process, to end it with the supervisor."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    # The supervisor may have died before the kernel knew.
    if os.getppid() != parent:
        os._exit(1)
