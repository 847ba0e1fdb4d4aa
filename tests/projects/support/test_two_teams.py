"""Two teams mark one sheet at once, in real transactions of real connections: nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from core import tenancy
from core.ledger.models import AuditEvent, Member
from projects.support import entries, operations
from projects.support.models import Attendance
from projects.support.vocabulary import Mark
from tests import make
from tests.projects.support.conftest import Club, open_club

WRITERS, PEOPLE = 8, 12


@pytest.fixture
def sheet(own_database: None) -> tuple[Any, Club]:
    alfa = make.tenant("alfa")
    account = make.account("anna@example.org", "Anna Lis", alfa, "coordinator")
    with tenancy.inside(alfa):
        return alfa, open_club(Member.objects.get(account_id=account.pk), count=PEOPLE)


def _at_once(alfa: Any, work: Callable[[int], Any]) -> list[Any]:
    """Every writer on a connection of its own; all begin when the last one is ready."""
    ready = Barrier(WRITERS)

    def alone(number: int) -> Any:
        try:
            with tenancy.inside(alfa):
                ready.wait(timeout=20)
                return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(alone, range(WRITERS)))


def _mark(club: Club, people: list[Any], *, version: int, hours: Decimal) -> operations.Marked:
    marks = [
        entries.MarkEntry(
            session_id=club.session.pk,
            participation_id=person.pk,
            mark=Mark.PARTIAL,
            hours=hours,
            version=version,
        )
        for person in people
    ]
    return operations.mark_attendance(
        sessions=[club.session], marks=marks, on=make.TODAY, by=club.anna
    )


def _hours_of(number: int) -> Decimal:
    """What tells the writers apart: each has hours of its own."""
    return Decimal(number + 1) / 4


def test_of_eight_who_mark_every_cell_at_once_each_cell_has_one_and_seven_are_told(sheet):
    alfa, club = sheet

    answers = _at_once(
        alfa, lambda number: _mark(club, club.people, version=0, hours=_hours_of(number))
    )

    assert sum(answer.written for answer in answers) == PEOPLE
    assert sum(len(answer.conflicts) for answer in answers) == (WRITERS - 1) * PEOPLE
    with tenancy.inside(alfa):
        cells = Attendance.objects.filter(session=club.session)
        assert {cell.version for cell in cells} == {1}
        assert len(cells) == PEOPLE
        winner = next(number for number, answer in enumerate(answers) if answer.written)
        assert {cell.hours for cell in cells} == {_hours_of(winner)}
        assert AuditEvent.objects.filter(verb="marked attendance").count() == 1


def test_teams_that_mark_different_people_are_in_nobodys_way(sheet):
    alfa, club = sheet
    shares = [club.people[number::WRITERS] for number in range(WRITERS)]

    answers = _at_once(
        alfa, lambda number: _mark(club, shares[number], version=0, hours=_hours_of(number))
    )

    assert sum(answer.written for answer in answers) == PEOPLE
    assert not any(answer.conflicts for answer in answers)
    with tenancy.inside(alfa):
        for number, share in enumerate(shares):
            kept = Attendance.objects.filter(participation__in=share)
            assert {cell.hours for cell in kept} == {_hours_of(number)}


def test_no_write_is_lost_among_many_edits_of_one_cell(sheet):
    alfa, club = sheet
    person, rounds = club.people[0], 6

    def edit(number: int) -> int:
        written = 0
        for turn in range(rounds):
            cell = Attendance.objects.filter(participation=person).first()
            hours = Decimal(number * rounds + turn + 1) / 20
            seen = cell.version if cell else 0
            written += _mark(club, [person], version=seen, hours=hours).written
        return written

    written = sum(_at_once(alfa, edit))

    with tenancy.inside(alfa):
        assert Attendance.objects.get(participation=person).version == written
    assert written >= rounds
