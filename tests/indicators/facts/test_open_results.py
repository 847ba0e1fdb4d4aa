"""Pending truth: a result is achieved, pending in its window, or lost, and the clock alone moves it."""

from datetime import timedelta

import pytest

from core import outbox, tenancy
from core.ledger.models import Member
from indicators.cells import queries as cells
from indicators.cells.queries import Open
from indicators.facts.tasks import publish_tenant
from projects.participants import operations as participants
from projects.participants.entries import OutcomeEntry
from tests import make

LEFT_ON = make.leave_entry().ended_on
LAST_DAY = LEFT_ON + timedelta(days=28)


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


def _open(alfa, on, code="EMPLOYED_AFTER") -> Open:
    with tenancy.inside(alfa):
        return cells.open_results(on=on).get(code, Open())


def _leave(alfa, anna, who, *, outcomes=()):
    with tenancy.inside(alfa):
        return participants.leave(
            participation=who,
            entry=make.leave_entry(outcomes=outcomes, exit_situation="BEING_MONITORED"),
            version=who.version,
            on=make.TODAY,
            by=anna,
        )


def test_whoever_takes_part_is_in_progress_and_whoever_left_is_pending_until_the_window_closes(
    alfa, anna
):
    with tenancy.inside(alfa):
        who = make.participation(by=anna)
    publish_tenant(alfa)
    assert _open(alfa, LEFT_ON) == Open(in_progress=1)

    _leave(alfa, anna, who)
    publish_tenant(alfa)

    assert _open(alfa, LAST_DAY - timedelta(days=7)) == Open(pending=1)
    assert _open(alfa, LAST_DAY - timedelta(days=6)) == Open(pending=1, closing_this_week=1)
    assert _open(alfa, LAST_DAY) == Open(pending=1, closing_this_week=1)
    assert _open(alfa, LAST_DAY + timedelta(days=1)) == Open(lost=1)


def test_an_achieved_result_is_no_longer_open(alfa, anna):
    with tenancy.inside(alfa):
        who = make.participation(by=anna)
    worked = OutcomeEntry(kind="EMPLOYMENT", observed_on=LAST_DAY, evidence="CONTRACT")
    _leave(alfa, anna, who, outcomes=(worked,))

    publish_tenant(alfa)

    assert _open(alfa, LAST_DAY) == Open()
    with tenancy.inside(alfa):
        assert cells.whole_tenant()["EMPLOYED_AFTER"].participations == 1
    # The one who works may still gain a qualification.
    assert _open(alfa, LAST_DAY, "QUALIFICATION_GAINED").pending == 1


def test_whom_a_result_is_not_about_is_never_waited_for(alfa, anna):
    with tenancy.inside(alfa):
        make.participation(by=anna, labour_status="EMPLOYED")

    publish_tenant(alfa)

    assert _open(alfa, LEFT_ON) == Open()


def test_publishing_twice_counts_nobody_twice(alfa, anna):
    with tenancy.inside(alfa):
        who = make.participation(by=anna)
    for _ in range(2):
        with tenancy.inside(alfa):
            outbox.write(outbox.Topic.PARTICIPATION, who.pk)
        publish_tenant(alfa)

    assert _open(alfa, LEFT_ON) == Open(in_progress=1)
