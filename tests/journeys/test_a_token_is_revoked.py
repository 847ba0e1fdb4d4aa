"""A token revoked amid its requests is refused by every process of the server, from that moment on."""

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
ENOUGH = 20  # answers of each kind


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

    def count(self, status: int) -> int:
        return sum(1 for _at, told in self.answers if told == status)


def wait_for(programs: list[Program], status: int) -> None:
    """Until each has had enough of these answers."""
    deadline = time.monotonic() + 60
    while any(one.count(status) < ENOUGH for one in programs):
        assert time.monotonic() < deadline, [one.answers[-3:] for one in programs]
        time.sleep(0.05)


def test_no_process_serves_a_revoked_token(site: Site) -> None:
    told = json.loads(site.run("tests.journeys.program", "revoked"))
    programs = [Program(site, told) for _ in range(CLIENTS)]
    threads = [threading.Thread(target=one.run) for one in programs]
    for thread in threads:
        thread.start()
    try:
        wait_for(programs, SERVED)
        site.run("tests.journeys.revoke", told["schema"], told["token"])
        revoked_at = time.monotonic()
        wait_for(programs, REFUSED)
    finally:
        for one in programs:
            one.is_over.set()
        for thread in threads:
            thread.join()

    every = [answer for one in programs for answer in one.answers]
    assert {status for _at, status in every} == {SERVED, REFUSED}
    assert {status for at, status in every if at > revoked_at} == {REFUSED}
