"""A report is taken back by two people, within two weeks, and is kept for ever."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent
from core.permissions import System
from indicators.periods import operations, queries, refusals
from indicators.periods.operations import reopening
from indicators.periods.rules.counting import Cell
from tests import make
from tests.indicators.periods.test_closing import PEOPLE, value
from tests.make import periods


@pytest.fixture
def closing(anna, first, women):
    return periods.closed(first, by=anna)


@pytest.fixture
def ewa(anna, closing):
    return periods.second_coordinator()


def confirm(asked, *, by, on=make.TODAY):
    return operations.confirm_reopening(reopening=asked, on=on, at=periods.NOW, by=by)


def test_two_people_take_a_report_back_and_it_is_kept(anna, ewa, first, closing):
    confirm(periods.asked(first, by=anna), by=ewa)

    assert not queries.is_closed(first)
    closing.refresh_from_db()
    assert closing.superseded_at == periods.NOW
    assert value(closing) == 3
    assert queries.certificate_of(closing).is_unchanged
    verbs = AuditEvent.objects.filter(subject_id=first.pk).order_by("pk")
    assert [(event.verb, event.actor_name, event.reason) for event in verbs][1:] == [
        ("asked to reopen a settlement period", "Anna Lis", "zła lista"),
        ("reopened a settlement period", "Ewa Konkel", "zła lista"),
    ]


def test_nobody_agrees_with_themselves(anna, first, closing):
    asked = periods.asked(first, by=anna)

    with pytest.raises(reopening.TakesTwo):
        confirm(asked, by=anna)
    assert queries.is_closed(first)


def test_nor_through_a_second_role_of_the_same_account(anna, alfa, coordinator, first, closing):
    from tenants import operations as tenants

    asked = periods.asked(first, by=anna)
    with tenancy.acting_as(tenancy.Role.WEB):
        tenants.grant(account=coordinator, tenant=alfa, role="administrator", by=make.BY)
    again = type(anna).objects.get(account_id=coordinator.pk)

    assert len(again.grants) == 2
    with pytest.raises(reopening.TakesTwo):
        confirm(asked, by=again)


def test_the_database_too_refuses_one_person_for_both(anna, first, closing):
    asked = periods.asked(first, by=anna)

    with pytest.raises(IntegrityError), transaction.atomic():
        type(asked).objects.filter(pk=asked.pk).update(confirmed_by=anna)


@pytest.mark.parametrize("role", ["case_worker", "settlement_officer", "viewer", "administrator"])
def test_only_who_edits_the_project_may_agree(anna, alfa, first, closing, role):
    asked = periods.asked(first, by=anna)
    with tenancy.acting_as(tenancy.Role.WEB):
        other = make.member(alfa, "jan@example.org", "Jan Hinc", role)

    with pytest.raises(NotAllowed):
        confirm(asked, by=other)


def test_no_machine_takes_a_report_back(anna, first, closing):
    with pytest.raises(NotAllowed):
        periods.asked(first, by=System("zegar"))
    asked = periods.asked(first, by=anna)
    with pytest.raises(NotAllowed):
        confirm(asked, by=System("zegar"))


def test_after_two_weeks_nobody_can_agree_and_somebody_may_ask_anew(anna, ewa, first, closing):
    asked = periods.asked(first, by=anna)
    last = make.TODAY + timedelta(days=14)

    assert asked.expires_on == last
    with pytest.raises(reopening.NothingWaits):
        confirm(asked, by=ewa, on=last + timedelta(days=1))
    with pytest.raises(reopening.AskedAlready):
        periods.asked(first, by=ewa, on=last)
    anew = periods.asked(first, by=ewa, on=last + timedelta(days=1))
    assert confirm(anew, by=anna, on=last + timedelta(days=2)).superseded_at


def test_a_dropped_request_waits_no_longer(anna, ewa, first, closing):
    asked = periods.asked(first, by=anna)
    operations.drop_reopening(reopening=asked, on=make.TODAY, at=periods.NOW, by=anna)

    with pytest.raises(reopening.NothingWaits):
        confirm(asked, by=ewa)
    assert queries.is_closed(first)


def test_only_the_last_report_can_be_taken_back(anna, ewa, first, second, closing):
    periods.closed(second, by=anna)

    with pytest.raises(refusals.LaterIsClosed):
        periods.asked(first, by=anna)
    confirm(periods.asked(second, by=anna), by=ewa)
    confirm(periods.asked(first, by=anna), by=ewa)
    assert queries.live_closings(first.project_id) == []


def test_nor_when_the_next_one_was_closed_after_the_asking(anna, ewa, first, second, closing):
    asked = periods.asked(first, by=anna)
    periods.closed(second, by=anna)

    with pytest.raises(refusals.LaterIsClosed):
        confirm(asked, by=ewa)


def test_an_open_period_has_nothing_to_reopen(anna, second):
    with pytest.raises(refusals.NotClosed):
        periods.asked(second, by=anna)


def test_closed_anew_it_reports_what_is_true_then_and_tells_no_correction(
    anna, ewa, club, first, closing
):
    make.participation(by=anna, of=club, pesel=None)
    confirm(periods.asked(first, by=anna), by=ewa)

    again = periods.closed(first, by=anna)

    assert (value(closing), value(again)) == (3, 4)
    assert queries.told(again).corrected(Cell(PEOPLE)) == {}
    assert [each.pk for each in queries.live_closings(club.pk)] == [again.pk]


def test_a_reopened_second_report_takes_its_corrections_with_it(
    anna, ewa, club, first, second, closing
):
    make.participation(by=anna, of=club, pesel=None)
    periods.closed(second, by=anna)
    confirm(periods.asked(second, by=anna), by=ewa)
    found = queries.difference_of(closing)
    assert (found.signed[Cell(PEOPLE)], found.told[Cell(PEOPLE)]) == (1, 0)

    again = periods.closed(second, by=anna)

    assert queries.told(again).corrected(Cell(PEOPLE)) == {1: 1}
    assert queries.difference_of(closing).untold[Cell(PEOPLE)] == 0
