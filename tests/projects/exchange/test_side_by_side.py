"""Several workers at one file, in real transactions: each holds rows of its own, and every row goes in once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connections, transaction

from core.ledger.models import Member
from projects.exchange import operations, queries, rows, steps, waking
from projects.exchange.judging import newcomers
from projects.exchange.models import Import
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.participants.models import Participation, Person
from tests import make, waiting
from tests.make import exchange
from tests.make.agreements import NOW

PEOPLE, HELD, PIECE = 24, 5, 4
PATIENCE = 30


@pytest.fixture
def workers() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(3) as pool:
        yield pool


@pytest.fixture
def elsewhere(own_database, workers) -> Callable[[waiting.Work], Future[Any]]:
    """Does something inside of Alfa, as Anna, in a thread and so on a connection of its own."""
    workers.submit(outside, hire).result()
    return partial(workers.submit, waiting.alone)


def outside(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connections.close_all()


def hire() -> None:
    """Two, because the last coordinator cannot go."""
    waiting.hire()
    make.account("jan@example.org", "Jan Kos", make.tenant("alfa"), "coordinator")


def dismiss() -> None:
    waiting.as_anna(make.leave)


@pytest.fixture
def file(elsewhere) -> Import:
    """A list whose columns are named; nobody has looked at its rows."""

    def named(anna: Member) -> Import:
        people = [exchange.person(number) for number in range(PEOPLE)]
        found = exchange.sent(exchange.office_csv(people), project=make.project(by=anna), by=anna)
        exchange.named(found, by=anna)
        return found

    return elsewhere(named).result()


@pytest.fixture
def asked(elsewhere, file) -> Import:
    """The same, checked, and asked to be entered."""

    def ask(anna: Member) -> Import:
        found = exchange.moved(file)
        facts: dict[str, Any] = {"differing": Differing.OURS, "is_meant": False}
        return operations.enter(of=found, seen=rows.seen(found), at=NOW, by=anna, **facts)

    return elsewhere(ask).result()


@contextmanager
def another_in_the_middle(elsewhere, file) -> Iterator[Future[Any]]:
    """Another worker holds the first rows, as it does while it looks at them, and dies at the end."""
    holds, may_end = threading.Event(), threading.Event()

    def hold(_anna: Member) -> None:
        with transaction.atomic():
            some = rows.data_of(file).select_for_update()[:HELD]
            assert len(some) == HELD
            holds.set()
            assert may_end.wait(PATIENCE)
            transaction.set_rollback(True)

    working = elsewhere(hold)
    assert holds.wait(PATIENCE)
    try:
        yield working
    finally:
        may_end.set()
        working.result()


def advanced(elsewhere, file) -> tuple[str, dict[str, int]]:
    """How far the file is, and its rows by standing, after a worker went on as far as it could."""

    def advance(_anna: Member) -> tuple[str, dict[str, int]]:
        found = exchange.moved(file)
        return found.step, queries.counts(found)

    return elsewhere(advance).result()


def test_what_another_worker_holds_is_left_to_it_and_ends_the_checking(elsewhere, file):
    with another_in_the_middle(elsewhere, file):
        told = advanced(elsewhere, file)
        assert told == (Step.CHECKING, {Standing.ADD: PEOPLE - HELD, Standing.NEW: HELD})

    assert advanced(elsewhere, file) == (Step.READY, {Standing.ADD: PEOPLE})


def test_what_another_worker_holds_is_left_to_it_and_ends_the_entering(elsewhere, asked):
    with another_in_the_middle(elsewhere, asked):
        told = advanced(elsewhere, asked)
        assert told == (Step.APPLYING, {Standing.DONE: PEOPLE - HELD, Standing.ADD: HELD})

    assert advanced(elsewhere, asked) == (Step.APPLIED, {Standing.DONE: PEOPLE})


def test_three_workers_enter_everybody_once(elsewhere, asked, monkeypatch):
    monkeypatch.setattr(steps, "AT_ONCE", PIECE)
    start = threading.Barrier(3)

    def work(_anna: Member) -> None:
        start.wait(PATIENCE)
        steps.advance(asked.pk, on=make.TODAY)

    for one in [elsewhere(work) for _worker in range(3)]:
        one.result()

    assert advanced(elsewhere, asked) == (Step.APPLIED, {Standing.DONE: PEOPLE})
    counted = elsewhere(lambda anna: (Person.objects.count(), Participation.objects.count()))
    assert counted.result() == (PEOPLE, PEOPLE)


def test_whoever_begins_calls_another_worker_where_more_is_left(elsewhere, file, monkeypatch):
    called = []
    monkeypatch.setattr(waking.jobs, "send_after_commit", lambda *told: called.append(told))
    advanced(elsewhere, file)
    assert called == [], "one piece is for one worker"

    monkeypatch.setattr(steps, "AT_ONCE", PIECE)
    elsewhere(lambda anna: exchange.named(Import.objects.get(pk=file.pk), by=anna)).result()
    advanced(elsewhere, file)

    assert [task for task, *_about in called].count(
        waking.ADVANCE
    ) == 1 + 1  # named, and then called


def test_the_entering_ends_once_nobody_holds_rows_when_whoever_asked_may_no_more(
    workers, elsewhere, asked
):
    workers.submit(outside, dismiss).result()
    with another_in_the_middle(elsewhere, asked):
        ending = elsewhere(lambda anna: steps.advance(asked.pk, on=make.TODAY))
        with pytest.raises(TimeoutError):
            ending.result(timeout=0.5)

    ending.result(timeout=PATIENCE)
    assert advanced(elsewhere, asked) == (Step.APPLIED, {Standing.ADD: PEOPLE})


def test_whoever_is_being_entered_at_some_looks_is_seen_at_the_next(elsewhere, asked, monkeypatch):
    """However long it takes, and whoever comes after them."""
    monkeypatch.setattr(newcomers, "NOT_BEGUN", timedelta(0))
    is_in, may_end = threading.Event(), threading.Event()

    def enter(anna: Member) -> None:
        with transaction.atomic():
            make.participation(by=anna, pesel=None, family_name="Nowa")
            is_in.set()
            assert may_end.wait(PATIENCE)

    def look(anna: Member) -> list[int]:
        came = newcomers.Newcomers(asked)
        seen = [len(came.look())]
        entering = elsewhere(enter)
        assert is_in.wait(PATIENCE)
        for name in ("Inna", "Druga", "Trzecia"):
            make.participation(by=anna, pesel=None, family_name=name)
            seen.append(len(came.look()))
        may_end.set()
        entering.result()
        return [*seen, len(came.look()), len(came.look())]

    assert elsewhere(look).result() == [0, 1, 2, 3, 4, 4]
