"""Many rows changed at once: each gets its own value, and the statement is one."""

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.together import update_each
from projects.participants.models import Person
from projects.partners.models import Token
from projects.support.models import Attendance
from tests.make import partners
from tests.make import support as making


@pytest.fixture
def marks(alfa, coordinator):
    """Three cells of one sheet, all present."""
    workshop = partners.workshop(alfa, coordinator)
    with tenancy.inside(alfa):
        for person in workshop.people:
            making.mark(workshop.session, person, "PRESENT", by=workshop.anna)
        yield list(Attendance.objects.order_by("pk"))


def test_every_row_gets_its_own_values_by_one_statement(marks):
    for number, row in enumerate(marks):
        row.mark, row.version, row.marked_by = ("ABSENT", "EXCUSED", "")[number], 7 + number, None

    with CaptureQueriesContext(
        connection,
    ) as asked:
        update_each(marks, ["mark", "version", "marked_by"])

    assert len(asked) == 1
    kept = Attendance.objects.order_by("pk").values_list("mark", "version", "marked_by", "hours")
    assert [row[:3] for row in kept] == [("ABSENT", 7, None), ("EXCUSED", 8, None), ("", 9, None)]
    assert {row[3] for row in kept} == {marks[0].hours}


def test_what_is_too_long_is_refused_and_never_cut(marks):
    marks[0].mark = "A" * 9

    with pytest.raises(DataError):
        update_each(marks, ["mark"])


def test_what_is_sealed_is_sealed_for_its_own_row(marks):
    people = list(Person.objects.order_by("pk"))
    for number, person in enumerate(people):
        person.pesel = f"8582281234{number}"

    update_each(people, ["pesel"])

    kept = Person.objects.order_by("pk")
    assert [one.pesel for one in kept] == [f"8582281234{number}" for number in range(len(people))]


def test_nothing_is_asked_for_no_rows(django_db_setup):
    update_each([], ["mark"])


def test_a_column_that_is_an_array_is_refused(marks):
    token = Token(name="Dziennik", actions=["attendance:read"])

    with pytest.raises(TypeError):
        update_each([token], ["actions"])
