"""Each example of the guide, copied from its page as it stands, does its job once, however often it is sent."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import requests
from django.conf import settings

from core.days import today
from projects.portal.examples import VARIABLE
from projects.portal.jobs import jobs
from projects.portal.sandbox import SHOWN
from tests.journeys.site import Site

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        shutil.which("curl") is None, reason="install the Debian package curl to run the examples"
    ),
]
JOBS = [job.code for job in jobs(SHOWN, on=today())]
# Where each job leaves its one row; what only reads leaves none.
TABLES = {
    "attendance": "attendance",
    "support": "support_given",
    "qualification": "course_result",
    "outcome": "outcome",
}
# As a line in /etc/hosts would have it; curl knows by itself where these names lead.
LEADING_HOME = """
import socket

asked = socket.getaddrinfo


def getaddrinfo(host, *rest, **more):
    at_home = str(host).endswith(".localhost")
    return asked("127.0.0.1" if at_home else host, *rest, **more)


socket.getaddrinfo = getaddrinfo
"""


@dataclass
class Developer:
    """Somebody with a key, the link of the page, and a folder of their own."""

    site: Site
    told: dict
    folder: Path

    def copied(self, name: str) -> str:
        """What a click on its button copies from the guide."""
        path = f"/partner/{self.told['link']}/przewodnik/"
        host = {"Host": f"{self.told['host']}:{self.site.port}"}
        page = requests.get(f"http://127.0.0.1:{self.site.port}{path}", headers=host, timeout=60)
        sample = re.search(rf'<pre tabindex="0" id="{name}"><code>(.*?)</code>', page.text, re.S)
        assert sample is not None, name
        return html.unescape(sample[1])

    def run(self, *command: str) -> str:
        """What it prints; whatever fails is a failure here."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                "PYTHONPATH": str(self.folder / "names"),
                VARIABLE: self.told["key"],
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def rows_of(self, table: str) -> int:
        """Of this partner's people, as the database has them."""
        people = [*self.told["participants"], self.told["who_left"]]
        socket = str(settings.EMBEDDED_POSTGRES.socket_dir)
        asked = (
            f"select count(*) from {self.told['schema']}.{table} where participation_id = any(%s)"
        )
        with psycopg.connect(host=socket, user="postgres", dbname=self.site.database) as link:
            return link.execute(asked, [people]).fetchone()[0]


def by_curl(developer: Developer, text: str) -> str:
    """All of it, and once more all but the line that makes a key."""
    again = text[text.index("curl ") :]
    return developer.run("bash", "-e", "-c", f"{text}\n{again}")


def by_python(developer: Developer, text: str) -> str:
    """All of it, and once more its last lines, which send and print."""
    again = text[text.index("try:") :] if "try:" in text else "\n".join(text.splitlines()[-2:])
    (developer.folder / "job.py").write_text(f"{text}\n{again}\n")
    return developer.run(sys.executable, "job.py")


WAYS: dict[str, Callable[[Developer, str], str]] = {
    "curl": by_curl,
    "python": by_python,
    "client": by_python,
}


@pytest.fixture(scope="module", params=WAYS)
def way(request):
    return request.param


@pytest.fixture(scope="module")
def developer(site, way, tmp_path_factory):
    told = json.loads(site.run("tests.journeys.program", way))
    made = Developer(site, told, tmp_path_factory.mktemp(way))
    (made.folder / "names").mkdir()
    (made.folder / "names" / "sitecustomize.py").write_text(LEADING_HOME)
    if way == "client":
        install, generate = made.copied("client-command").splitlines()
        assert install == "pip install openapi-python-client"
        made.run("bash", "-c", generate)
    return made


@pytest.mark.parametrize("code", JOBS)
def test_a_copied_example_does_its_job_and_sent_again_with_the_same_key_nothing_more(
    developer, way, code
):
    printed = WAYS[way](developer, developer.copied(f"{code}-{way}"))

    if code not in TABLES:
        assert printed.count(developer.told["session"]) == 2
        return
    assert developer.rows_of(TABLES[code]) == 1
    first, second = printed[: len(printed) // 2], printed[len(printed) // 2 :]
    assert first.strip() == second.strip()
