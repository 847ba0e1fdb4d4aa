"""The default database: a private PostgreSQL of this checkout, shared by all its processes.

It starts at the first connection, and the last process to leave stops it. A shared file lock says
who uses it, because the kernel drops a lock even after kill -9. It listens on a Unix socket in a
folder that only its owner may enter, and on nothing else.
"""

import atexit
import contextlib
import fcntl
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from config import postgres_folders, postgres_program, postgres_remains
from config.postgres_program import Account, DidNotStart

__all__ = ["DidNotStart", "EmbeddedPostgres"]

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    # A dump of some hundred schemas locks every table of each.
    "max_locks_per_transaction": "512",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "cluster_name": "szansa",
    "jit": "off",
    # What is asked for is in memory or on a disk without arms: a single row costs no more than a next.
    "random_page_cost": "1.1",
    # After a crash: one call instead of one for each of the thousands of files.
    "recovery_init_sync_method": "syncfs" if sys.platform == "linux" else "fsync",
    "log_checkpoints": "off",
    # Statements and details repeat what people typed: names and numbers stay out of the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
}
LARGEST_LOG = 10 * 1024 * 1024
PATIENCE = 60.0


class EmbeddedPostgres:
    """One cluster of databases in a folder; making this object touches nothing.

    A throwaway one trades durability for speed and is deleted by the last to leave.
    """

    def __init__(self, home: Path | str, *, throwaway: bool = False) -> None:
        self.home = postgres_folders.home_within_reach(Path(home).absolute())
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self.throwaway = throwaway
        self.socket_dir = postgres_folders.socket_dir_of(self.home)
        self._socket = self.socket_dir / ".s.PGSQL.5432"
        self._held: tuple[int, int] | None = None

    def ensure_running(self) -> None:
        """Start the server unless it runs, and count this process among its users."""
        if self._is_held_here() and self.is_running():
            return
        with self._starting_or_stopping():
            self._hold()
            if not self.is_running():
                self._start()

    def release(self) -> None:
        """Leave; whoever leaves last stops the server."""
        if self._held is None or self._held[0] != os.getpid():
            return
        users, self._held = self._held[1], None
        if not self.home.exists():
            # Deleted under us, and the server with it.
            os.close(users)
            return
        with self._starting_or_stopping():
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._stop()
                self._leave_no_trace()
            # Unlocked by name: a forked child still has this lock open.
            fcntl.flock(users, fcntl.LOCK_UN)
            os.close(users)

    def stop(self) -> None:
        """Stop the server now, whoever uses it."""
        if self.home.exists():
            with self._starting_or_stopping():
                self._stop()

    def is_running(self) -> bool:
        # A pid file may outlive its server, so the socket is asked; the file only tells whether
        # a server that listens has also finished starting.
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(5)
            listens = caller.connect_ex(str(self._socket)) == 0
        return listens and postgres_remains.status_in(self.data) == "ready"

    def _is_held_here(self) -> bool:
        return self._held is not None and self._held[0] == os.getpid()

    def _hold(self) -> None:
        if self._is_held_here():
            return
        if self._held is not None:
            # Inherited by a fork: the parent's lock says nothing about us.
            os.close(self._held[1])
        users = self._open_lock("users.lock")
        fcntl.flock(users, fcntl.LOCK_SH)
        self._held = (os.getpid(), users)
        atexit.unregister(self.release)
        atexit.register(self.release)

    @contextlib.contextmanager
    def _starting_or_stopping(self) -> Iterator[None]:
        """One process at a time, and one thread at a time, decides about starting and stopping."""
        lock = self._start_lock()
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)
            os.close(lock)

    def _start_lock(self) -> int:
        while True:
            postgres_folders.make_passable(self.home, account=self._account())
            # While we waited, the last user of a throwaway cluster may have removed the file.
            with contextlib.suppress(FileNotFoundError):
                lock = self._open_lock("start.lock")
                fcntl.flock(lock, fcntl.LOCK_EX)
                if postgres_folders.is_still_at(self.home / "start.lock", lock):
                    return lock
                os.close(lock)

    def _open_lock(self, name: str) -> int:
        try:
            lock = os.open(self.home / name, os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as error:
            raise DidNotStart(_not_ours(self.home)) from error
        postgres_folders.give(lock, self._account())
        return lock

    def _account(self) -> Account | None:
        return postgres_program.account_for(self.data)

    def _start(self) -> None:
        account = self._account()
        if not self.data.exists():
            self._create_data(account)
        postgres_folders.make_private(self.socket_dir, account=account)
        self._prepare_log(account)
        self._write_configuration()
        postgres_remains.settle(
            self.data, socket=self._socket, is_running=self.is_running, patience=PATIENCE
        )
        if not self.is_running():
            limit = str(int(PATIENCE))
            self._run("pg_ctl", "start", "-D", self.data, "-w", "-t", limit, "-l", self.log)

    def _create_data(self, account: Account | None) -> None:
        # Made beside and renamed: one that was cut off half-way looks finished from outside.
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        postgres_folders.make_private(unfinished, account=account)
        # The builtin locale gives the same results on every machine.
        locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8")
        access = ("--username=postgres", "--auth-local=trust", "--auth-host=reject")
        speed = ("--no-sync",) if self.throwaway else ()
        self._run("initdb", "-D", unfinished, "--encoding=UTF8", *locale, *access, *speed)
        unfinished.rename(self.data)

    def _prepare_log(self, account: Account | None) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        log = os.open(self.log, os.O_WRONLY | os.O_CREAT, 0o600)
        postgres_folders.give(log, account)
        os.close(log)

    def _write_configuration(self) -> None:
        quoted = str(self.socket_dir).replace('"', '""')
        wanted = {**SETTINGS, "unix_socket_directories": f'"{quoted}"'}
        if self.throwaway:
            wanted |= THROWAWAY
        lines = ["# Written anew at every start."]
        lines += [f"{name} = {_literal(value)}" for name, value in wanted.items()]
        (self.data / "postgresql.conf").write_text("\n".join([*lines, ""]))

    def _stop(self) -> None:
        if not self.data.exists():
            return
        stop = ("pg_ctl", "stop", "-D", self.data, "-w", "-t", "30", "-m")
        account = self._account()
        if self.throwaway:
            postgres_program.run(*stop, "immediate", account=account)
            shutil.rmtree(self.data, ignore_errors=True)
        elif postgres_program.run(*stop, "fast", account=account)[0]:
            postgres_program.run(*stop, "immediate", account=account)

    def _leave_no_trace(self) -> None:
        """Remove a throwaway cluster's folder; only its last user may, for the locks lie there."""
        if self.throwaway:
            shutil.rmtree(self.socket_dir, ignore_errors=True)
            for name in (self.log.name, "users.lock", "start.lock"):
                (self.home / name).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                self.home.rmdir()

    def _run(self, name: str, *arguments: str | Path) -> None:
        code, said = postgres_program.run(name, *arguments, account=self._account())
        if code:
            raise DidNotStart(
                f"the embedded database in {self.home} did not start: {name} failed ({code})."
                " Correct what it names below, or name your own server in DATABASE_URL.\n"
                f"{said}\n{_tail(self.log)}".rstrip()
            )


def _not_ours(home: Path) -> str:
    return (
        f"the embedded database in {home} belongs to another account, which started it first."
        " Start as that account (or as root), or name another folder in EMBEDDED_POSTGRES_HOME."
    )


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _tail(log: Path) -> str:
    with contextlib.suppress(OSError):
        return log.read_text(errors="replace")[-2000:]
    return ""
