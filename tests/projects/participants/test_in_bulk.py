"""Many people entered at once: in one order, so that two lists with people in common never wait each for each."""

from datetime import date

import pytest
from django.db import connection

from core import pesel, tenancy
from projects.participants import operations
from projects.participants.columns import pesel_index
from projects.participants.entries import ParticipantEntry
from tests import make

BORN = date(1985, 2, 2)


def entry(number):
    person = make.person_entry(pesel=number, born_on=BORN, sex="F")
    return ParticipantEntry(person=person, start=make.start_entry())


@pytest.fixture
def numbers():
    """The order in which their indexes do not stand."""
    made = [pesel.make(born_on=BORN, sex="F", serial=serial) for serial in range(8)]
    return sorted(made, key=pesel_index, reverse=True)


@pytest.fixture(autouse=True)
def counted(alfa):
    """Rows get a number as they are written: where they lie tells nothing, for gaps are filled first."""
    with tenancy.inside(alfa, role=tenancy.Role.OWNER), connection.cursor() as cursor:
        for table in ("person", "participation"):
            cursor.execute(f"alter table {table} add written_as int generated always as identity")


def written(table, column):
    """In the order in which the rows were written."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from {table} order by written_as")
        return [value for (value,) in cursor.fetchall()]


def test_new_people_are_written_by_their_numbers(inside_alfa, numbers):
    facts = {"on": make.TODAY, "by": inside_alfa}
    operations.enter_many(
        project=make.project(by=inside_alfa), entries=[entry(one) for one in numbers], **facts
    )

    indexes = [bytes(one) for one in written("person", "pesel_index")]
    assert indexes == sorted(indexes)
    assert len(indexes) == len(numbers)


def test_participations_are_written_by_their_people_and_returned_as_they_were_told(
    inside_alfa, numbers
):
    facts = {"on": make.TODAY, "by": inside_alfa}
    first = make.project(by=inside_alfa)
    operations.enter_many(project=first, entries=[entry(one) for one in numbers], **facts)
    before = written("participation", "person_id")

    second = make.project(by=inside_alfa, title="Drugi projekt")
    told = [numbers[place] for place in (3, 0, 7, 5, 1, 6, 2, 4)]
    made = operations.enter_many(project=second, entries=[entry(one) for one in told], **facts)

    assert written("participation", "person_id")[len(before) :] == sorted(before)
    assert [one.person.pesel for one in made] == told
