"""Many rows written at once: each gets its own value, and the statement is one."""

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.together import insert_each, update_each
from projects.participants.models import Participation, Person
from projects.partners.models import Token
from projects.support.models import Attendance
from tests import make
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


def test_many_go_in_by_columns_though_the_database_fills_in_one_itself(inside_alfa):
    project = make.project(by=inside_alfa)
    facts = {"place": "Kartuzy", "gmina": "2205023", "sex": "F", "born_on": make.TODAY}
    people = [Person(family_name=f"Lis{n}", sort_key=str(n), **facts) for n in range(3)]
    insert_each(people)
    state = {"labour_status": "INACTIVE", "isced": 3, "disability": "NO"}
    rows = [
        Participation(project=project, person=one, employer="Zakład", **state) for one in people
    ]

    with CaptureQueriesContext(connection) as asked:
        insert_each(rows)

    (insert,) = [one["sql"] for one in asked if "INSERT" in one["sql"]]
    assert "UNNEST" in insert
    assert {one.employer for one in Participation.objects.all()} == {"Zakład"}
