"""Lines wait for each other and are written by a thread; none is lost that a process could still write."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import DataError, OperationalError

from tenants.credentials import waiting
from tenants.credentials.waiting import Waiting

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60  # seconds; what is waited for comes within one
ENDS = """
import sys
import django
django.setup()
from tenants.credentials.waiting import Waiting
told = Waiting(lambda lines: print(*lines, flush=True))
told.add("first")
told.add("last")
sys.exit(1)
"""


@pytest.fixture
def together(settings):
    settings.REQUEST_LOG_SECONDS = 1


class Kept:
    """What was written, each time; `troubles` are raised first, one after another."""

    def __init__(self, *troubles):
        self.troubles, self.times, self.written = list(troubles), [], threading.Event()

    def __call__(self, lines):
        if self.troubles:
            raise self.troubles.pop(0)
        self.times.append(list(lines))
        self.written.set()


def test_lines_are_written_together_by_a_thread_of_their_own(together):
    kept = Kept()
    lines = Waiting(kept)
    for number in range(5):
        lines.add(number)

    assert list(lines.lines()) == [0, 1, 2, 3, 4]
    assert kept.written.wait(PATIENCE)
    lines.end()
    assert kept.times == [[0, 1, 2, 3, 4]]
    assert list(lines.lines()) == []


def test_without_waiting_each_is_written_at_once_where_it_comes_from():
    kept = Kept()

    Waiting(kept).add("one")

    assert kept.times == [["one"]]


def test_while_the_database_is_away_they_wait_for_it(together):
    kept = Kept(OperationalError("away"), OperationalError("away"))
    lines = Waiting(kept)
    lines.add("one")

    assert kept.written.wait(PATIENCE)
    assert kept.times == [["one"]]


def test_when_it_is_away_for_long_the_oldest_are_given_up(together, monkeypatch):
    monkeypatch.setattr(waiting, "MOST_WAITING", 2)
    kept = Kept(OperationalError("away"))
    lines = Waiting(kept)
    for number in range(5):
        lines.add(number)

    assert kept.written.wait(PATIENCE)
    assert kept.times == [[3, 4]]


def test_what_cannot_be_written_does_not_stand_in_the_way_of_what_can(together):
    kept = Kept(DataError("too long"), DataError("too long"))
    lines = Waiting(kept)
    lines.add("bad")
    while lines.lines():
        threading.Event().wait(0.1)
    lines.add("good")

    assert kept.written.wait(PATIENCE)
    assert kept.times == [["good"]]


class Choosy(Kept):
    """Takes no times in which one is bad."""

    def __call__(self, lines):
        if "bad" in lines:
            raise DataError("no such sign")
        super().__call__(lines)


def test_of_lines_that_wait_together_only_the_bad_one_is_given_up(together):
    kept = Choosy()
    lines = Waiting(kept)
    for one in ("first", "bad", "last"):
        lines.add(one)

    lines.end()

    assert kept.times == [["first"], ["last"]]
    assert list(lines.lines()) == []


def test_when_the_database_goes_away_between_two_lines_the_rest_waits(together):
    kept = Kept(DataError("no such sign"), DataError("no such sign"), OperationalError("away"))
    lines = Waiting(kept)
    for one in ("bad", "good", "last"):
        lines.add(one)

    assert kept.written.wait(PATIENCE)
    lines.end()
    assert kept.times == [["good", "last"]]


def test_a_process_that_ends_writes_its_last_lines():
    path = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    environment = {**os.environ, "REQUEST_LOG_SECONDS": "60", "PYTHONPATH": path}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"

    ended = subprocess.run(
        [sys.executable, "-c", ENDS], env=environment, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout) == (1, "first last\n"), ended.stderr


def test_a_fork_begins_without_the_lines_of_its_parent(together):
    lines = Waiting(Kept())
    lines.add("of the parent")

    child = os.fork()
    if child == 0:
        os._exit(len(lines.lines()) + 10 * (lines._thread is not None))
    _pid, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    lines.end()
