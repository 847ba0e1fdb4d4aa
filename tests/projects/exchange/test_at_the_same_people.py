"""Two work on the same people in the same moment, in real transactions."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone
from psycopg.errors import DeadlockDetected

from core.ledger.models import Member
from projects.exchange import operations, queries, rows, steps
from projects.exchange.models import Import
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.participants.models import Participation, Person
from tests import make, waiting
from tests.make import exchange


@pytest.fixture
def alfa(own_database) -> None:
    waiting.hire()


def ask_to_enter(found: Import, *, by: Any) -> Import:
    facts: dict[str, Any] = {"differing": Differing.FILE, "is_meant": True, "at": timezone.now()}
    return operations.enter(of=found, seen=rows.seen(found), by=by, **facts)


@pytest.fixture
def correcting(alfa) -> Import:
    """A file that corrects two people; somebody has asked to enter it."""

    def asked(anna):
        project = make.project(by=anna)
        exchange.people_in(project, exchange.person(1), exchange.person(2), by=anna)
        told = [exchange.person(number, phone="700 700 700") for number in (1, 2)]
        found = exchange.sent(exchange.office_csv(told), project=project, by=anna)
        return ask_to_enter(exchange.checked(found, by=anna), by=anna)

    return waiting.as_anna(asked)


def locking(people: Sequence[Person], *, number: int):
    """Whoever holds one of them until the end of what they do."""
    pk = people[number].pk
    return lambda _anna: Person.objects.select_for_update().get(pk=pk)


def told(found: Import) -> tuple[str, dict[str, int]]:
    """How far a file is, and its rows by standing."""
    return waiting.as_anna(
        lambda _anna: (Import.objects.get(pk=found.pk).step, queries.counts(found))
    )


def test_a_piece_that_the_database_ended_for_another_is_begun_anew(correcting):
    people = waiting.as_anna(lambda _anna: list(Person.objects.order_by("pk")))

    def hold_the_first_too(anna):
        # Whoever looks first that nobody comes on is ended: as a rule the worker.
        with suppress(OperationalError), transaction.atomic():
            locking(people, number=0)(anna)

    waiting.while_another_waits(
        locking(people, number=1),
        lambda _anna: steps.advance(correcting.pk, on=make.TODAY),
        then=hold_the_first_too,
    )

    assert told(correcting) == (Step.APPLIED, {Standing.DONE: 2})


def test_a_piece_that_is_ended_again_and_again_is_no_secret(correcting, monkeypatch):
    begun = []

    def ended(*_piece: object, **_facts: object) -> None:
        begun.append(1)
        raise OperationalError from DeadlockDetected()

    monkeypatch.setitem(steps.SHARED, Step.APPLYING, ended)
    with pytest.raises(OperationalError):
        waiting.as_anna(lambda _anna: steps.advance(correcting.pk, on=make.TODAY))

    assert len(begun) == steps.TRIES
    assert told(correcting) == (Step.APPLYING, {Standing.CHANGE: 2})


@pytest.fixture
def new(alfa) -> Import:
    """A file of two new people, which somebody of one project alone has asked to enter."""

    def begun(anna):
        return make.project(by=anna)

    project = waiting.as_anna(begun)
    jan = make.account("jan@example.org", "Jan Hinc")
    role = {"role": "coordinator", "project_id": project.pk}
    make.tenants.grant(account=jan, tenant=make.tenant("alfa"), by=make.BY, **role)

    def asked(_anna):
        by = Member.objects.get(display_name="Jan Hinc")
        told = [exchange.person(number) for number in (1, 2)]
        found = exchange.sent(exchange.office_csv(told), project=project, by=by)
        return ask_to_enter(exchange.checked(found, by=by), by=by)

    return waiting.as_anna(asked)


def test_whoever_is_entered_elsewhere_in_that_moment_is_not_enrolled_unseen(new):
    """By somebody else, in a project that whoever sent the file does not see."""

    def enter_the_second(anna):
        elsewhere = make.project(by=anna, title="Inny projekt")
        exchange.people_in(elsewhere, exchange.person(2), by=anna)

    waiting.while_another_waits(
        enter_the_second, lambda _anna: steps.advance(new.pk, on=make.TODAY)
    )

    assert told(new) == (Step.APPLIED, {Standing.DONE: 1, Standing.FAILED: 1})
    here = Participation.objects.filter(project=new.project_id)
    assert waiting.as_anna(lambda _anna: here.count()) == 1
