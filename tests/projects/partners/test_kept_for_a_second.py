"""What a token reads is known for a second, and for no longer; what it changes, and a PESEL, is asked each time."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import briefly, tenancy
from core.briefly import Briefly
from projects.partners import operations
from projects.partners.actions import Field
from tests.make import partners

SESSIONS = "/sessions/"


class Clock:
    """The seconds since something, as a test has them pass."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(settings, monkeypatch):
    settings.TOKENS_KEPT_SECONDS = 1
    monkeypatch.setattr(briefly, "time", Clock())
    return briefly.time


@pytest.fixture
def known(clock, workshop) -> Any:
    """A program that has just read something, with its token."""
    token, key = partners.token(workshop)
    program = partners.Program(workshop.tenant, key)
    assert program.get(SESSIONS).status_code == 200
    return program, token


def suspend(token, workshop):
    with tenancy.inside(workshop.tenant):
        operations.suspend_token(token=token, at=timezone.now(), by=workshop.anna)


def test_within_the_second_neither_key_nor_reach_is_asked_for_again(known):
    program, _token = known

    with CaptureQueriesContext(connection) as asked:
        assert program.get(SESSIONS).status_code == 200

    tables = " ".join(one["sql"] for one in asked if '"api_request"' not in one["sql"])
    assert '"support_session"' in tables
    assert 'FROM "api_token"' not in tables
    assert 'FROM "credential"' not in tables


def test_a_suspension_bites_when_the_second_is_over(known, workshop, clock):
    program, token = known
    suspend(token, workshop)
    clock.now += 0.9
    assert program.get(SESSIONS).status_code == 200

    clock.now += 0.2

    assert program.get(SESSIONS).status_code == 401


def test_a_change_is_refused_at_once(known, workshop):
    program, token = known
    suspend(token, workshop)

    answer = program.post("/attendance/", {"items": []})

    assert answer.status_code == 401


def test_whoever_may_read_whole_numbers_is_asked_each_time(clock, workshop):
    token, key = partners.token(workshop, fields=[Field.PESEL])
    program = partners.Program(workshop.tenant, key)
    assert program.get(SESSIONS).status_code == 200

    suspend(token, workshop)

    assert program.get(SESSIONS).status_code == 401


def test_requests_are_counted_one_by_one_all_the_same(known):
    program, _token = known

    left = [int(program.get(SESSIONS)["RateLimit-Remaining"]) for _time in range(3)]

    # Or a minute began between two of them.
    assert left == [left[0], left[0] - 1, left[0] - 2] or max(left) != left[0]


def test_what_is_not_there_is_looked_for_each_time_and_no_more_is_kept_than_fits(
    clock, monkeypatch
):
    monkeypatch.setattr(briefly, "MOST_KEPT", 2)
    asked: list[int] = []

    def find(number: int) -> str | None:
        asked.append(number)
        return str(number) if number else None

    found = Briefly(find)
    told = [found(number) for number in (0, 0, 1, 1, 2, 1, 3, 3, 1)]

    assert told == [None, None, "1", "1", "2", "1", "3", "3", "1"]
    assert asked == [0, 0, 1, 2, 3, 1]
