"""Many rows written at once: each gets its own value, and the statement is one."""

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import tenancy
from core.together import insert_each, update_each
from projects.participants.models import Participation, Person
from projects.participants.vocabulary import LabourStatus
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


@pytest.fixture
def people():
    facts = {"place": "Kartuzy", "gmina": "2205023", "sex": "F", "born_on": make.TODAY}
    return [
        Person(family_name=f"Lis{n}", sort_key=str(n), phone=f"60010020{n}", **facts)
        for n in range(3)
    ]


def test_many_are_inserted_as_the_model_would_insert_them(inside_alfa, people):
    project = make.project(by=inside_alfa)
    insert_each(people)
    state = {"labour_status": LabourStatus.INACTIVE, "isced": 3, "disability": "NO"}
    rows = [
        Participation(project=project, person=one, employer=None, at_risk=one is people[0], **state)
        for one in people
    ]
    insert_each(rows)

    kept = Person.objects.order_by("sort_key")
    assert [(one.family_name, one.phone) for one in kept] == [
        ("Lis0", "600100200"),
        ("Lis1", "600100201"),
        ("Lis2", "600100202"),
    ]
    inserted = Participation.objects.get(pk=rows[0].pk)
    alone = Participation(project=project, person=people[0], **state)
    Participation.objects.filter(pk=rows[0].pk).delete()
    alone.save(force_insert=True)
    moments = {"id", "created_at", "changed_at"}
    fresh = Participation.objects.values().get(pk=alone.pk)
    copied = {field.attname: getattr(inserted, field.attname) for field in inserted._meta.fields}
    assert {name: copied[name] for name in fresh.keys() - moments} == {
        name: fresh[name] for name in fresh.keys() - moments
    }


def test_whoever_was_inserted_can_be_changed_as_after_saving(inside_alfa, people):
    insert_each(people)
    people[0].place = "Żukowo"
    people[0].save()

    assert Person.objects.filter(place="Żukowo").count() == 1
    assert Person.objects.filter(created_at__lte=timezone.now()).count() == 3


def test_what_the_database_refuses_is_refused_as_ever(inside_alfa, people):
    people[1].pk = people[0].pk

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_each(people)


def test_nobody_is_inserted_for_no_rows(django_db_setup):
    insert_each([])
