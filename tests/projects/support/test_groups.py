"""Groups: places, the waiting list, series of sessions, what moves and what is cancelled."""

from datetime import date, time

import pytest

from core.errors import StaleEdit
from projects.participants import operations as participants
from projects.support import entries, operations
from projects.support.models import Session
from projects.support.operations.groups import (
    AttendedLater,
    CannotJoin,
    GroupFull,
    GroupNameTaken,
    LeavesBeforeJoining,
    NotForGroups,
    TooFewPlaces,
)
from projects.support.operations.sessions import (
    AlreadyMarked,
    EndsBeforeItBegins,
    NoSuchDays,
    OutsideTheProject,
    TimeTaken,
)
from projects.support.queries.sessions import sheet_of
from tests import make
from tests.make import support


def _places(club, count: int, version: int = 1) -> None:
    entry = entries.GroupEntry(name="Grupa A", capacity_count=count)
    operations.correct_group(
        group=club.group, entry=entry, version=version, on=make.TODAY, by=club.anna
    )


def _add(club, *people, may_wait: bool = False) -> operations.groups.Added:
    return operations.add_members(
        group=club.group,
        participations=people,
        joined_on=support.MONDAY,
        may_wait=may_wait,
        by=club.anna,
    )


def _newcomers(club, count: int) -> list:
    names = [f"Żak{one}" for one in range(count)]
    return [
        make.accepted(of=club.project, by=club.anna, family_name=name, pesel=None) for name in names
    ]


def test_a_full_group_refuses_and_says_how_many_places_are_left(club):
    _places(club, 4)

    with pytest.raises(GroupFull, match=r"4 places and 2 people are chosen; free: 1"):
        _add(club, *_newcomers(club, 2))

    assert club.group.members.count() == 3


def test_with_a_waiting_list_those_without_a_place_wait_in_their_order(club):
    _places(club, 4)
    first, second, third = _newcomers(club, 3)

    added = _add(club, first, second, third, may_wait=True)

    assert (added.joined, added.waiting) == (1, 2)
    waits = club.group.members.filter(joined_on=None).order_by("added_at", "pk")
    assert [member.participation for member in waits] == [second, third]


def test_a_place_that_gets_free_is_given_from_the_list(club):
    _places(club, 3)
    (waiting,) = _newcomers(club, 1)
    _add(club, waiting, may_wait=True)
    member = club.group.members.get(participation=waiting)
    with pytest.raises(GroupFull):
        operations.admit(member=member, joined_on=support.MONDAY, by=club.anna)

    leaving = club.group.members.get(participation=club.people[0])
    operations.leave_group(member=leaving, left_on=date(2026, 11, 3), by=club.anna)
    operations.admit(member=member, joined_on=date(2026, 11, 4), by=club.anna)

    later = support.session(club.group, by=club.anna, held_on=date(2026, 11, 9))
    on_sheet = [row.participation for row in sheet_of([later]).rows]
    assert on_sheet == [*club.people[1:], waiting]


def test_nobody_is_in_a_group_twice(club):
    with pytest.raises(CannotJoin, match="in this group or on its waiting list already"):
        _add(club, club.people[0])


def test_a_person_of_another_project_does_not_join(club):
    other = make.project(by=club.anna, title="Inny")
    stranger = make.accepted(of=other, by=club.anna, family_name="Żak", pesel=None)

    with pytest.raises(CannotJoin, match="another project"):
        _add(club, stranger)


def test_a_group_cannot_have_fewer_places_than_people(club):
    with pytest.raises(TooFewPlaces, match="3 people are in the group"):
        _places(club, 2)


def test_an_individual_service_has_no_groups_and_a_name_is_used_once(club):
    advice = support.advice(of=club.project, by=club.anna)

    with pytest.raises(NotForGroups):
        support.group(of=advice, by=club.anna)
    with pytest.raises(GroupNameTaken):
        support.group(of=club.service, by=club.anna)


def test_nobody_leaves_before_joining_or_before_a_mark_on_a_sheet(club):
    member = club.group.members.get(participation=club.people[0])
    later = support.session(club.group, by=club.anna, held_on=date(2026, 11, 9))
    support.mark(later, club.people[0], by=club.anna)

    with pytest.raises(LeavesBeforeJoining):
        operations.leave_group(member=member, left_on=date(2026, 11, 1), by=club.anna)
    with pytest.raises(AttendedLater, match="sheet of 9 Nov 2026"):
        operations.leave_group(member=member, left_on=date(2026, 11, 8), by=club.anna)


def test_whoever_left_the_project_is_not_expected_any_more(club):
    support.mark(club.session, club.people[0], by=club.anna)
    gone = club.fresh(0)
    left = make.leave_entry(ended_on=date(2026, 11, 3), outcomes=())
    participants.leave(
        participation=gone, entry=left, version=gone.version, on=make.TODAY, by=club.anna
    )
    later = support.session(club.group, by=club.anna, held_on=date(2026, 11, 9))

    assert [row.participation for row in sheet_of([later]).rows] == club.people[1:]


def _series(club, **facts) -> operations.sessions.Series:
    usual = {
        "weekdays": (2,),
        "first_on": date(2026, 11, 4),
        "last_on": date(2026, 11, 18),
        "start_time": time(9),
        "end_time": time(12),
    }
    entry = entries.SeriesEntry(**{**usual, **facts})
    return operations.plan_series(group=club.group, entry=entry, by=club.anna)


def test_a_series_leaves_out_independence_day_and_says_so(club):
    made = _series(club)

    assert [session.held_on.day for session in made.sessions] == [4, 18]
    assert [day for day, _name in made.skipped] == [date(2026, 11, 11)]
    assert made.skipped[0][1]


def test_christmas_eve_is_a_holiday_since_2025(club):
    made = _series(club, weekdays=(3,), first_on=date(2026, 12, 17), last_on=date(2026, 12, 31))

    assert [session.held_on.day for session in made.sessions] == [17, 31]


def test_a_series_without_days_and_one_outside_the_project_are_refused_whole(club):
    with pytest.raises(NoSuchDays):
        _series(club, weekdays=(5,), first_on=date(2026, 11, 2), last_on=date(2026, 11, 6))
    with pytest.raises(OutsideTheProject):
        _series(club, first_on=date(2027, 12, 20), last_on=date(2028, 1, 12))

    assert Session.objects.count() == 1


def test_two_sessions_of_a_group_do_not_begin_together(club):
    with pytest.raises(TimeTaken, match="2 Nov 2026 at 09:00"):
        _series(club, weekdays=(0,), first_on=support.MONDAY, last_on=support.MONDAY)


def test_a_cancelled_session_frees_its_time(club):
    operations.cancel_session(session=club.session, reason="choroba", version=1, by=club.anna)

    again = support.session(club.group, by=club.anna)

    assert again.held_on == club.session.held_on


def test_times_that_run_backwards_are_refused(club):
    with pytest.raises(EndsBeforeItBegins, match="08:00, which is not after 09:00"):
        support.session(club.group, by=club.anna, start_time=time(9), end_time=time(8))


def test_a_moved_session_remembers_where_it_was_first(club):
    moved = operations.change_session(
        session=club.session,
        entry=support.session_entry(held_on=date(2026, 11, 3)),
        version=1,
        reason="sala zajęta",
        by=club.anna,
    )
    again = operations.change_session(
        session=moved,
        entry=support.session_entry(held_on=date(2026, 11, 5)),
        version=2,
        reason="",
        by=club.anna,
    )

    assert (again.held_on, again.moved_from_on) == (date(2026, 11, 5), support.MONDAY)


def test_a_session_with_marks_took_place_and_stays_where_it_is(club):
    support.mark(club.session, club.people[0], by=club.anna)
    entry = support.session_entry(held_on=date(2026, 11, 3))

    with pytest.raises(AlreadyMarked):
        operations.change_session(
            session=club.session, entry=entry, version=1, reason="", by=club.anna
        )
    with pytest.raises(AlreadyMarked):
        operations.cancel_session(session=club.session, reason="x", version=1, by=club.anna)
    corrected = operations.change_session(
        session=club.session,
        entry=support.session_entry(topic="Mowa ciała"),
        version=1,
        reason="",
        by=club.anna,
    )
    assert corrected.topic == "Mowa ciała"


def test_a_stale_change_of_a_session_is_refused(club):
    with pytest.raises(StaleEdit):
        operations.cancel_session(session=club.session, reason="x", version=7, by=club.anna)
