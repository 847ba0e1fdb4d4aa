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
ROWS, KILLS, LONGEST_LIFE = 1_200, 10, 1.5


def _told(site: Site) -> dict[str, Any]:
    return json.loads(site.run(f"{MODULE}", "tell"))


def _work(site: Site, *, seconds: float | None) -> bool:
    """Let somebody work; kill them after so many seconds. True when they finished before."""
    worker = subprocess.Popen(
        [sys.executable, "-m", MODULE, "work"],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == b"ready\n"
    try:
        worker.wait(timeout=PATIENCE if seconds is None else seconds)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
        return False
    finally:
        worker.stdout.close()
    assert worker.returncode == 0
    return True


def test_every_row_goes_in_once_whoever_is_killed(site):
    site.run(MODULE, "begin", str(ROWS))
    chance = random.Random(2026)
    killed = 0
    for _time in range(KILLS):
        if _work(site, seconds=chance.uniform(0, LONGEST_LIFE)):
            break
        killed += 1
        time.sleep(0.05)
        told = _told(site)
        assert told["rows"].get("done", 0) == told["participations"] == told["made_by_rows"]

    assert killed > 1, "nobody was killed, so this has shown nothing"
    while _told(site)["step"] != "applied":
        _work(site, seconds=None)

    told = _told(site)
    assert told["rows"] == {"done": ROWS}
    assert told["participations"] == told["people"] == told["made_by_rows"] == ROWS
