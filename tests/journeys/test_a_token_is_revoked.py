"""A token revoked amid its requests is refused by every process of the server, a second later and for good."""

import json
import threading
import time
from dataclasses import dataclass, field

import pytest
import requests

from tests.journeys.site import Site

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
CLIENTS = 4
SERVED, REFUSED = 200, 401
ENOUGH = 20  # answers to each
# So long each process knows what a token may read without asking again.
KNOWN_FOR = 1.0  # seconds


@dataclass
class Program:
    """Asks without a pause, and keeps when each answer was asked for and what it was."""

    site: Site
    told: dict
    answers: list[tuple[float, int]] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        headers = {
            "Host": f"{self.told['host']}:{self.site.port}",
            "Authorization": f"Bearer {self.told['key']}",
        }
        address = f"http://127.0.0.1:{self.site.port}/api/v1/participants/"
        while not self.is_over.is_set():
            asked_at = time.monotonic()
            # A connection of its own each time: any of the server's processes may take it.
            answer = requests.get(address, headers=headers, timeout=60)
            self.answers.append((asked_at, answer.status_code))

    def told_since(self, moment: float) -> list[int]:
        """What was answered to whatever was asked after that moment."""
        return [status for asked_at, status in self.answers if asked_at > moment]


def answers_since(programs: list[Program], moment: float) -> set[int]:
    """All of them, once each has had enough."""
    deadline = time.monotonic() + 60
    while any(len(one.told_since(moment)) < ENOUGH for one in programs):
        assert time.monotonic() < deadline, [one.answers[-3:] for one in programs]
        time.sleep(0.05)
    return {status for one in programs for status in one.told_since(moment)}


def test_no_process_serves_a_revoked_token(site: Site) -> None:
    told = json.loads(site.run("tests.journeys.program", "revoked"))
    programs = [Program(site, told) for _ in range(CLIENTS)]
    threads = [threading.Thread(target=one.run) for one in programs]
    for thread in threads:
        thread.start()
    try:
        assert answers_since(programs, 0) == {SERVED}
        site.run("tests.journeys.revoke", told["schema"], told["token"])
        assert answers_since(programs, time.monotonic() + KNOWN_FOR) == {REFUSED}
    finally:
        for one in programs:
            one.is_over.set()
        for thread in threads:
            thread.join()
