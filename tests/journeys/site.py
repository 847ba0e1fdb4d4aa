"""A real site for journeys: its own copy of the database, web, workers and demo, as separate processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from config.processes import WORKERS
from tests.environment import ENVIRONMENT, HOME
from tests.journeys import starting
from tests.journeys.starting import PATIENCE, ROOT


class Site:
    """Where the site answers, a way to ask its commands, and its figures before anybody worked."""

    def __init__(self, database: str, port: int) -> None:
        self.database, self.port = database, port
        self.published: dict[str, Any] = {}
        self.programs: starting.Programs | None = None
        self.browsers: list[Browser] = []
        # Where a partner's system may listen on this machine, and what its certificate is signed by.
        self.receiver_port, self.receiver_folder = free_port(), HOME / f"{database}-receiver"
        self.environment = {
            **os.environ,
            **ENVIRONMENT,
            "EMBEDDED_DATABASE": database,
            "DATABASE_DEFAULT_ROLE": "",
            "BROKER_URL": "",
            "REQUEST_LOG_SECONDS": "",
            "TOKENS_KEPT_SECONDS": "",
            "PUBLIC_PORT": str(port),
            "WEBHOOK_TEST_RECEIVER": f"localhost:{self.receiver_port}",
            "WEBHOOK_TEST_CA": str(self.receiver_folder / "ca.pem"),
            "SZANSA_DATA_DIR": str(HOME / database),
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
        }

    def command(self, *arguments: str) -> str:
        """Of `manage.py`, as somebody types it."""
        return self._done("manage.py", *arguments)

    def run(self, module: str, *arguments: str) -> str:
        """A module of the tests, in a process of its own on the site's database."""
        if self.programs is None:
            return self._done("-m", module, *arguments)
        return self.programs.run(module, *arguments)

    def _done(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def nudge(self, task: str) -> None:
        """Put a task into the queue, as the clock does; whichever worker it is for carries it out."""
        self.run("tests.journeys.asking", "task", task)

    def headline(self) -> dict[str, Any]:
        return json.loads(self.run("tests.journeys.asking", "command", "headline", "--json"))

    def start(self, process: str, *, level: str = "WARNING") -> subprocess.Popen:
        program = ["-m", "celery", "-A", "config.celery", "worker", "-P", "solo", "-l", level]
        if process == "web":
            address = f"127.0.0.1:{self.port}"
            program = ["-m", "gunicorn", "config.wsgi:application", "-w", "2", "-b", address]
            program += ["--no-control-socket", "--preload"]
        else:
            program += ["-Q", WORKERS[process], "-n", f"{process}@{self.port}"]
        with self.log(process).open("w") as log:
            return subprocess.Popen(
                [sys.executable, *program],
                cwd=ROOT,
                env={**self.environment, "SZANSA_PROCESS": process},
                stdout=log,
                stderr=log,
            )

    def log(self, process: str) -> Path:
        """Of this site alone: beside it another one may be killed."""
        return HOME / f"{self.database}-{process}.log"

    def browser(self, host: str) -> "Browser":
        self.browsers.append(Browser(self.port, host))
        return self.browsers[-1]


class Browser:
    """A person at one host, over HTTP: follows forms with their tokens, keeps cookies."""

    def __init__(self, port: int, host: str) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.session = requests.Session()
        self.session.headers["Host"] = f"{host}:{port}"

    def open(self, path: str) -> requests.Response:
        return self.session.get(self.root + path, timeout=20, allow_redirects=False)

    def send(self, path: str, **fields: Any) -> requests.Response:
        self.open(path if "pokaz" not in path else "/wejscie/")
        token = self.session.cookies.get("szansa-csrf", "")
        return self.session.post(
            self.root + path,
            data={"csrfmiddlewaretoken": token, **fields},
            headers={"Origin": f"http://{self.session.headers['Host']}"},
            timeout=20,
            allow_redirects=False,
        )

    def sign_in_as(self, role: str) -> None:
        """One click, as the demonstration's person of that role."""
        page = self.open("/wejscie/").text
        before = page[: page.index(role, page.index('name="account"'))]
        account = before.rsplit('name="account"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
        answer = self.send("/wejscie/pokaz/", account=account, next="/")
        assert answer.status_code == 302, answer.text[:500]


@contextmanager
def running(database: str) -> Iterator[Site]:
    site = Site(database, free_port())
    site.command("prepare_database")
    site.command("demo")
    with starting.ready(site.environment) as site.programs:
        site.published = site.headline()
        with _at_work(site):
            yield site


@contextmanager
def _at_work(site: Site) -> Iterator[None]:
    children = [site.start(process) for process in ("web", *WORKERS)]
    try:
        until(lambda: _answers(site.port), "the web process answers", seconds=120)
        yield
    finally:
        for child in children:
            child.send_signal(signal.SIGTERM)
        for child in children:
            child.wait(timeout=60)
        for browser in site.browsers:
            browser.session.close()


def until(holds: Callable[[], Any], what: str, *, seconds: float) -> float:
    """Wait until something holds; return after how many seconds it did."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if holds():
            return time.monotonic() - started
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")


def _answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/wejscie/", timeout=5).status_code < 500
    except requests.RequestException:
        return False


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
