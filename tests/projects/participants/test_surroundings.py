"""People around a participant: counted without names, and counted once when they become one."""

from datetime import date

import pytest

from core.errors import NotAllowed
from core.ledger.models import Member, OutboxEntry
from projects.participants import operations, queries_path
from projects.participants.models import Participation, SurroundingPerson
from projects.participants.operations import (
    AlreadyTakesPart,
    NamedOtherwise,
    Refused,
    records,
    surroundings,
)
from tests import make
from tests.make import path as make_path


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def zaneta(anna):
    return make.participation(by=anna)


def _promote(surrounding, by, **facts):
    person = make.person_entry(**{"pesel": None, "given_name": "Ala", **facts})
    return operations.promote(
        surrounding=surrounding,
        person=person,
        start=make.start_entry(started_on=date(2026, 9, 1)),
        version=1,
        on=make.TODAY,
        by=by,
    )


def test_a_surrounding_person_has_no_name_to_keep():
    fields = {field.name for field in SurroundingPerson._meta.concrete_fields}

    assert not fields & {"given_name", "family_name", "pesel", "born_on", "street", "phone"}


def test_they_are_counted_on_the_project_by_relation(zaneta, anna):
    make_path.surrounding(zaneta, by=anna, people=2)
    make_path.surrounding(zaneta, by=anna, relation="SPOUSE", age_group="ADULT")

    counted = queries_path.surroundings_in(zaneta.project_id)

    assert (counted.total, counted.children) == (3, 2)
    assert counted.by_relation == {"CHILD": 2, "SPOUSE": 1}


def test_counting_them_moves_no_figure(zaneta, anna):
    before = OutboxEntry.objects.count()

    make_path.surrounding(zaneta, by=anna)

    assert OutboxEntry.objects.count() == before


def test_whoever_becomes_a_participant_is_counted_there_and_no_longer_here(zaneta, anna):
    child = make_path.surrounding(zaneta, by=anna, people=2)

    participation = _promote(child, anna)

    assert queries_path.surroundings_in(zaneta.project_id).total == 1
    assert participation.project_id == zaneta.project_id
    kept = queries_path.around(participation).belongs_to
    assert (kept.relation, kept.participation) == ("CHILD", zaneta)
    assert OutboxEntry.objects.filter(subject_id=participation.pk).exists()


def test_nobody_becomes_a_participant_twice(zaneta, anna):
    child = make_path.surrounding(zaneta, by=anna)
    _promote(child, anna)

    with pytest.raises(surroundings.IsParticipant):
        operations.strike_surrounding(surrounding=child, version=2, by=anna)

    assert SurroundingPerson.objects.count() == 1


def test_the_checks_of_a_participant_are_not_softer_for_them(zaneta, anna):
    child = make_path.surrounding(zaneta, by=anna)

    with pytest.raises(Refused):
        _promote(child, anna, postal_code="83300")
    hers = {"pesel": make.PESEL_OF_A_WOMAN, "born_on": date(1885, 2, 28)}
    with pytest.raises(NamedOtherwise, match="Ćwik Żaneta"):
        _promote(child, anna, **hers)
    with pytest.raises(AlreadyTakesPart):
        _promote(child, anna, **hers, given_name="Żaneta", family_name="Ćwik")

    assert Participation.objects.count() == 1
    child.refresh_from_db()
    assert child.promoted_to is None


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"supports": ()}, surroundings.NoSupportChosen),
        ({"starts_on": date(2026, 12, 1)}, records.DayNotYet),
        ({"ends_on": date(2026, 3, 31)}, records.EndsBeforeItStarts),
        ({"starts_on": date(2024, 12, 31)}, records.OutsideProject),
        ({"people": 21}, surroundings.TooManyAtOnce),
        ({"people": 0}, surroundings.TooManyAtOnce),
    ],
)
def test_a_counter_that_cannot_be_is_refused(zaneta, anna, facts, refusal):
    with pytest.raises(refusal):
        make_path.surrounding(zaneta, by=anna, **facts)

    assert not SurroundingPerson.objects.exists()


def test_a_mistake_is_struck_out(zaneta, anna):
    child = make_path.surrounding(zaneta, by=anna)

    operations.strike_surrounding(surrounding=child, version=1, by=anna)

    assert queries_path.surroundings_in(zaneta.project_id).total == 0


def test_only_case_work_counts_them(zaneta):
    officer = Member(display_name="Jan", grants=[{"role": "settlement_officer", "project": None}])

    with pytest.raises(NotAllowed):
        make_path.surrounding(zaneta, by=officer)
