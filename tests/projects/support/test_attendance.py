"""Marks on a sheet: what they start, whom they are refused for, what a second writer is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import NotAllowed
from core.ledger.models import AuditEvent, OutboxEntry
from core.permissions import Visitor
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.support import entries, operations
from projects.support.models import Attendance
from projects.support.operations.allowing import SupportNotPossible
from projects.support.operations.attendance import ImpossiblePart, NotOnThisSheet
from projects.support.operations.sessions import AlreadyCancelled
from projects.support.vocabulary import Mark
from tests import make
from tests.make import support


def test_the_first_presence_starts_a_participation_that_follows_support(club):
    support.mark(club.session, club.people[0], by=club.anna)

    started = club.fresh(0)
    assert started.started_on == started.last_support_on == support.MONDAY
    assert OutboxEntry.objects.filter(subject_id=started.pk).exists()


def test_an_absence_starts_nothing(club):
    support.mark(club.session, club.people[0], Mark.ABSENT, by=club.anna)

    assert club.fresh(0).started_on is None


def test_a_mark_taken_off_takes_the_start_with_it(club):
    support.mark(club.session, club.people[0], by=club.anna)

    support.mark(club.session, club.people[0], "", by=club.anna)

    assert club.fresh(0).started_on is None
    assert Attendance.objects.get().version == 2


def test_an_earlier_presence_moves_the_start_and_not_the_last_day(club):
    later = support.session(club.group, by=club.anna, held_on=date(2026, 11, 9))
    support.mark(later, club.people[0], by=club.anna)

    support.mark(club.session, club.people[0], by=club.anna)

    moved = club.fresh(0)
    assert (moved.started_on, moved.last_support_on) == (support.MONDAY, date(2026, 11, 9))


def test_support_that_only_accompanies_starts_nothing(club):
    ticket = support.benefit(of=club.project, by=club.anna)

    operations.give_support(
        participation=club.people[0],
        service=ticket,
        given_on=support.MONDAY,
        quantity=Decimal(1),
        on=make.TODAY,
        by=club.anna,
    )

    given = club.fresh(0)
    assert (given.started_on, given.last_support_on) == (None, None)


def test_a_service_that_does_not_count_as_first_is_still_the_last_support(club):
    interview = support.advice(of=club.project, by=club.anna, counts_as_first_support=False)

    operations.record_meeting(
        participation=club.people[0],
        service=interview,
        entry=support.session_entry(),
        mark=Mark.PRESENT,
        on=make.TODAY,
        by=club.anna,
    )

    met = club.fresh(0)
    assert (met.started_on, met.last_support_on) == (None, support.MONDAY)


def test_a_session_that_is_still_ahead_is_refused_for_everybody_on_it(club):
    ahead = support.session(club.group, by=club.anna, held_on=make.TODAY + timedelta(days=2))

    with pytest.raises(SupportNotPossible, match=r"Lis00.*23 Nov 2026 has not come yet"):
        support.mark(ahead, club.people[0], by=club.anna)
    assert not Attendance.objects.exists()


def test_whoever_joined_later_cannot_have_been_there(club):
    late = make.accepted(of=club.project, by=club.anna, family_name="Żak", pesel=None)
    support.join(club.group, late, by=club.anna, on=date(2026, 11, 3))

    with pytest.raises(SupportNotPossible, match="Żak .* was not in the group on 2 Nov 2026"):
        support.mark(club.session, late, by=club.anna)


def test_a_typed_start_is_not_undercut_by_a_sheet(club):
    typed = make.participation(
        by=club.anna, of=club.project, family_name="Żak", started_on=date(2026, 11, 10)
    )
    support.join(club.group, typed, by=club.anna)

    with pytest.raises(SupportNotPossible) as refusal:
        support.mark(club.session, typed, by=club.anna)

    assert refusal.value.reason == "before_start"


def test_after_the_exit_nothing_is_marked(club):
    gone = make.participation(by=club.anna, of=club.project, family_name="Żak")
    support.join(club.group, gone, by=club.anna)
    participants.leave(
        participation=gone, entry=make.leave_entry(), version=1, on=make.TODAY, by=club.anna
    )

    with pytest.raises(SupportNotPossible) as refusal:
        support.mark(club.session, gone, by=club.anna)

    assert refusal.value.reason == "after_exit"


def test_one_impossible_mark_leaves_the_whole_sheet_as_it_was(club):
    stranger = make.accepted(of=club.project, by=club.anna, family_name="Żak", pesel=None)
    marks = [_entry(club.session, club.people[0]), _entry(club.session, stranger)]

    with pytest.raises(SupportNotPossible):
        operations.mark_attendance(
            sessions=[club.session], marks=marks, on=make.TODAY, by=club.anna
        )

    assert not Attendance.objects.exists()


def test_a_part_of_the_time_needs_its_hours(club):
    with pytest.raises(ImpossiblePart, match="how many of the 3 hours"):
        support.mark(club.session, club.people[0], Mark.PARTIAL, by=club.anna)

    support.mark(club.session, club.people[0], Mark.PARTIAL, hours=Decimal("1.5"), by=club.anna)

    assert Attendance.objects.get().hours == Decimal("1.5")


def test_a_second_writer_is_told_what_the_first_one_saved_and_saves_the_rest(club):
    first, second, third = club.people
    support.mark(club.session, first, Mark.ABSENT, by=club.anna)
    stale = [_entry(club.session, first), _entry(club.session, second), _entry(club.session, third)]

    told = operations.mark_attendance(
        sessions=[club.session], marks=stale, on=make.TODAY, by=club.anna
    )

    assert told.written == 2
    assert [(cell.participation_id, cell.mark) for cell in told.conflicts] == [
        (first.pk, Mark.ABSENT)
    ]
    assert Attendance.objects.get(participation=first).mark == Mark.ABSENT


def test_two_who_say_the_same_are_no_conflict_and_leave_no_second_trace(club):
    support.mark(club.session, club.people[0], by=club.anna)
    before = AuditEvent.objects.count()

    told = operations.mark_attendance(
        sessions=[club.session],
        marks=[_entry(club.session, club.people[0])],
        on=make.TODAY,
        by=club.anna,
    )

    assert (told.written, told.conflicts) == (0, [])
    assert AuditEvent.objects.count() == before


def test_a_cancelled_session_has_no_sheet(club):
    operations.cancel_session(session=club.session, reason="choroba", version=1, by=club.anna)

    with pytest.raises(AlreadyCancelled):
        support.mark(club.session, club.people[0], by=club.anna)


def test_a_mark_that_does_not_exist_is_refused(club):
    with pytest.raises(NotOnThisSheet):
        support.mark(club.session, club.people[0], "MAYBE", by=club.anna)


def test_a_session_of_one_person_has_no_cell_for_another(club):
    advice = support.advice(of=club.project, by=club.anna)
    meeting = operations.plan_meeting(
        participation=club.people[0], service=advice, entry=support.session_entry(), by=club.anna
    )

    with pytest.raises(NotOnThisSheet):
        support.mark(meeting, club.people[1], by=club.anna)


def test_whoever_may_not_edit_people_marks_nobody(club):
    with pytest.raises(NotAllowed):
        support.mark(club.session, club.people[0], by=Visitor())


def test_an_exit_cannot_be_left_behind_by_a_mark_taken_off(club):
    support.mark(club.session, club.people[0], by=club.anna)
    left = make.leave_entry(ended_on=date(2026, 11, 10), outcomes=())
    version = Participation.objects.get(pk=club.people[0].pk).version
    participants.leave(
        participation=club.people[0], entry=left, version=version, on=make.TODAY, by=club.anna
    )

    with pytest.raises(Exception, match="Correct the exit first"):
        support.mark(club.session, club.people[0], "", by=club.anna)


def _entry(session, participation) -> entries.MarkEntry:
    return entries.MarkEntry(
        session_id=session.pk,
        participation_id=participation.pk,
        mark=Mark.PRESENT,
        version=0,
    )
