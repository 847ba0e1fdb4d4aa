"""A partner's system hears what happened, through a real worker, over real HTTPS, also after it was away."""

import json
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
import requests
from django.conf import settings

from projects.hooks.vocabulary import EVENTS
from tests.journeys.site import until
from tests.make import hooks
from tests.projects.hooks.test_guide import example_of_the_guide

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
SWEEP = "projects.hooks.tasks.sweep"
# A busy machine takes its time.
PATIENCE = 240


@pytest.fixture(scope="module")
def program(site):
    address = f"https://localhost:{site.receiver_port}/szansa"
    return json.loads(site.run("tests.journeys.program", "told", address))


@contextmanager
def listening(site):
    site.receiver_folder.mkdir(exist_ok=True)
    with hooks.receiving(site.receiver_folder, port=site.receiver_port) as receiver:
        yield receiver


def mark(site, program, word):
    """One cell of the sheet, by the program itself."""
    cell = {"session": program["session"], "participant": program["participants"][0]}
    sent = requests.post(
        f"http://127.0.0.1:{site.port}/api/v1/attendance/",
        json={"items": [{**cell, "mark": word, "version": _version(site, program)}]},
        headers={**_shown(program), "Idempotency-Key": str(uuid4())},
        timeout=60,
    )
    assert sent.json()["done_count"] == 1, sent.text


def _version(site, program):
    listed = requests.get(
        f"http://127.0.0.1:{site.port}/api/v1/attendance/", headers=_shown(program), timeout=60
    )
    cells = [cell["version"] for cell in listed.json()["items"]]
    return cells[0] if cells else 0


def _shown(program):
    return {"Host": program["host"], "Authorization": f"Bearer {program['key']}"}


def noted(site, program, asked):
    """What the unit's own tables hold of it."""
    socket = str(settings.EMBEDDED_POSTGRES.socket_dir)
    with psycopg.connect(host=socket, user="postgres", dbname=site.database) as link:
        link.execute(f"set search_path to {program['schema']}")
        return [one for (one,) in link.execute(asked)]


def let_pass(site, program, seconds):
    """Time, for whatever waits to be tried again, as soon as the worker has said until when it does."""
    word = f"schema_name = '{program['schema']}' and kind = '{EVENTS}'"
    known = f"select min(due_at) > now() from public.due_work where {word}"
    until(
        lambda: noted(site, program, known) == [True],
        "it is known when the next try is due",
        seconds=PATIENCE,
    )
    sooner = f"- {seconds} * interval '1 second'"
    socket = str(settings.EMBEDDED_POSTGRES.socket_dir)
    with psycopg.connect(host=socket, user="postgres", dbname=site.database) as link:
        link.execute(f"set search_path to {program['schema']}")
        link.execute(f"update hook_event set due_at = due_at {sooner}")
        link.execute(f"update hook_subscription set rests_until = rests_until {sooner}")
        # Before that moment the clock would not look into the unit.
        link.execute(f"update public.due_work set due_at = due_at {sooner} where {word}")


def nudged_until(site, holds, what):
    def nudge_and_look():
        site.nudge(SWEEP)
        return holds()

    until(nudge_and_look, what, seconds=PATIENCE)


def test_at_the_addresses_of_the_demonstration_events_wait_and_nothing_is_sent(site):
    demonstration = {"schema": "kartuzy"}
    site.nudge(SWEEP)
    told = noted(site, demonstration, "select state from hook_event")
    coordinator = site.browser("kartuzy.localhost")
    coordinator.sign_in_as("koordynator projektu")
    page = coordinator.open("/zdarzenia/").text

    assert told.count("waiting") > 10
    assert set(told) == {"waiting", "withheld"}
    assert noted(site, demonstration, "select count(*) from hook_try") == [0]
    assert "https://dziennik.pasja.example/szansa" in page
    assert "https://arkusz.pasja.example/szansa" in page


def test_what_happens_while_the_receiver_is_away_comes_in_order_once_it_is_back(site, program):
    with listening(site) as receiver:
        mark(site, program, "PRESENT")
        nudged_until(site, lambda: receiver.received, "the first event arrives")
        before = list(receiver.received)
    mark(site, program, "ABSENT")
    nudged_until(
        site,
        lambda: "connection" in noted(site, program, "select trouble from hook_try"),
        "it was tried while nobody answered",
    )
    mark(site, program, "EXCUSED")
    nudged_until(
        site,
        lambda: noted(site, program, "select max(number) from hook_event") == [3],
        "the third event waits behind the second",
    )

    with listening(site) as receiver:
        receiver.next.append(hooks.answering(503))
        # After one try it waits ten seconds, after two a minute, which nothing here has to.
        let_pass(site, program, seconds=15)
        nudged_until(
            site,
            lambda: 503 in noted(site, program, "select status from hook_try"),
            "it was refused once more",
        )
        let_pass(site, program, seconds=90)
        nudged_until(
            site,
            lambda: set(noted(site, program, "select state from hook_event")) == {"delivered"},
            "everything is delivered",
        )
        after = list(receiver.received)

    cell = before[0].told["object_id"]
    assert [one.told["type"] for one in before] == ["attendance.created"]
    # The second was refused once, and came again before the third.
    assert [one.told["number"] for one in after] == [2, 2, 3]
    assert {one.told["object_id"] for one in after} == {cell}
    assert after[0].told == after[1].told
    is_from_szansa = example_of_the_guide()
    for one in (*before, *after):
        assert is_from_szansa(one.headers, one.body, program["secret"])
