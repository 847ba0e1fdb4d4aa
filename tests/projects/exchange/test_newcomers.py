"""Who came or was corrected while a file goes in: each look sees it once, and nobody of the file itself."""

from dataclasses import replace

import pytest

from core import tenancy
from core.ledger.models import Member
from core.tenancy import Role
from projects.exchange import queries, refusals, steps
from projects.exchange.judging.newcomers import Newcomers
from projects.exchange.vocabulary import Differing, Standing
from projects.participants import links, operations
from projects.participants.columns import entry_of
from tenants import operations as tenants
from tenants.models import Membership
from tests import make
from tests.make import exchange

ROW = 3
NEW = {"pesel": None, "family_name": "Nowa"}


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def corrected(person, *, by, **changes):
    entry = replace(entry_of(person), **changes)
    facts = {"version": person.version, "reason": "pomyłka", "on": make.TODAY, "by": by}
    return operations.correct_person(person=person, entry=entry, **facts)


def test_whom_the_file_brought_itself_it_is_not_asked_about(anna, monkeypatch):
    """However small a piece is: two rows of one list are told apart by whoever wrote it."""
    monkeypatch.setattr(steps, "AT_ONCE", 1)
    sisters = [exchange.looking_alike(), exchange.looking_alike(78, family_name="Testowaabb")]
    found = exchange.sent(exchange.office_csv(sisters), project=make.project(by=anna), by=anna)

    found = exchange.entered(exchange.checked(found, by=anna), by=anna)

    assert queries.counts(found) == {Standing.DONE: 2}


def test_each_look_sees_who_came_since_the_last(anna):
    found, _known = exchange.resembling(by=anna, family_name="Zupełnieinna", given_name="Hanna")
    newcomers = Newcomers(found)
    before = len(newcomers.look())

    make.participation(by=anna, of=found.project, **NEW)
    exchange.entered(found, by=anna)
    seen = [len(newcomers.look()) - before for _look in range(2)]
    assert seen == [1, 1]


def test_a_look_knows_whoever_was_corrected_as_they_are_called_now(anna):
    found, _known = exchange.resembling(by=anna)
    one = make.participation(by=anna, of=found.project, **NEW)
    newcomers = Newcomers(found)
    before = len(newcomers.look())

    one = corrected(one.person, by=anna, phone="600 100 200")
    assert called(newcomers.look(), one) == [one.pk]
    now = corrected(one, by=anna, family_name="Krzemińska")

    came = newcomers.look()
    assert (called(came, one), called(came, now)) == ([], [one.pk])
    assert len(came) == before


def called(came, person):
    """Who of them is as the person is told."""
    return [pk for pk, likeness in came.alike(links.profile_of(person)) if likeness.score == 1]


def test_whom_the_file_itself_corrected_is_no_newcomer(anna):
    project = make.project(by=anna)
    first = exchange.sent(exchange.office_csv([exchange.person(1)]), project=project, by=anna)
    exchange.entered(exchange.checked(first, by=anna), by=anna)
    told = exchange.office_csv([exchange.person(1) | {"phone": "600 999 888"}])
    found = exchange.checked(exchange.sent(told, project=project, by=anna), by=anna)
    assert queries.counts(found) == {Standing.CHANGE: 1}
    newcomers = Newcomers(found)
    before = len(newcomers.look())

    exchange.entered(found, differing=Differing.FILE, by=anna)

    assert queries.counts(found) == {Standing.DONE: 1}
    assert len(newcomers.look()) == before


def test_whom_the_file_brought_is_no_newcomer_in_another_project(anna):
    first, second = exchange.looking_alike(), exchange.looking_alike(78, family_name="Testowaabb")
    content = exchange.office_csv([first])
    found = exchange.sent(content, project=make.project(by=anna), by=anna)
    found = exchange.entered(exchange.checked(found, by=anna), by=anna)
    newcomers = Newcomers(found)
    before = len(newcomers.look())
    elsewhere = make.project(by=anna, title="Inny projekt")

    exchange.people_in(elsewhere, first, by=anna)
    assert len(newcomers.look()) == before
    exchange.people_in(elsewhere, second, by=anna)
    assert len(newcomers.look()) == before + 1


@pytest.fixture
def of_ewa(alfa, anna):
    """A file of somebody who has gone; its row looks like somebody of another project."""
    with tenancy.acting_as(Role.WEB):
        ewa = make.member(alfa, "ewa@example.org", "Ewa Konkel", "coordinator")
    exchange.looked_like(by=anna)
    content = exchange.office_csv([exchange.looking_alike()])
    found = exchange.sent(content, project=make.project(by=anna), by=ewa)
    exchange.named(found, by=ewa)
    with tenancy.acting_as(Role.WEB):
        [held] = Membership.objects.filter(account_id=ewa.account_id)
        tenants.end_membership(membership=held, by=make.BY)
    return exchange.moved(found)


def test_in_the_name_of_somebody_who_has_gone_nothing_is_entered(anna, of_ewa):
    assert queries.counts(of_ewa) == {Standing.ADD: 1}

    with pytest.raises(refusals.SenderGone):
        exchange.entered(of_ewa, by=anna)


def test_whoever_names_its_columns_anew_is_asked_in_their_own_name(anna, of_ewa):
    found = exchange.checked(of_ewa, by=anna)

    assert found.made_by == anna
    assert queries.counts(found) == {Standing.ALIKE: 1}


def test_whoever_was_corrected_into_a_likeness_after_the_check_is_asked_about(anna):
    known = exchange.looked_like(by=anna)
    first = known.given_name
    known = corrected(known, by=anna, family_name="Zupełnieinna", given_name="Hanna")
    content = exchange.office_csv([exchange.looking_alike()])
    found = exchange.sent(content, project=make.project(by=anna), by=anna)
    found = exchange.checked(found, by=anna)
    assert queries.counts(found) == {Standing.ADD: 1}

    corrected(known, by=anna, family_name="Testowab", given_name=first)

    assert queries.counts(exchange.entered(found, by=anna)) == {Standing.ALIKE: 1}
    assert exchange.why(found, ROW)
