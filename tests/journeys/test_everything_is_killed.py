"""The worker, the web process and PostgreSQL are killed while files are entered: every row goes in once."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests

from config.embedded_pg import EmbeddedPostgres
from core import pesel
from tests.environment import HOME, WORKER
from tests.everywhere.recipes.shared import PASSWORD
from tests.journeys import imports, site
from tests.make import exchange

pytestmark = [pytest.mark.slow, pytest.mark.journey, pytest.mark.xdist_group("journey")]
MODULE = "tests.journeys.imports"
ROWS, KILLS = 5_000, 100
LONGEST_LIFE, LONGEST_REQUEST = 2.0, 1.2  # seconds until somebody is killed
PATIENCE = 120
KINDS = ("worker", "web", "PostgreSQL")
_TOLD = f"""
select (select count(*) from {imports.UNIT}.import_row where standing = 'done'),
       (select count(*) from {imports.UNIT}.participation),
       (select count(distinct person_id) from {imports.UNIT}.participation),
       (select count(*) from {imports.UNIT}.participation
         where id in (select target_id from {imports.UNIT}.import_row where standing = 'done'))"""
_NEWEST = f"select id, step from {imports.UNIT}.import order by made_at desc limit 1"


class World:
    """A site on a PostgreSQL of its own, which may die and is started again, as `up` does."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.killed = chance, Counter[str]()
        home = HOME / f"killed_{WORKER}"
        self.server = EmbeddedPostgres(home / "postgres")
        self.site = site.Site("szansa", site.free_port())
        # What is committed must be on the disk: the whole point is that the server dies.
        self.site.environment |= {
            "SZANSA_DATA_DIR": str(home),
            "EMBEDDED_POSTGRES_HOME": str(home / "postgres"),
            "EMBEDDED_POSTGRES_THROWAWAY": "",
        }
        self.home, self.web = home, None
        self.project = ""

    def prepare(self) -> None:
        for folder in (self.server.home, self.home):
            shutil.rmtree(folder, ignore_errors=True)
        self.home.mkdir(parents=True)
        self.server.ensure_running()
        self.site.command("prepare_database")
        self.project = self.site.run(MODULE, "open")
        self.start_web()
        self.browser = self.site.browser(f"{imports.UNIT}.localhost")
        answer = self.browser.send("/wejscie/", email=imports.EMAIL, password=PASSWORD)
        assert answer.status_code == 302, answer.text[:500]

    def start_web(self) -> None:
        self.web = self.site.start("web")
        site.until(lambda: self._serves(), "the web process answers", seconds=PATIENCE)

    def _serves(self) -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{self.site.port}/-/live", timeout=5).ok
        except requests.RequestException:
            return False

    def asked(self, question: str) -> Any:
        self.server.ensure_running()
        facts = {"host": str(self.server.socket_dir), "user": "postgres", "dbname": "szansa"}
        with psycopg.connect(**facts) as link:
            return link.execute(question).fetchone()

    def kill(self, kind: str, worker: subprocess.Popen | None) -> None:
        """Without a word of warning; whoever is needed is started again."""
        self.killed[kind] += 1
        if kind == "PostgreSQL":
            pid = (self.server.data / "postmaster.pid").read_text().split()[0]
            os.kill(int(pid), signal.SIGKILL)
            self.server.ensure_running()
        elif kind == "web":
            for pid in (*_children(self.web.pid), self.web.pid):
                os.kill(pid, signal.SIGKILL)
            self.web.wait()
            self.start_web()
        elif worker is not None:
            worker.kill()

    def end(self) -> None:
        if self.web is not None:
            for pid in (*_children(self.web.pid), self.web.pid):
                os.kill(pid, signal.SIGKILL)
            self.web.wait()
        self.server.stop()
        self.server.release()
        for folder in (self.server.home, self.home):
            shutil.rmtree(folder, ignore_errors=True)


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in told]


@contextmanager
def _world(chance: random.Random) -> Iterator[World]:
    world = World(chance)
    try:
        world.prepare()
        yield world
    finally:
        world.end()


def _file(number: int) -> bytes:
    """Five thousand people of this file alone."""
    rows = []
    for place in range(ROWS):
        born_on = date(1880 + number, 1, 1) + timedelta(days=place % 300)
        facts = {"pesel": pesel.make(born_on=born_on, sex="F", serial=place)}
        rows.append(exchange.person(place, **facts))
    return exchange.office_csv(rows)


def _requested(world: World, send: Callable[[], object], *, kind: str | None) -> None:
    """A request, and somebody dies meanwhile; what the reader sees of it is a page that never came."""
    if kind not in ("web", "PostgreSQL"):
        send()
        return
    waits = threading.Thread(target=_quietly, args=[send])
    waits.start()
    time.sleep(world.chance.uniform(0, LONGEST_REQUEST))
    world.kill(kind, None)
    waits.join()
    # What the dead one had asked for may still be on its way to the disk.
    time.sleep(0.3)


def _quietly(send: Callable[[], object]) -> None:
    try:
        send()
    except requests.RequestException:
        return


def _worked(world: World, *, kind: str | None) -> None:
    """What the clock asks of two workers side by side, until they are done or somebody dies."""
    workers = [_begun(world), _begun(world)]
    try:
        longest = PATIENCE if kind is None else world.chance.uniform(0, LONGEST_LIFE)
        workers[0].wait(timeout=longest)
    except subprocess.TimeoutExpired:
        if kind is not None:
            world.kill(kind, workers[0])
    for worker in workers:
        worker.wait(timeout=PATIENCE)


def _begun(world: World) -> subprocess.Popen:
    worker = subprocess.Popen(
        [sys.executable, "-m", MODULE, "carry-on"],
        cwd=site.ROOT,
        env=world.site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert worker.stdout is not None
    with worker.stdout as said:
        said.readline()
    return worker


def _columns() -> dict[str, str]:
    """The page of columns as it was recognised, and what is said once for all rows."""
    told = {f"column_{place}": name for place, name in enumerate(exchange.TITLES) if name != "lp"}
    for name, answer in exchange.FOR_ALL.items():
        told[f"all_{name}"] = answer["value"]
    return told


def _step(world: World, found: tuple[Any, str], content: bytes, *, kind: str | None) -> None:
    """What comes next for the newest file, and who dies while it is done."""
    (number, step), browser = found, world.browser
    if step == "dropped":
        address = f"/import/nowy/{world.project}/"
        _requested(world, lambda: _upload(browser, address, content), kind=kind)
    elif step == "naming":
        address = f"/import/{number}/kolumny/"
        _requested(world, lambda: browser.send(address, **_columns()), kind=kind)
    elif step == "ready":
        _requested(world, lambda: _enter(browser, f"/import/{number}/wprowadz/"), kind=kind)
    else:
        _worked(world, kind=kind)


def _enter(browser: site.Browser, address: str) -> None:
    """As its page shows it; where the page does not come, nothing is asked for."""
    seen = re.search(r'name="seen" value="([^"]+)"', browser.open(address).text)
    if seen:
        browser.send(address, differing="ours", seen=seen[1])


def _upload(browser: site.Browser, address: str, content: bytes) -> None:
    token = browser.session.cookies.get("szansa-csrf", "")
    browser.session.post(
        browser.root + address,
        data={"csrfmiddlewaretoken": token, "kind": "participants"},
        files={"file": ("lista.csv", content)},
        headers={"Origin": f"http://{browser.session.headers['Host']}"},
        timeout=60,
        allow_redirects=False,
    )


def test_every_row_goes_in_once_whoever_is_killed_a_hundred_times():
    seed = int(os.environ.get("CAMPAIGN_SEED", random.SystemRandom().randrange(10**6)))
    kills = int(os.environ.get("CAMPAIGN_KILLS", KILLS))
    print(f"seed {seed}: to see the same, CAMPAIGN_SEED={seed}")
    chance = random.Random(seed)
    with _world(chance) as world:
        files = 0
        while world.killed.total() < kills:
            files += 1
            _entered(world, _file(files), entered=(files - 1) * ROWS, kills=kills)
        assert set(world.killed) == set(KINDS)
        assert world.asked(_TOLD) == (files * ROWS,) * 4, (seed, world.killed)


def _entered(world: World, content: bytes, *, entered: int, kills: int) -> None:
    """One file from the upload to the last row; it is sent again only when nothing of it arrived."""
    before = world.asked(_NEWEST)
    for _step_number in range(400):
        found = world.asked(_NEWEST)
        if found is None or found == before:
            found = (None, "dropped")
        if found[1] == "applied":
            break
        kind = world.chance.choice(KINDS) if world.killed.total() < kills else None
        _step(world, found, content, kind=kind)
        done, *others = world.asked(_TOLD)
        assert others == [done] * 3, (world.killed, done, others)
    assert world.asked(_TOLD)[0] == entered + ROWS, world.killed
