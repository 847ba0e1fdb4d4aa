"""Several workers at once: none sends what another sends, and no object's events change their order."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import tenancy
from core.ids import new_id
from projects.hooks import making, rules, sending
from projects.hooks.models import Event, RecordChange, Subscription
from projects.hooks.vocabulary import Progress
from tests import make
from tests.make import hooks, partners

OBJECTS = [new_id() for _each in range(4)]
WORKERS = 4


def _at_once(work: Callable[[], Any], *, inside: Any) -> None:
    """The same work by several threads, each with a connection of its own."""
    troubles: list[Exception] = []
    ready = threading.Barrier(WORKERS)

    def run() -> None:
        try:
            with tenancy.inside(inside):
                ready.wait()
                work()
        except Exception as trouble:  # noqa: BLE001 - told to whoever waits for the thread
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _each in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []


@pytest.fixture
def committed(own_database: None, receiver: hooks.Receiver) -> partners.Workshop:
    alfa = make.tenant("alfa")
    anna = make.account("anna@example.org", "Anna Lis", alfa, "coordinator")
    return partners.workshop(alfa, anna)


def test_workers_at_once_send_each_event_once_and_in_order(committed, receiver):
    made = hooks.subscribed(committed, receiver.address(), kinds=["session"])
    with tenancy.inside(committed.tenant):
        sessions = [hooks.planned(committed) for _each in range(4)]
        for place in "ABCD":
            hooks.make_events()
            for session in sessions:
                type(session).objects.filter(pk=session.pk).update(place=place)
        hooks.make_events()
        wanted = Event.objects.filter(subscription=made).count()

    while True:
        _at_once(sending.send_due, inside=committed.tenant)
        with tenancy.inside(committed.tenant):
            if not Event.objects.filter(state=Progress.WAITING).exists():
                break

    assert wanted == 4 * 5
    assert Counter(number for _object, number in receiver.objects) == Counter(range(1, wanted + 1))
    for session in sessions:
        own = [number for key, number in receiver.objects if key == str(session.pk)]
        assert own == sorted(own)


def test_workers_at_once_make_each_event_once(committed):
    made = hooks.subscribed(committed)
    with tenancy.inside(committed.tenant):
        sessions = {str(hooks.planned(committed).pk) for _each in range(6)}

    _at_once(lambda: making.make_events(at=timezone.now()), inside=committed.tenant)

    with tenancy.inside(committed.tenant):
        told = list(Event.objects.filter(subscription=made, kind="session"))
        assert sorted(str(one.object_id) for one in told) == sorted(sessions)
        assert not RecordChange.objects.exists()


class OneAfterAnother:
    """How it ought to be, in plain Python: what a worker that knows everything would take."""

    def __init__(self, objects: list[UUID], waits: list[int]) -> None:
        self.waiting = dict(enumerate(objects, start=1))
        self.due = dict(enumerate(waits, start=1))

    def takes(self, minute: int) -> int | None:
        first = {key: number for number, key in sorted(self.waiting.items(), reverse=True)}
        able = [number for number in first.values() if self.due[number] <= minute]
        return min(able, key=lambda number: (self.due[number], number), default=None)


@settings(
    max_examples=25,
    deadline=None,
    # Each example begins with no events at all.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.sampled_from(OBJECTS), st.integers(0, 3)),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.booleans(), min_size=40, max_size=40),
)
def test_what_is_taken_is_what_the_rule_says_whatever_fails(subscription, events, answers):
    begun = timezone.now() - timedelta(days=1)
    Event.objects.all().delete()
    objects, waits = [key for key, _wait in events], [wait for _key, wait in events]
    model = OneAfterAnother(objects, waits)
    Event.objects.bulk_create(
        Event(
            subscription=subscription,
            number=number,
            kind="session",
            change="changed",
            object_id=key,
            happened_at=begun,
            due_at=begun + timedelta(minutes=wait),
        )
        for number, (key, wait) in enumerate(events, start=1)
    )
    for minute, is_taken in enumerate(answers):
        at = begun + timedelta(minutes=minute)
        taken = sending.take(at)
        assert (taken.number if taken else None) == model.takes(minute)
        if taken is None:
            continue
        taken.held_until = None
        if is_taken:
            taken.state = Progress.DELIVERED
            del model.waiting[taken.number]
        else:
            model.due[taken.number] = minute + 2
            taken.due_at = at + timedelta(minutes=2)
        taken.save()


@pytest.fixture
def subscription(alfa: Any, coordinator: Any) -> Iterator[Subscription]:
    workshop = partners.workshop(alfa, coordinator)
    made = hooks.subscribed(workshop)
    with tenancy.inside(alfa):
        yield made


def test_what_somebody_holds_is_taken_by_nobody_until_they_have_lost_it(subscription):
    now = timezone.now()
    Event.objects.create(
        subscription=subscription,
        number=1,
        kind="session",
        change="changed",
        object_id=new_id(),
        happened_at=now,
        due_at=now,
    )

    assert sending.take(now) is not None
    assert sending.take(now + rules.HELD_FOR - timedelta(seconds=1)) is None
    assert sending.take(now + rules.HELD_FOR) is not None
