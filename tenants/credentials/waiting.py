"""Lines that wait in a process and are written together, once a second, by a thread of their own."""

import atexit
import logging
import os
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections

Line = TypeVar("Line")
logger = logging.getLogger(__name__)
# While the database is away. Beyond that the oldest are given up.
MOST_WAITING = 10_000
# How long a process that ends waits for its last lines.
LAST_SECONDS = 5


class Waiting(Generic[Line]):
    """What `write` is given once a second.

    The thread has a connection of its own, outside of every tenant and under the process's own role,
    and does nothing but this. A process that is forked begins without lines and without a thread.
    """

    def __init__(self, write: Callable[[Sequence[Line]], None]) -> None:
        self._write = write
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        self._lines: list[Line] = []
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, line: Line) -> None:
        if settings.REQUEST_LOG_SECONDS == 0:
            self._write([line])
            return
        with self._lock:
            self._lines.append(line)
            if self._thread is None:
                self._start()

    def _start(self) -> None:
        # As it is now: of a wait of no seconds at all the thread would make a loop that never rests.
        seconds = settings.REQUEST_LOG_SECONDS
        self._thread = threading.Thread(target=self._keep_writing, args=(seconds,), daemon=True)
        self._thread.start()
        # Only now: what begins last ends first, and a database of our own has begun before this.
        atexit.register(self.end)

    def lines(self) -> Sequence[Line]:
        """Those that wait; what is being written at this moment is among them."""
        with self._lock:
            return list(self._lines)

    def _keep_writing(self, seconds: float) -> None:
        while not self._ending.wait(seconds):
            self._write_waiting()
        self._write_waiting()

    def _write_waiting(self) -> None:
        """Write what waits; without a database it goes on waiting."""
        lines = self.lines()
        if not lines:
            return
        close_old_connections()
        try:
            self._write(lines)
        except (OperationalError, InterfaceError):
            logger.warning("%s lines wait: the database cannot be reached", len(lines))
            done = max(0, len(lines) - MOST_WAITING)
        except Exception:
            logger.exception("%s lines cannot be written together", len(lines))
            done = self._write_each(lines)
        else:
            done = len(lines)
        with self._lock:
            del self._lines[:done]

    def _write_each(self, lines: Sequence[Line]) -> int:
        """Each by itself, and how many are done with: only one that fails is given up.

        It would stand in the way of all that come after it.
        """
        for done, line in enumerate(lines):
            try:
                self._write([line])
            except (OperationalError, InterfaceError):
                logger.warning("%s lines wait: the database cannot be reached", len(lines) - done)
                return done
            except Exception:
                logger.exception("a line cannot be written and is given up")
        return len(lines)

    def end(self) -> None:
        """Write the last lines; the process ends after it."""
        if self._thread is not None:
            self._ending.set()
            self._thread.join(LAST_SECONDS)
