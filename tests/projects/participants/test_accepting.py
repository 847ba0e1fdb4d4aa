"""Accepted, and not begun: who waits for the first support, and what its day then sets."""

from datetime import date, timedelta

import pytest

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import Member, OutboxEntry
from projects.participants import operations, queries, support_days
from projects.participants.entries import ParticipantEntry
from projects.participants.models import CountingRow, Participation, Person
from projects.participants.operations import (
    AlreadyAccepted,
    AlreadyTakesPart,
    KnownOtherwise,
    SupportNotBegun,
)
from projects.participants.support_days import SupportDays
from tests import make

TUESDAY, FRIDAY = date(2026, 3, 3), date(2026, 3, 6)


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def zaneta(anna) -> Participation:
    return make.accepted(by=anna)


def _note(participation: Participation, first_on: date | None, last_on: date | None) -> None:
    days = SupportDays(first_on=first_on, last_on=last_on)
    support_days.note({participation.pk: days}, on=make.TODAY)
    participation.refresh_from_db()


def _counted(alfa) -> int:
    """How many rows the publishing role reads; the tenant itself may not."""
    with tenancy.inside(alfa, role=tenancy.Role.PUBLISHING):
        return CountingRow.objects.count()


def test_whoever_is_accepted_has_no_start_and_no_age(zaneta):
    assert (zaneta.started_on, zaneta.age_at_start) == (None, None)
    assert zaneta.start_follows_support
    assert queries.totals(Participation.objects.all()) == queries.Totals(0, 0, 0, 0, accepted=1)


def test_nobody_counts_before_the_first_support(alfa, zaneta):
    before = _counted(alfa)

    _note(zaneta, TUESDAY, TUESDAY)

    assert (before, _counted(alfa)) == (0, 1)


def test_the_first_support_makes_the_start_and_the_age(zaneta):
    _note(zaneta, TUESDAY, FRIDAY)

    assert (zaneta.started_on, zaneta.last_support_on) == (TUESDAY, FRIDAY)
    assert zaneta.age_at_start == 141


def test_a_start_whose_support_is_struck_out_is_no_start(zaneta):
    _note(zaneta, TUESDAY, FRIDAY)

    _note(zaneta, None, None)

    assert (zaneta.started_on, zaneta.age_at_start, zaneta.last_support_on) == (None, None, None)


def test_a_start_typed_by_hand_does_not_follow_support(anna):
    entered = make.participation(by=anna, started_on=FRIDAY)

    _note(entered, TUESDAY, TUESDAY)

    assert (entered.started_on, entered.last_support_on) == (FRIDAY, TUESDAY)


def test_support_between_the_same_days_asks_for_new_figures_too(zaneta):
    """Its hours are counted, whether or not a day has moved."""
    _note(zaneta, TUESDAY, FRIDAY)
    before = OutboxEntry.objects.count()

    _note(zaneta, TUESDAY, FRIDAY)

    assert OutboxEntry.objects.count() == before + 1


def test_support_of_tomorrow_makes_no_start(zaneta):
    tomorrow = make.TODAY + timedelta(days=1)

    with pytest.raises(support_days.SupportInFuture):
        _note(zaneta, tomorrow, tomorrow)


def test_after_an_exit_the_start_cannot_vanish(anna, zaneta):
    _note(zaneta, TUESDAY, FRIDAY)
    operations.leave(
        participation=zaneta, entry=make.leave_entry(), version=1, on=make.TODAY, by=anna
    )

    with pytest.raises(support_days.ExitBeforeSupport, match="Ćwik"):
        _note(zaneta, None, None)


def test_nobody_leaves_before_they_have_begun(anna, zaneta):
    with pytest.raises(SupportNotBegun):
        operations.leave(
            participation=zaneta, entry=make.leave_entry(), version=1, on=make.TODAY, by=anna
        )


def test_accepting_finds_the_person_by_pesel_and_writes_where_they_live_now(anna):
    earlier = make.participation(by=anna)

    later = make.accepted(by=anna, of=make.project(by=anna, title="Edycja II"), place="Gdynia")

    assert later.person_id == earlier.person_id
    assert (Person.objects.get().place, later.place_at_start) == ("Gdynia", "Gdynia")
    earlier.refresh_from_db()
    assert earlier.place_at_start == "Kartuzy"


def test_in_bulk_too_a_number_of_somebody_else_enters_nobody(anna):
    make.participation(by=anna)
    other = make.person_entry(given_name="Zofia", family_name="Łątka")
    entry = ParticipantEntry(person=other, start=make.start_entry())
    project = make.project(by=anna, title="Edycja II")

    with pytest.raises(KnownOtherwise) as refusal:
        operations.enter_many(project=project, entries=[entry], on=make.TODAY, by=anna)

    assert "Żaneta" not in str(refusal.value), "whoever sends a list may not see the person"
    assert not project.participations.exists()


def test_a_project_takes_a_person_once(anna, zaneta):
    begun = make.participation(by=anna, pesel=make.PESEL_OF_A_MAN, sex="M", of=zaneta.project)

    with pytest.raises(AlreadyAccepted):
        make.accepted(by=anna, of=zaneta.project)
    with pytest.raises(AlreadyTakesPart, match="03.03.2026|3 Mar 2026"):
        make.accepted(by=anna, of=begun.project, pesel=make.PESEL_OF_A_MAN, sex="M")


def test_a_start_entered_by_hand_ends_the_waiting(anna, zaneta):
    operations.correct_start(
        participation=zaneta,
        start=make.start_entry(started_on=TUESDAY),
        version=1,
        reason="pierwsza rozmowa z doradcą",
        on=make.TODAY,
        by=anna,
    )
    zaneta.refresh_from_db()

    assert (zaneta.started_on, zaneta.age_at_start) == (TUESDAY, 141)
    assert not zaneta.start_follows_support


def test_whoever_edits_another_project_accepts_nobody_here(anna, zaneta):
    anna.grants = [{"role": "case_worker", "project": "another"}]

    with pytest.raises(NotAllowed):
        make.accepted(by=anna, of=zaneta.project, pesel=None, family_name="Żak")
