"""Declared values reach the metropolis beside all counts, with their source, and never in them."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from core import tenancy
from core.ledger.models import Member
from dashboards.metropolis import queries, releasing
from dashboards.metropolis.models import LiveTotal, ReleasedDeclared
from indicators.declared import operations
from indicators.declared.models import Declared, DeclaredInForce
from indicators.facts.models import DeclaredFact
from indicators.facts.tasks import publish_tenant
from tests import make
from tests.make import agreements
from tests.make import declared as made


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def project(alfa, anna):
    with tenancy.inside(alfa):
        return make.project(by=anna)


def declare(alfa, project, anna, total=7, **facts):
    with tenancy.inside(alfa):
        return made.declared(total, of=project, by=anna, **facts)


def released() -> list[ReleasedDeclared]:
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        return list(ReleasedDeclared.objects.order_by("ends_on"))


def test_a_declared_value_is_told_with_its_source(alfa, project, anna):
    declare(alfa, project, anna)

    publish_tenant(alfa)

    (told,) = released()
    assert (told.total_count, told.source) == (7, "protokół odbioru 3/2026")
    assert (told.project_id, told.unit_code) == (project.pk, "2205")


def test_it_enters_no_count(alfa, project, anna):
    declare(alfa, project, anna, 500, definition_code=made.PEOPLE)

    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.release_breakdowns()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert LiveTotal.objects.get(pk=made.PEOPLE).people_count == 0
        assert queries.by_unit(queries.latest_release(), "ALL") == {}
    assert [each.total_count for each in released()] == [500]


def test_what_is_corrected_and_withdrawn_follows(alfa, project, anna):
    first = declare(alfa, project, anna)
    publish_tenant(alfa)
    moment = {"at": agreements.NOW, "by": anna}
    with tenancy.inside(alfa):
        second = operations.correct_value(
            declared=first, entry=made.entry(9), reason="pomyłka", on=make.TODAY, **moment
        )
    publish_tenant(alfa)
    assert [each.total_count for each in released()] == [9]

    with tenancy.inside(alfa):
        operations.withdraw_value(declared=second, reason="inny projekt", **moment)
    publish_tenant(alfa)

    assert released() == []


def test_as_of_a_day_the_last_value_holds_and_of_days_each(alfa, project, anna):
    for month, total in ((3, 5), (6, 8)):
        declare(alfa, project, anna, total, ends_on=date(2026, month, 30))
        declare(
            alfa,
            project,
            anna,
            total,
            definition_code=made.LONG_TERM,
            starts_on=date(2026, month, 1),
            ends_on=date(2026, month, 30),
        )

    publish_tenant(alfa)

    told = [(each.definition_code, each.total_count) for each in released()]
    assert sorted(told) == [(made.LONG_TERM, 5), (made.LONG_TERM, 8), (made.OBJECTS, 8)]


def test_few_people_are_hidden_and_few_objects_are_not(alfa, project, anna):
    declare(alfa, project, anna, 2)
    declare(alfa, project, anna, 4, definition_code=made.LONG_TERM, women=4, men=0)
    declare(alfa, project, anna, 9, definition_code=made.PEOPLE, women=7, men=2)

    publish_tenant(alfa)

    told = {each.definition_code: each for each in released()}
    assert told[made.OBJECTS].total_count == 2
    hidden, split = told[made.LONG_TERM], told[made.PEOPLE]
    assert (hidden.total_count, hidden.women_count, hidden.men_count) == (None, None, None)
    assert (split.total_count, split.women_count, split.men_count) == (9, None, None)


def test_it_is_silent_as_soon_as_people_of_the_project_tell_the_same(alfa, project, anna):
    declare(alfa, project, anna, 40, definition_code=made.PEOPLE)
    declare(alfa, project, anna, 3)
    publish_tenant(alfa)
    assert len(released()) == 2

    with tenancy.inside(alfa):
        make.participation(by=anna, of=project)
    publish_tenant(alfa)

    assert [each.definition_code for each in released()] == [made.OBJECTS]


def test_publishing_twice_is_publishing_once(alfa, project, anna):
    declare(alfa, project, anna)
    publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        before = list(DeclaredFact.objects.values())

    with tenancy.inside(alfa):
        from core import outbox

        outbox.write(outbox.Topic.CARD, project.pk)
        outbox.write(outbox.Topic.PROJECT, project.pk)
        outbox.write(outbox.Topic.TENANT)
    publish_tenant(alfa)

    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert list(DeclaredFact.objects.values()) == before
    assert len(released()) == 1


def test_the_metropolis_reads_what_was_released_and_no_fact(alfa, project, anna):
    declare(alfa, project, anna)
    publish_tenant(alfa)

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        with pytest.raises(ProgrammingError), transaction.atomic():
            DeclaredFact.objects.count()
        assert ReleasedDeclared.objects.count() == 1


def test_the_publisher_reads_what_holds_and_neither_reasons_nor_who_declared(alfa, project, anna):
    declare(alfa, project, anna)

    with tenancy.inside(alfa, role=tenancy.Role.PUBLISHING):
        assert DeclaredInForce.objects.count() == 1
        with pytest.raises(ProgrammingError), transaction.atomic():
            Declared.objects.count()
