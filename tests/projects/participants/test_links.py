"""Look-alikes: found, linked or kept apart by a decision that can be taken back, never merged."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import NotAllowed
from core.ledger.models import Member, OutboxEntry
from projects.participants import links, operations, queries
from projects.participants.models import Participation, Person, PersonLink
from projects.participants.operations import links as deciding
from tests import make
from tests.make import path as make_path


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def zaneta(anna):
    return make.participation(by=anna)


@pytest.fixture
def twin(zaneta, anna):
    """The same name and day of birth in another project, entered without a PESEL."""
    return make_path.lookalike(zaneta, by=anna)


def _visible(by):
    return queries.participations_visible_to(by, "see people")


def _decide(one, other, by, kind="SAME"):
    return operations.decide(one=one.person, other=other.person, kind=kind, by=by)


def _suspected(by):
    return [{pair.first, pair.second} for pair in links.suspected_pairs(_visible(by))]


def test_a_pair_is_suspected_until_somebody_decides(zaneta, twin, anna):
    before = _suspected(anna)

    _decide(zaneta, twin, anna, kind="DIFFERENT")

    assert before == [{zaneta.person_id, twin.person_id}]
    assert _suspected(anna) == []


def test_not_the_same_person_is_remembered_until_it_is_taken_back(zaneta, twin, anna):
    link = _decide(zaneta, twin, anna, kind="DIFFERENT")
    asked_again = links.lookalikes_of(twin.person, visible=_visible(anna))

    operations.take_back(link=link, by=anna)

    assert asked_again == []
    assert [each.person for each in links.lookalikes_of(twin.person, visible=_visible(anna))] == [
        zaneta.person
    ]


def test_linking_merges_nothing_and_moves_no_figure(zaneta, twin, anna):
    before = OutboxEntry.objects.count()

    _decide(zaneta, twin, anna)

    assert Person.objects.count() == 2
    assert OutboxEntry.objects.count() == before
    assert links.linked_ids(zaneta.person_id) == {zaneta.person_id, twin.person_id}


def test_links_reach_over_others(zaneta, twin, anna):
    third = make_path.lookalike(zaneta, by=anna, family_name="Ćwiek", of=zaneta.project)
    _decide(zaneta, twin, anna)
    _decide(third, twin, anna)

    assert links.linked_ids(zaneta.person_id) == links.linked_ids(third.person_id)
    assert len(links.linked_ids(zaneta.person_id)) == 3
    assert _suspected(anna) == []


def test_nobody_is_linked_with_whom_they_were_said_not_to_be(zaneta, twin, anna):
    third = make_path.lookalike(zaneta, by=anna, family_name="Ćwiek", of=zaneta.project)
    _decide(zaneta, third, anna, kind="DIFFERENT")
    _decide(zaneta, twin, anna)

    with pytest.raises(deciding.AgainstAnotherDecision):
        _decide(third, twin, anna)

    assert links.linked_ids(third.person_id) == {third.person_id}


def test_whoever_is_linked_over_others_is_not_said_to_be_different(zaneta, twin, anna):
    third = make_path.lookalike(zaneta, by=anna, family_name="Ćwiek", of=zaneta.project)
    _decide(zaneta, twin, anna)
    _decide(twin, third, anna)

    with pytest.raises(deciding.AgainstAnotherDecision):
        _decide(zaneta, third, anna, kind="DIFFERENT")


@pytest.mark.parametrize("swapped", [False, True])
def test_the_second_decision_about_a_pair_hears_of_the_first(zaneta, twin, anna, swapped):
    _decide(zaneta, twin, anna, kind="DIFFERENT")

    with pytest.raises(deciding.DecidedAlready) as refusal:
        _decide(*((twin, zaneta) if swapped else (zaneta, twin)), anna)

    assert "Anna Lis" in str(refusal.value)
    assert PersonLink.objects.get().kind == "DIFFERENT"


def test_a_person_is_no_lookalike_of_theirs(zaneta, anna):
    with pytest.raises(deciding.OneAndTheSameEntry):
        _decide(zaneta, zaneta, anna)


def test_whoever_works_with_one_of_them_alone_does_not_decide(zaneta, twin, anna):
    grant = {"role": "case_worker", "project": str(zaneta.project_id)}
    worker = Member(display_name="Jan", grants=[grant])

    with pytest.raises(NotAllowed):
        _decide(zaneta, twin, worker)

    assert _suspected(worker) == []


def test_a_lookalike_out_of_sight_is_not_named(zaneta, twin, anna):
    worker = Member(
        display_name="Jan", grants=[{"role": "case_worker", "project": str(twin.project_id)}]
    )

    found = links.lookalikes_of(twin.person, visible=_visible(worker))

    assert [each.is_visible for each in found] == [False]


def test_a_decision_taken_back_twice_is_refused_once(zaneta, twin, anna):
    link = _decide(zaneta, twin, anna)
    operations.take_back(link=link, by=anna)

    with pytest.raises(deciding.TakenBackAlready):
        operations.take_back(
            link=PersonLink(pk=link.pk, first=link.first, second=link.second), by=anna
        )


def test_looking_for_one_person_is_one_query(zaneta, twin, anna):
    make_path.lookalike(zaneta, by=anna, family_name="Ćwiek", of=zaneta.project)
    asked = links.profile_of(zaneta.person)
    visible = _visible(anna)

    with CaptureQueriesContext(
        connection,
    ) as asking:
        found = links.lookalikes(asked, visible=visible, apart_from=[zaneta.person_id])

    assert len(asking) == 1
    assert len(found) == 2


def test_the_same_pesel_is_nobody_who_looks_alike(zaneta, anna):
    found = links.lookalikes(links.profile_of(zaneta.person), visible=_visible(anna))

    assert found == []


def test_a_voided_participation_makes_nobody_a_suspect(zaneta, twin, anna):
    Participation.objects.filter(pk=twin.pk).update(voided_at="2026-11-01T00:00Z")

    assert _suspected(anna) == []


def test_married_in_between_is_found_by_the_day_of_birth(zaneta, anna):
    make_path.lookalike(zaneta, by=anna, family_name="Wrona")
    make_path.lookalike(
        zaneta, by=anna, family_name="Miotk", born_on=date(1985, 2, 28), of=zaneta.project
    )

    found = links.lookalikes_of(zaneta.person, visible=_visible(anna))

    assert [each.person.family_name for each in found] == ["Wrona"]
