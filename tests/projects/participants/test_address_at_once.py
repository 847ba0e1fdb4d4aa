"""A person's address is corrected while a colleague records the first support, for real at once."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, connections, transaction

from core import tenancy
from core.ledger.models import Member
from projects.participants import operations, support_days
from projects.participants.columns import entry_of
from projects.participants.models import Participation
from projects.participants.support_days import SupportDays
from tests import make

BEFORE, AFTER = "2205023", "2205042"
FIRST_SUPPORT = date(2026, 11, 2)
WAITING = """
select count(*) from pg_locks join pg_stat_activity using (pid)
where not granted and datname = current_database()
"""


@pytest.fixture
def zaneta(own_database) -> Participation:
    """Accepted, living where the project is; nothing has begun."""
    make.account("anna@example.org", "Anna Lis", make.tenant("alfa"), "coordinator")
    return _as_anna(lambda anna: make.accepted(by=anna))


def _as_anna(work: Callable[[Member], Participation]) -> Participation:
    with tenancy.inside(make.tenant("alfa")):
        return work(Member.objects.get(display_name="Anna Lis"))


def _move_away(zaneta: Participation, anna: Member) -> None:
    entry = replace(entry_of(zaneta.person), gmina=AFTER, place="Przodkowo", street="Nowa")
    operations.correct_person(
        person=zaneta.person, entry=entry, version=1, reason="zmiana", on=make.TODAY, by=anna
    )


def _begin(zaneta: Participation, anna: Member) -> None:
    with transaction.atomic():
        days = SupportDays(first_on=FIRST_SUPPORT, last_on=FIRST_SUPPORT)
        support_days.note({zaneta.pk: days}, on=make.TODAY)


def _while_another_waits(zaneta, first, second) -> Participation:
    """Do the first, and end its transaction only when the second stands and waits for it."""

    def alone() -> None:
        try:
            _as_anna(lambda anna: second(zaneta, anna))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as colleague:
        with tenancy.inside(make.tenant("alfa")), transaction.atomic():
            first(zaneta, Member.objects.get(display_name="Anna Lis"))
            done: Future[None] = colleague.submit(alone)
            _until_somebody_waits()
        done.result(timeout=30)
    return _as_anna(lambda _anna: Participation.objects.get(pk=zaneta.pk))


def _until_somebody_waits() -> None:
    for _attempt in range(300):
        with connection.cursor() as cursor:
            # Within a transaction who is connected is read once, and the second may come later.
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.05)
    raise AssertionError("the second never waited for the first")


def test_an_address_written_after_the_start_leaves_the_frozen_one_alone(zaneta):
    found = _while_another_waits(zaneta, _begin, _move_away)

    assert (found.started_on, found.gmina_at_start) == (FIRST_SUPPORT, BEFORE)
    assert found.place_at_start == "Kartuzy"


def test_a_start_that_waited_for_a_correction_freezes_the_corrected_address(zaneta):
    found = _while_another_waits(zaneta, _move_away, _begin)

    assert (found.started_on, found.gmina_at_start) == (FIRST_SUPPORT, AFTER)
    assert found.place_at_start == "Przodkowo"
