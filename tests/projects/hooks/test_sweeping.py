"""The clock opens the units that have something to tell, and no others; what is not told of is found later."""

import re
from datetime import timedelta

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import due, tenancy
from core.platform_ledger.models import DueWork
from projects.hooks import making, operations, tasks
from projects.hooks.models import Event, Subscription
from projects.hooks.vocabulary import EVENTS
from tests.make import hooks

OPENED = re.compile(r'set role "?\w+_t_(\w+)"?', re.IGNORECASE)


@pytest.fixture
def subscription(workshop, receiver):
    return hooks.subscribed(workshop, receiver.address(), kinds=["session"])


def opened_by(task):
    with CaptureQueriesContext(connection) as asked:
        task.run()
    return {found[1] for one in asked if (found := OPENED.search(one["sql"] or ""))}


def plan(workshop):
    with tenancy.inside(workshop.tenant):
        return hooks.planned(workshop)


def test_only_a_unit_with_something_to_tell_is_opened(workshop, subscription, receiver, beta):
    plan(workshop)

    assert opened_by(tasks.sweep) == {"alfa"}
    assert len(receiver.received) == 1
    assert opened_by(tasks.sweep) == set()


def test_every_unit_is_opened_now_and_then(subscription, beta):
    assert opened_by(tasks.sweep_all) >= {"alfa", "beta"}


def test_where_nobody_listens_no_word_is_left(workshop):
    plan(workshop)

    assert not DueWork.objects.exists()


def test_a_change_that_was_taken_back_leaves_no_word(workshop, subscription):
    tasks.sweep.run()
    with tenancy.inside(workshop.tenant), transaction.atomic():
        hooks.planned(workshop)
        transaction.set_rollback(True)

    assert opened_by(tasks.sweep) == set()


def test_what_came_while_a_unit_was_looked_at_is_looked_at_again(workshop, subscription):
    plan(workshop)

    heard = due.words(EVENTS, workshop.tenant.schema_name)
    plan(workshop)
    due.settle(EVENTS, workshop.tenant.schema_name, heard=heard, next_at=None)

    assert due.units(EVENTS) == {"alfa"}


def test_a_receiver_that_failed_is_asked_again_when_its_rest_is_over(
    workshop, subscription, receiver
):
    receiver.next.append(hooks.answering(500))
    plan(workshop)
    tasks.sweep.run()

    assert opened_by(tasks.sweep) == set()
    word = DueWork.objects.get()
    assert word.due_at > timezone.now()

    _let_rest_be_over(workshop, word)
    assert opened_by(tasks.sweep) == {"alfa"}
    assert len(receiver.received) == 2
    assert not DueWork.objects.exists()


def _let_rest_be_over(workshop, word):
    with tenancy.inside(workshop.tenant):
        hooks.hurry()
    word.due_at = timezone.now() - timedelta(seconds=1)
    word.save()


def test_a_word_that_was_lost_costs_some_minutes_and_no_event(workshop, subscription, receiver):
    plan(workshop)
    DueWork.objects.all().delete()

    tasks.sweep.run()
    assert receiver.received == []
    tasks.sweep_all.run()
    assert len(receiver.received) == 1


def test_a_unit_in_trouble_keeps_its_word(workshop, subscription, receiver, monkeypatch):
    plan(workshop)
    with monkeypatch.context() as broken:
        broken.setattr(making, "make_events", lambda at: 1 / 0)
        tasks.sweep.run()

    tasks.sweep.run()
    assert len(receiver.received) == 1


def test_an_event_sent_by_hand_leaves_word_too(workshop, subscription, receiver):
    tasks.sweep.run()
    with tenancy.inside(workshop.tenant):
        own = Subscription.objects.get()
        operations.send_test(subscription=own, at=timezone.now(), by=workshop.anna)

    assert opened_by(tasks.sweep) == {"alfa"}
    with tenancy.inside(workshop.tenant):
        assert not Event.objects.filter(state="waiting").exists()


@pytest.mark.parametrize("statement", ["select * from due_work", "delete from due_work"])
def test_a_unit_reads_and_takes_no_word(alfa, statement):
    with tenancy.inside(alfa), connection.cursor() as cursor:
        with pytest.raises(ProgrammingError) as refusal:
            cursor.execute(statement)

    assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)
