"""Programs that begin at once: one process has loaded everything, and each of them is a fork of it.

A command takes two seconds of a processor to begin and a tenth of one for its work; the journeys begin
dozens. What is forked has the environment, the output and the end of any other process, and can be killed.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
# Seconds for a program: much takes long where other work takes most of the machine.
PATIENCE = 600
LONGEST = 1 << 16  # bytes of what is asked
# What the programs of the journeys need; whatever is missing here they import by themselves.
LOADED = ("config.celery", "tests.make.exchange", "tests.make.hooks", "tests.make.partners")


class Program:
    """One that was begun: as `subprocess.Popen` has it, whose names these are."""

    def __init__(self, told: socket.socket, stdout: IO[bytes] | None) -> None:
        self._told, self.stdout = told, stdout
        self.pid = int(told.recv(LONGEST))
        self.returncode: int | None = None

    def wait(self, timeout: float = PATIENCE) -> int:
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            with self._told:
                self.returncode = int(self._told.recv(LONGEST))
        return self.returncode

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)


class Programs:
    """Begins functions `main` of modules, each in a process of its own."""

    def __init__(self, asking: socket.socket) -> None:
        self._asking = asking

    def run(self, module: str, *arguments: str) -> str:
        """What it prints; a program that fails is a failure here."""
        with TemporaryFile() as out, TemporaryFile() as err:
            code = self._begin(module, arguments, out.fileno(), err.fileno()).wait()
            for one in (out, err):
                one.seek(0)
            assert code == 0, (out.read() + err.read()).decode()
            return out.read().decode()

    def begin(self, module: str, *arguments: str) -> Program:
        """What it prints is read as it comes; what it complains of stands among what the tests print."""
        reading, writing = os.pipe()
        try:
            begun = self._begin(module, arguments, writing, 2, os.fdopen(reading, "rb"))
        finally:
            os.close(writing)
        return begun

    def _begin(
        self,
        module: str,
        arguments: tuple[str, ...],
        out: int,
        err: int,
        stdout: IO[bytes] | None = None,
    ) -> Program:
        told, telling = _pair()
        with telling:
            asked = json.dumps([module, *arguments]).encode()
            socket.send_fds(self._asking, [asked], [telling.fileno(), out, err])
        return Program(told, stdout)


def _pair() -> tuple[socket.socket, socket.socket]:
    """What is said to one end is heard at the other, word by word."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


@contextmanager
def ready(environment: Mapping[str, str]) -> Iterator[Programs]:
    """Whatever begins meanwhile has this environment."""
    ours, theirs = _pair()
    with ours:
        with theirs:
            loaded = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                cwd=ROOT,
                env={"DJANGO_SETTINGS_MODULE": "config.settings", **environment},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        yield Programs(ours)
    # Nobody asks any more.
    loaded.wait(timeout=PATIENCE)


def serve(asked: socket.socket) -> None:
    # Those who keep watch end unseen.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, ends, _flags, _from = socket.recv_fds(asked, LONGEST, 3)
        if not request:
            return
        telling, out, err = ends
        if os.fork() == 0:
            asked.close()
            _keep_watch(json.loads(request), telling, out, err)
        for one in ends:
            os.close(one)


def _keep_watch(asked: list[str], telling: int, out: int, err: int) -> None:
    """Tell the number of the program, and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    program = os.fork()
    if program == 0:
        os.close(telling)
        os.dup2(out, 1)
        os.dup2(err, 2)
        module, *arguments = asked
        # It ends as any program does: with what is to be done at the end.
        sys.exit(importlib.import_module(module).main(*arguments))
    os.close(out)
    os.close(err)
    os.write(telling, str(program).encode())
    _pid, status = os.waitpid(program, 0)
    os.write(telling, str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def main(number: str) -> int:
    import django

    django.setup()
    for name in LOADED:
        importlib.import_module(name)
    # What all of them share is not looked through by the garbage collector of each, nor copied for that.
    gc.freeze()
    with socket.socket(fileno=int(number)) as asked:
        serve(asked)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
