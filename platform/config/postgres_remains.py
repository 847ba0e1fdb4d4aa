"""What a server that was killed, or lost its socket, left behind in its data folder."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

PROCESSES = Path("/proc")
# Orphans end by themselves within moments; later than this they are stuck.
ORPHANS_MAY_LAST = 3.0


def status_in(data: Path) -> str:
    """Return what the server's pid file says of it: starting, ready, stopping, or nothing."""
    lines = _pid_file(data)
    return lines[7].strip() if len(lines) > 7 else ""


def settle(data: Path, *, socket: Path, is_running: Callable[[], bool], patience: float) -> None:
    """Wait until the server either runs or is gone altogether, so that a new one may start.

    PostgreSQL believes a lock file whose number now belongs to another process of the same account
    (usual in containers) or to one that was killed and not yet reaped, and then refuses to start.
    """
    if not (PROCESSES / "self" / "cwd").exists():
        return
    since = time.monotonic()
    while workers := working_in(data):
        waited = time.monotonic() - since
        if is_running() or waited > patience:
            return
        if _main(data) not in workers and waited > ORPHANS_MAY_LAST:
            _send(signal.SIGKILL, to=workers)
        elif _main(data) in workers and status_in(data) == "ready":
            # It listens on a socket that somebody removed: a fast shutdown.
            _send(signal.SIGINT, to=[_main(data)])
        time.sleep(0.05)
    for lock in (data / "postmaster.pid", socket.with_name(f"{socket.name}.lock")):
        lock.unlink(missing_ok=True)


def working_in(data: Path) -> list[int]:
    """Return the processes of the server whose data these are, the orphaned ones too."""
    return [int(entry.name) for entry in PROCESSES.glob("[0-9]*") if _works_in(entry, data)]


def _works_in(process: Path, data: Path) -> bool:
    # A dead process that nobody reaped has no working folder any more.
    with contextlib.suppress(OSError):
        is_server = (process / "comm").read_text().strip() == "postgres"
        return is_server and (process / "cwd").resolve(strict=True) == data.resolve()
    return False


def _main(data: Path) -> int:
    lines = _pid_file(data)
    return int(lines[0]) if lines and lines[0].strip().isdigit() else 0


def _pid_file(data: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return (data / "postmaster.pid").read_text().splitlines()
    return []


def _send(number: signal.Signals, *, to: list[int]) -> None:
    for process in to:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)
