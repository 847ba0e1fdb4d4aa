"""What somebody should look at, and in whose projects they see it."""

from datetime import date, timedelta

import pytest

from core import tenancy
from core.ledger.models import Member
from projects.participants import operations as participants
from projects.support import entries, operations, queries
from projects.support.models import Session
from projects.support.vocabulary import Mark
from tenants import operations as tenants
from tests import make
from tests.make import support


def _sessions(club, count: int) -> list[Session]:
    days = [support.MONDAY + timedelta(days=1 + one) for one in range(count)]
    return [support.session(club.group, by=club.anna, held_on=day) for day in days]


def test_a_sheet_is_late_from_the_day_after_until_its_first_mark(club):
    def late(on):
        return list(queries.sessions_without_attendance(club.anna, on))

    assert late(support.MONDAY) == []
    assert late(support.MONDAY + timedelta(days=1)) == [club.session]
    support.mark(club.session, club.people[0], Mark.ABSENT, by=club.anna)
    assert late(make.TODAY) == []


def test_neither_a_cancelled_session_nor_an_empty_group_waits_for_marks(club):
    empty = support.group(of=club.service, by=club.anna, name="Grupa B")
    support.session(empty, by=club.anna)
    operations.cancel_session(session=club.session, reason="choroba", version=1, by=club.anna)

    assert not queries.sessions_without_attendance(club.anna, make.TODAY)


def test_three_unexcused_absences_in_a_row_are_told_with_the_last_day(club):
    for session in _sessions(club, 3):
        support.mark(session, club.people[0], Mark.ABSENT, by=club.anna)
        support.mark(session, club.people[1], Mark.EXCUSED, by=club.anna)

    (streak,) = queries.absent_in_a_row(club.anna, make.TODAY)

    assert (streak.participation, streak.count) == (club.people[0], 3)
    assert streak.last_on == date(2026, 11, 5)
    assert len(queries.absent_in_a_row(club.anna, make.TODAY, at_least=4)) == 0


def test_coming_to_the_adviser_does_not_make_up_for_skipping_the_workshop(club):
    advice = support.advice(of=club.project, by=club.anna)
    for session in _sessions(club, 3):
        support.mark(session, club.people[0], Mark.ABSENT, by=club.anna)
    operations.record_meeting(
        participation=club.people[0],
        service=advice,
        entry=support.session_entry(held_on=date(2026, 11, 12)),
        mark=Mark.PRESENT,
        on=make.TODAY,
        by=club.anna,
    )

    (streak,) = queries.absent_in_a_row(club.anna, make.TODAY)

    assert streak.service == club.service


def test_a_presence_ends_the_row(club):
    first, second, third, fourth = _sessions(club, 4)
    for session in (first, second, fourth):
        support.mark(session, club.people[0], Mark.ABSENT, by=club.anna)
    support.mark(third, club.people[0], by=club.anna)

    assert queries.absent_in_a_row(club.anna, make.TODAY) == []


@pytest.mark.parametrize(("days", "found"), [(60, False), (61, True)])
def test_more_than_sixty_days_without_support_are_told(club, days, found):
    support.mark(club.session, club.people[0], by=club.anna)

    idle = queries.people_without_support(club.anna, support.MONDAY + timedelta(days=days))

    assert (club.people[0] in idle) == found


def test_whoever_left_or_has_not_begun_is_not_waited_for(club):
    support.mark(club.session, club.people[0], by=club.anna)
    gone = club.fresh(0)
    left = make.leave_entry(ended_on=date(2026, 11, 3), outcomes=())
    participants.leave(
        participation=gone, entry=left, version=gone.version, on=make.TODAY, by=club.anna
    )

    assert not queries.people_without_support(club.anna, date(2027, 6, 1))


def test_a_group_is_out_of_balance_when_empty_or_full_with_somebody_waiting(club):
    empty = support.group(of=club.service, by=club.anna, name="Grupa B")
    assert list(queries.groups_out_of_balance(club.anna, support.MONDAY)) == [empty]

    entry = entries.GroupEntry(name="Grupa A", capacity_count=3)
    operations.correct_group(group=club.group, entry=entry, version=1, on=make.TODAY, by=club.anna)
    waiting = make.accepted(of=club.project, by=club.anna, family_name="Żak", pesel=None)
    operations.add_members(
        group=club.group,
        participations=[waiting],
        joined_on=support.MONDAY,
        may_wait=True,
        by=club.anna,
    )

    assert set(queries.groups_out_of_balance(club.anna, support.MONDAY)) == {empty, club.group}


def test_the_sessions_of_a_day_say_how_far_their_sheets_are(club):
    support.mark(club.session, club.people[0], by=club.anna)

    (found,) = queries.sessions_of_day(club.anna, support.MONDAY)

    assert (found.expected, found.marked) == (3, 1)


def test_a_worker_of_another_project_sees_none_of_it(closed_club, alfa):
    club = closed_club
    with tenancy.inside(alfa):
        other = make.project(by=club.anna, title="Inny")
    worker = make.account("jan@example.org", "Jan Hinc")
    tenants.grant(account=worker, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY)

    with tenancy.inside(alfa):
        jan = Member.objects.get(account_id=worker.pk)
        later = make.TODAY + timedelta(days=200)
        assert not queries.sessions_without_attendance(jan, later)
        assert not queries.sessions_of_day(jan, support.MONDAY)
        assert not queries.people_without_support(jan, later)
        assert not queries.groups_out_of_balance(jan, support.MONDAY)
        assert queries.sessions_of_day(club.anna, support.MONDAY)
