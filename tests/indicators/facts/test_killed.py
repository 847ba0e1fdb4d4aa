"""The real publisher is killed at random moments while teams work: nothing is lost, nothing is double."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings

from tests import conftest
from tests.environment import ENVIRONMENT, WORKER
from tests.indicators.facts import world
from tests.journeys import site as sites

LONGEST_LIFE_SECONDS = 1.2


@pytest.mark.journey
def test_killed_three_times_during_forty_changes(django_db_setup, django_db_blocker) -> None:
    _campaign(django_db_blocker, kills=3, changes=42)


@pytest.mark.slow
def test_killed_fifty_times_during_a_thousand_changes(django_db_setup, django_db_blocker) -> None:
    _campaign(django_db_blocker, kills=50, changes=1000)


def _campaign(blocker: object, *, kills: int, changes: int) -> None:
    seed = int(os.environ.get("CAMPAIGN_SEED", random.SystemRandom().randrange(10**6)))
    print(f"seed {seed}: to see the same, CAMPAIGN_SEED={seed}")
    dice = random.Random(seed)
    with blocker.unblock(), _own_site() as site, _teams(site, seed) as teams:
        for _kill in range(kills):
            with _publisher(site) as publisher:
                _ask(teams, str(changes // kills))
                time.sleep(dice.uniform(0, LONGEST_LIFE_SECONDS))
                publisher.kill()
            _answered(teams)
        with _publisher(site):
            _ask(teams, "sweep")
            _answered(teams)
            sites.until(lambda: _asked(site, _WAITING) == 0, "empty outboxes", seconds=120)
            sites.until(lambda: _asked(site, _STALE) == 0, "fresh totals", seconds=120)
        told = json.loads(site.command("reconcile", "--json"))

        assert told["differences"] == 0, (seed, told)
        assert told["troubles"] == {}
        assert _asked(site, _WAITING) == 0
        assert _asked(site, world.WRONG_TOTALS) == 0, seed
        assert _asked(site, _PUBLISHED) == _asked(site, _TAKING_PART) > 0


_WAITING = (
    "select (select count(*) from alfa.outbox_entry) + (select count(*) from beta.outbox_entry)"
)
_STALE = """
select count(*) from live_total where as_of < (select max(published_at) from publication)"""
_PUBLISHED = "select count(*) from facts.participation"
_TAKING_PART = """
select (select count(*) from alfa.counting_row) + (select count(*) from beta.counting_row)"""


@contextmanager
def _own_site() -> Iterator[sites.Site]:
    """A database and a queue of its own, with the keys of the template's tenants."""
    name = f"killed_{WORKER}"
    with conftest.superuser() as link, conftest.alone():
        conftest.drop(link, name)
        conftest.copy(link, name)
    site = sites.Site(name, port=8000)
    site.environment["SZANSA_DATA_DIR"] = ENVIRONMENT["SZANSA_DATA_DIR"]
    try:
        yield site
    finally:
        with conftest.superuser() as link:
            conftest.drop(link, name)


@contextmanager
def _teams(site: sites.Site, seed: int) -> Iterator[subprocess.Popen]:
    """Whoever changes something, in a process of their own."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.indicators.facts.changing", str(seed)],
        cwd=sites.ROOT,
        env={**site.environment, "DJANGO_SETTINGS_MODULE": "config.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as teams:
        _answered(teams)
        try:
            yield teams
        finally:
            teams.kill()


def _ask(teams: subprocess.Popen, line: str) -> None:
    teams.stdin.write(f"{line}\n")
    teams.stdin.flush()


def _answered(teams: subprocess.Popen) -> None:
    assert teams.stdout.readline().strip() in ("ready", "done")


@contextmanager
def _publisher(site: sites.Site) -> Iterator[subprocess.Popen]:
    publisher = site.start("publisher", level="INFO")
    log = site.log("publisher")
    try:
        sites.until(lambda: " ready" in log.read_text(), "the publisher is ready", seconds=120)
        yield publisher
    finally:
        publisher.send_signal(signal.SIGTERM)
        publisher.wait(timeout=60)


def _asked(site: sites.Site, question: str) -> int:
    socket = str(settings.EMBEDDED_POSTGRES.socket_dir)
    name = site.environment["EMBEDDED_DATABASE"]
    with psycopg.connect(host=socket, user="postgres", dbname=name) as link:
        return link.execute(question).fetchone()[0]
