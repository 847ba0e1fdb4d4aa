"""The run: makes a partner with long sheets, starts the server, asks in turns, and judges."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command

from core import keys, tenancy
from core.tenancy import Role
from core.tenancy.roles import name_of
from tests import make
from tests.benchmarks import report, server
from tests.benchmarks.api.asking import Program, at_once, free_port, seconds_of
from tests.make import partners
from tests.make import support as making

PEOPLE, SESSIONS = 100, 20
CLIENTS = 20
LEAST_ITEMS = 5000  # a second
LEAST_SHARE = 0.5  # of what the empty view answers
MOST_WAITING = 2.5  # times what twenty clients would wait for the empty view
EMPTY = "/pusta/"


def main(arguments: Sequence[str]) -> int:
    """Return 0 if the API is quick enough, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.api", description=__doc__)
    parser.add_argument("--turns", type=int, default=9, help="how often each thing is measured")
    turns = parser.parse_args(arguments).turns
    keys.make(*keys.files(), trial=True)
    call_command("prepare_database", verbosity=0)
    made, key = _made()
    server.settle()
    server.say(f"{PEOPLE} people on the sheets of {SESSIONS} sessions")
    with _served() as port:
        program = Program(port, made["host"], key)
        items = [_bulk(program, made, turn) for turn in range(turns)]
        server.say("attendance sent")
        reads = [_reads(program, made) for _turn in range(turns)]
        server.say("single records read")
        waited = [_crowd(program, made) for _turn in range(turns)]
    server.write("", report.machine(database=server.answer("show server_version")), "")
    return _told(items, reads, waited)


def _made() -> tuple[dict[str, Any], str]:
    tenant = make.open_tenant("alfa")
    anna = make.account("anna@example.org", "Anna Lis", tenant, "coordinator")
    settings.DATABASE_DEFAULT_ROLE = name_of(Role.WEB)
    workshop = partners.workshop(tenant, anna)
    by = workshop.anna
    with tenancy.inside(tenant):
        group = making.group(of=workshop.group.service, by=by, name="Długa", capacity_count=PEOPLE)
        people = making.people(PEOPLE, of=workshop.project, by=by)
        making.join(group, *people, by=by)
        days = [making.MONDAY + timedelta(days=number) for number in range(SESSIONS)]
        sessions = [making.session(group, by=by, held_on=day) for day in days]
    _token, key = partners.token(workshop, per_minute_count=10_000_000)
    told = {
        "host": tenant.host,
        "sessions": [str(one.pk) for one in sessions],
        "people": [str(one.pk) for one in people],
    }
    return told, key


@contextmanager
def _served() -> Iterator[int]:
    """Gunicorn with two workers on this cluster, as the product starts it."""
    port = free_port()
    program = ["-m", "gunicorn", "tests.benchmarks.api.wsgi:application", "-w", "2", "--preload"]
    environment = {**os.environ, "SZANSA_PROCESS": "web", "EMBEDDED_POSTGRES_THROWAWAY": ""}
    child = subprocess.Popen(
        [sys.executable, *program, "-b", f"127.0.0.1:{port}", "--no-control-socket"],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        child.terminate()
        child.wait(timeout=30)


def _wait_for(port: int) -> None:
    anybody = Program(port, "alfa.localhost", "")
    for _try in range(240):
        try:
            anybody.ask("GET", EMPTY)
        except (OSError, AssertionError):
            time.sleep(0.25)
        else:
            return
    raise AssertionError("the server does not answer")


def _bulk(program: Program, made: dict[str, Any], turn: int) -> float:
    """Items a second, from two clients at once with a thousand cells each."""
    half = SESSIONS // 2
    halves = [made["sessions"][:half], made["sessions"][half:]]
    bodies = [_marks(sessions, made["people"], turn) for sessions in halves]
    works = [partial(_send, program, body) for body in bodies]
    return SESSIONS * PEOPLE / at_once(works)


def _marks(sessions: Sequence[str], people: Sequence[str], turn: int) -> bytes:
    """Every cell gets another mark than it has."""
    mark = ("PRESENT", "ABSENT")[turn % 2]
    items = [
        {"session": session, "participant": person, "mark": mark, "version": turn}
        for session in sessions
        for person in people
    ]
    return json.dumps({"items": items}).encode()


def _send(program: Program, body: bytes) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    program.ask("POST", "/api/v1/attendance/", body, **headers)


def _reads(program: Program, made: dict[str, Any]) -> tuple[float, float]:
    """Requests a second of one client: of the empty view, and of one record."""
    one = f"/api/v1/sessions/{made['sessions'][0]}/"
    return 100 / seconds_of(lambda: _ask(program, EMPTY, 100)), 100 / seconds_of(
        lambda: _ask(program, one, 100)
    )


def _ask(program: Program, address: str, times: int, waited: list[float] | None = None) -> None:
    for _time in range(times):
        seconds = seconds_of(lambda: program.ask("GET", address))
        if waited is not None:
            waited.append(seconds)


def _crowd(program: Program, made: dict[str, Any]) -> tuple[float, float]:
    """Of twenty clients at once: the empty view's requests a second, and the 95th percentile of a read."""
    one = f"/api/v1/sessions/{made['sessions'][0]}/"
    each = 20
    rate = CLIENTS * each / at_once([partial(_ask, program, EMPTY, each)] * CLIENTS)
    waited: list[float] = []
    at_once([partial(_ask, program, one, each, waited)] * CLIENTS)
    return rate, quantiles(waited, n=20, method="inclusive")[-1]


def _told(
    items: Sequence[float],
    reads: Sequence[tuple[float, float]],
    waited: Sequence[tuple[float, float]],
) -> int:
    empty, one = (median(column) for column in zip(*reads, strict=True))
    rate, p95 = (median(column) for column in zip(*waited, strict=True))
    allowed = MOST_WAITING * CLIENTS / rate
    share = median(read / nothing for nothing, read in reads)
    server.write(
        "| what | measured | at least or at most |",
        "|---|---:|---:|",
        f"| items of attendance a second, in batches of 1000 | {median(items):,.0f} | {LEAST_ITEMS:,} |",
        f"| empty view, requests a second of one client | {empty:.0f} | |",
        f"| one record, requests a second of one client | {one:.0f} | {LEAST_SHARE * empty:.0f} |",
        f"| one record as a share of the empty view | {share:.2f} | {LEAST_SHARE} |",
        f"| empty view, requests a second of {CLIENTS} clients | {rate:.0f} | |",
        f"| 95th percentile of one record, {CLIENTS} clients, ms | {1000 * p95:.0f} | {1000 * allowed:.0f} |",
    )
    missed = []
    if median(items) < LEAST_ITEMS:
        missed.append("items a second")
    if share < LEAST_SHARE:
        missed.append("single reads")
    if p95 > allowed:
        missed.append("waiting of twenty clients")
    server.write(*(f"missed: {each}" for each in missed))
    return int(bool(missed))
