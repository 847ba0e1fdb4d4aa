"""`up`: sets everything up and runs web, workers and scheduler in this terminal."""

import argparse
import contextlib
import ipaddress
import os
import select
import socket
import sys
import time
from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from config import demo_people, processes
from config.supervisor import Supervisor

WAIT_TO_WORRY = 30.0


class Command(BaseCommand):
    """Prepare, then run until Ctrl-C."""

    help = "Set everything up and run web, workers and scheduler in this terminal."
    # Checks may read the database, which is prepared below.
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=_port, default=8000, help="default: 8000")
        parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
        parser.add_argument("--no-demo", action="store_true", help="load no invented people")

    def handle(self, *, host: str, port: int, no_demo: bool, **_: Any) -> None:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        _refuse_taken(host, port)
        if no_demo:
            # The pages must not promise invented people where real ones may be entered.
            os.environ["SZANSA_DEMO"] = "0"
        try:
            self._prepare(with_demo=settings.DEMO and not no_demo)
            code = self._serve(host=host, port=port)
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped before serving. The next start goes on from here."
            ) from None
        sys.exit(code)

    def _prepare(self, *, with_demo: bool) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        if settings.EMBEDDED_POSTGRES is not None:
            with self._step("database started"):
                settings.EMBEDDED_POSTGRES.ensure_running()
        with self._step("database prepared"):
            call_command("prepare_database", verbosity=0)
        if with_demo:
            with self._step("demo ready"):
                call_command("demo")

    @contextlib.contextmanager
    def _step(self, done: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self._say(f"{done} ({time.monotonic() - started:.1f} s)")

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"szansa: {sentence}")
        self.stdout.flush()

    def _serve(self, *, host: str, port: int) -> int:
        connections.close_all()
        (settings.DATA_DIR / "scheduler").mkdir(exist_ok=True)
        self._say("starting web; Ctrl-C stops everything")
        greeting = Greeting(host=host, port=port)

        def look() -> None:
            greeting.look(supervisor)
            # The workers' queues wait for a database that was killed; nobody else starts it.
            if settings.EMBEDDED_POSTGRES is not None:
                settings.EMBEDDED_POSTGRES.ensure_running()

        supervisor = Supervisor(
            [processes.web(host=host, port=port)],
            later=processes.background(data_dir=settings.DATA_DIR, port=port),
            on_tick=look,
        )
        return supervisor.run()


class Greeting:
    """Waits for the web process to answer, then says once where to go and who may sign in."""

    def __init__(self, *, host: str, port: int) -> None:
        self.address = (_within_reach(host), port)
        self.started = time.monotonic()
        self.is_over = self.is_worried = False
        self.call: socket.socket | None = None

    def look(self, supervisor: Supervisor) -> None:
        if self.is_over:
            return
        waited = time.monotonic() - self.started
        answer = self._answer()
        if answer == "200":
            self.is_over = True
            supervisor.say(f"serving, {waited:.1f} s after the start of the web process")
            supervisor.start_later_ones()
            for line in _addresses(self.address[1]):
                supervisor.say(line)
        elif waited > WAIT_TO_WORRY and not self.is_worried:
            self.is_worried = True
            supervisor.start_later_ones()
            supervisor.say(f"the web process does not serve yet: /-/live answers {answer}")

    def _answer(self) -> str:
        """Return the status of an answer that has arrived; the terminal never waits for one."""
        try:
            self.call = self.call or self._asked()
            if not select.select([self.call], [], [], 0)[0]:
                return "nothing"
            reply = self.call.recv(64).split()
        except OSError:
            reply = []
        self.call = self.call.close() if self.call else None
        return reply[1].decode(errors="replace") if len(reply) > 1 else "nothing"

    def _asked(self) -> socket.socket:
        call = socket.create_connection(self.address, timeout=0.2)
        call.sendall(f"GET /-/live HTTP/1.0\r\nHost: {settings.BASE_DOMAIN}\r\n\r\n".encode())
        return call


def _addresses(port: int) -> list[str]:
    try:
        demo = demo_people.lines(port)
    finally:
        # We stay for as long as the product runs: a connection kept would only cost memory.
        connections.close_all()
    return demo or [f"http://{settings.BASE_DOMAIN}:{port}/"]


def _within_reach(host: str) -> str:
    """Return where a server that listens on `host`, perhaps on every address, answers to us."""
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(host)
        if address.is_unspecified:
            return "127.0.0.1" if address.version == 4 else "::1"
    return host


def _port(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 0 < int(written) < 65536):
        raise argparse.ArgumentTypeError(f'"{written}" is no port: write a number from 1 to 65535')
    return int(written)


def _refuse_taken(host: str, port: int) -> None:
    """Try the address first: the web process would fail after minutes of preparation."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except PermissionError:
        raise CommandError(f"Port {port} needs root. Choose one above 1023 with --port.") from None
    except (socket.gaierror, UnicodeError):
        raise CommandError(f"{host} is no address of this machine. Correct --host.") from None
    except OSError as error:
        raise CommandError(
            f"Port {port} on {host} cannot be used: {error.strerror}."
            f" Stop what uses it, or choose another: python3 manage.py up --port {port + 1}"
        ) from None
