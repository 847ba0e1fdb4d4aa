"""Whoever works on a file is killed at any moment, again and again: every row goes in exactly once."""

import json
import random
import subprocess
import sys
import time
from typing import Any

import pytest

from tests.journeys.site import PATIENCE, ROOT, Site

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
MODULE = "tests.journeys.imports"
ROWS, KILLS, LONGEST_LIFE = 3_000, 10, 0.7
KILLED_AFTER = 0.4


def _told(site: Site) -> dict[str, Any]:
    return json.loads(site.run(f"{MODULE}", "tell"))


def _begun(site: Site, work: str = "work") -> subprocess.Popen[bytes]:
    worker = subprocess.Popen(
        [sys.executable, "-m", MODULE, work],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
    )
    assert worker.stdout is not None
    with worker.stdout as said:
        assert said.readline() == b"ready\n"
    return worker


def _killed(workers: list[subprocess.Popen[bytes]], lives: list[float]) -> int:
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


def test_every_row_goes_in_once_whoever_is_killed(site):
    """Two workers share the rows; each dies at a moment of its own, and two others go on."""
    site.run(MODULE, "begin", str(ROWS))
    chance = random.Random(2026)
    killed = 0
    for _time in range(KILLS // 2):
        workers = [_begun(site), _begun(site)]
        killed += _killed(workers, [chance.uniform(0, LONGEST_LIFE) for _one in workers])
        time.sleep(0.05)
        told = _told(site)
        assert told["rows"].get("done", 0) == told["participations"] == told["made_by_rows"]
        if told["step"] == "applied":
            break

    assert killed > 1, "nobody was killed, so this has shown nothing"
    while _told(site)["step"] != "applied":
        assert _begun(site).wait(timeout=PATIENCE) == 0

    told = _told(site)
    assert told["rows"] == {"done": ROWS}
    assert told["participations"] == told["people"] == told["made_by_rows"] == ROWS


def test_an_earlier_project_goes_on_after_whoever_entered_its_people_is_killed(site):
    """Killed before the next part began; the clock has it begin, once."""
    site.run(MODULE, "begin-whole", str(ROWS))
    killed = _killed([_begun(site, "carry-on")], [KILLED_AFTER])

    told = json.loads(site.run(MODULE, "tell-whole"))
    assert killed, "nobody was killed, so this has shown nothing"
    assert told["steps"] == ["applying", "waiting", "waiting"]
    assert told["people"].get("done", 0) == told["participations"] < ROWS

    # Another worker, and one who comes when all is done.
    for _time in range(2):
        assert not _killed([_begun(site, "carry-on")], [PATIENCE])
        told = json.loads(site.run(MODULE, "tell-whole"))
        while "reading" in told["steps"]:
            _killed([_begun(site, "carry-on")], [PATIENCE])
            told = json.loads(site.run(MODULE, "tell-whole"))
        assert told["steps"] == ["applied", "naming", "waiting"]
        assert told["people"] == {"done": ROWS}
        assert told["participations"] == ROWS
        assert told["read"] == [ROWS + 1, 0]
