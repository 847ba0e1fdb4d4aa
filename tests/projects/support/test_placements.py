"""Internships and courses: days off earned, months filled, results that offer an outcome."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import StaleEdit
from projects.participants.models import Outcome
from projects.support import entries, operations
from projects.support.models import Placement, PlacementDay
from projects.support.operations.allowing import SupportNotPossible
from projects.support.operations.courses import IssuedBeforeTheEnd, NoCertificate, NotYet
from projects.support.operations.placements import (
    DayOffNotEarned,
    DaysOutside,
    NoPlacement,
    OutsideThePlacement,
    PlacementsOverlap,
    WeekShorterThanDay,
)
from projects.support.queries.placements import standing_of
from projects.support.vocabulary import DayMark
from tests import make
from tests.make import support


@pytest.fixture
def placement(club) -> Placement:
    """From 1 September to the end of the year."""
    internship = support.internship(of=club.project, by=club.anna)
    return support.placement(club.people[0], of=internship, by=club.anna)


def _fill(club, placement, *days: tuple[date, str, int], month: date | None = None) -> Placement:
    rows = [
        entries.DayEntry(worked_on=day, mark=mark, hours=Decimal(hours))
        for day, mark, hours in days
    ]
    placement.refresh_from_db()
    return operations.fill_month(
        placement=placement,
        month_on=month or days[0][0],
        entries=rows,
        version=placement.version,
        on=make.TODAY,
        by=club.anna,
    )


def test_a_worked_day_is_support_of_that_day(club, placement):
    _fill(club, placement, (date(2026, 9, 2), DayMark.WORKED, 6))

    worked = club.fresh(0)
    assert (worked.started_on, worked.last_support_on) == (date(2026, 9, 2), date(2026, 9, 2))


def test_a_month_filled_again_replaces_itself_and_no_other(club, placement):
    _fill(club, placement, (date(2026, 9, 2), DayMark.WORKED, 6))
    _fill(club, placement, (date(2026, 10, 5), DayMark.WORKED, 4))

    _fill(club, placement, (date(2026, 9, 3), DayMark.SICK, 0))

    days = PlacementDay.objects.order_by("worked_on").values_list("worked_on", "mark")
    assert list(days) == [
        (date(2026, 9, 3), DayMark.SICK),
        (date(2026, 10, 5), DayMark.WORKED),
    ]
    assert standing_of(placement, on=make.TODAY).worked_hours == 4


def test_a_third_day_off_is_refused_before_it_is_earned(club, placement):
    off = DayMark.DAY_OFF
    _fill(club, placement, (date(2026, 10, 1), off, 0), (date(2026, 10, 2), off, 0))

    with pytest.raises(DayOffNotEarned, match="day off number 1, and by then 0 are earned"):
        _fill(club, placement, (date(2026, 9, 15), off, 0))
    with pytest.raises(DayOffNotEarned, match="number 3, and by then 2"):
        _fill(
            club,
            placement,
            *[(date(2026, 10, day), off, 0) for day in (1, 2, 5)],
        )
    assert standing_of(placement, on=date(2026, 10, 31)).days_off_earned == 4


def test_days_outside_the_internship_the_month_or_the_past_are_refused(club, placement):
    worked = DayMark.WORKED
    with pytest.raises(OutsideThePlacement):
        _fill(club, placement, (date(2026, 8, 31), worked, 6))
    with pytest.raises(OutsideThePlacement):
        _fill(club, placement, (date(2026, 10, 1), worked, 6), month=date(2026, 9, 1))
    with pytest.raises(SupportNotPossible):
        _fill(club, placement, (date(2026, 11, 30), worked, 6))

    assert not PlacementDay.objects.exists()


def test_a_stale_month_is_refused(club, placement):
    with pytest.raises(StaleEdit):
        operations.fill_month(
            placement=placement,
            month_on=support.MONDAY,
            entries=[],
            version=5,
            on=make.TODAY,
            by=club.anna,
        )


def test_two_internships_at_once_are_refused(club, placement):
    with pytest.raises(PlacementsOverlap, match="Stolarnia Kaszubska"):
        support.placement(
            club.people[0],
            of=placement.service,
            by=club.anna,
            starts_on=date(2026, 12, 31),
            ends_on=date(2027, 2, 1),
        )


def test_an_internship_is_not_shortened_past_its_filled_days(club, placement):
    _fill(club, placement, (date(2026, 11, 4), DayMark.WORKED, 6))
    shorter = support.placement_entry(ends_on=date(2026, 11, 3))

    with pytest.raises(DaysOutside, match="4 Nov 2026"):
        operations.correct_placement(placement=placement, entry=shorter, version=2, by=club.anna)


def test_hours_that_contradict_each_other_and_a_wrong_service_are_refused(club, placement):
    with pytest.raises(WeekShorterThanDay):
        support.placement(club.people[1], of=placement.service, by=club.anna, week_hours=Decimal(5))
    with pytest.raises(NoPlacement):
        support.placement(club.people[1], of=club.service, by=club.anna)


def _result(club, service, **facts):
    return operations.record_result(
        participation=club.people[0],
        service=service,
        entry=support.result_entry(**facts),
        on=make.TODAY,
        by=club.anna,
    )


def test_a_passed_course_makes_no_outcome_by_itself(club):
    course = support.course(of=club.project, by=club.anna)

    recorded = _result(club, course)

    assert recorded.certificate_number == "118/2026"
    assert not Outcome.objects.exists()


def test_a_result_is_replaced_and_not_doubled(club):
    course = support.course(of=club.project, by=club.anna)
    first = _result(club, course, passed=False)

    second = _result(club, course, passed=True)

    assert first.pk == second.pk


def test_a_result_needs_a_course_with_a_certificate_and_days_in_order(club):
    course = support.course(of=club.project, by=club.anna)

    with pytest.raises(NoCertificate):
        _result(club, club.service)
    with pytest.raises(IssuedBeforeTheEnd):
        _result(club, course, issued_on=date(2026, 11, 5))
    with pytest.raises(NotYet):
        _result(club, course, issued_on=date(2026, 12, 5))
