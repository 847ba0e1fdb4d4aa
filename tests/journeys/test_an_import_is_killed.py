"""Whoever works on a file is killed at any moment, again and again: every row goes in exactly once."""

import json
import random
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys import starting
from tests.journeys.site import Site
from tests.journeys.starting import PATIENCE, Program, Programs

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
MODULE = "tests.journeys.imports"
ROWS, KILLS, LONGEST_LIFE = 3_000, 10, 0.7
KILLED_AFTER = 0.4


@pytest.fixture(scope="module")
def programs(site: Site) -> Iterator[Programs]:
    """Their messages go nowhere, as if each had been lost."""
    with starting.ready({**site.environment, "BROKER_URL": "memory://"}) as programs:
        yield programs


def _told(programs: Programs, what: str = "tell") -> dict[str, Any]:
    return json.loads(programs.run(MODULE, what))


def _begun(programs: Programs, work: str = "work") -> Program:
    worker = programs.begin(MODULE, work)
    assert worker.stdout is not None
    with worker.stdout as said:
        assert said.readline() == b"ready\n"
    return worker


def _killed(workers: list[Program], lives: list[float]) -> int:
    """Each is killed when so many seconds are over; how many had not finished by then."""
    since, killed = time.monotonic(), 0
    for life, worker in sorted(zip(lives, workers, strict=True), key=lambda one: one[0]):
        try:
            worker.wait(timeout=max(0, since + life - time.monotonic()))
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
            killed += 1
        else:
            assert worker.returncode == 0
    return killed


def test_every_row_goes_in_once_whoever_is_killed(programs):
    """Two workers share the rows; each dies at a moment of its own, and two others go on."""
    programs.run(MODULE, "begin", str(ROWS))
    chance = random.Random(2026)
    killed = 0
    for _time in range(KILLS // 2):
        workers = [_begun(programs), _begun(programs)]
        killed += _killed(workers, [chance.uniform(0, LONGEST_LIFE) for _one in workers])
        time.sleep(0.05)
        told = _told(programs)
        assert told["rows"].get("done", 0) == told["participations"] == told["made_by_rows"]
        if told["step"] == "applied":
            break

    assert killed > 1, "nobody was killed, so this has shown nothing"
    while _told(programs)["step"] != "applied":
        assert _begun(programs).wait(timeout=PATIENCE) == 0

    told = _told(programs)
    assert told["rows"] == {"done": ROWS}
    assert told["participations"] == told["people"] == told["made_by_rows"] == ROWS


def test_an_earlier_project_goes_on_after_whoever_entered_its_people_is_killed(programs):
    """Killed before the next part began; the clock has it begin, once."""
    programs.run(MODULE, "begin-whole", str(ROWS))
    killed = _killed([_begun(programs, "carry-on")], [KILLED_AFTER])

    told = _told(programs, "tell-whole")
    assert killed, "nobody was killed, so this has shown nothing"
    assert told["steps"] == ["applying", "waiting", "waiting"]
    assert told["people"].get("done", 0) == told["participations"] < ROWS

    # Another worker, and one who comes when all is done.
    for _time in range(2):
        assert not _killed([_begun(programs, "carry-on")], [PATIENCE])
        told = _told(programs, "tell-whole")
        while "reading" in told["steps"]:
            _killed([_begun(programs, "carry-on")], [PATIENCE])
            told = _told(programs, "tell-whole")
        assert told["steps"] == ["applied", "naming", "waiting"]
        assert told["people"] == {"done": ROWS}
        assert told["participations"] == ROWS
        assert told["read"] == [ROWS + 1, 0]
