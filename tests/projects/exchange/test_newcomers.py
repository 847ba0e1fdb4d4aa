"""Who came or was corrected while a file goes in: each look sees it once, and nobody of the file itself."""

from dataclasses import replace

import pytest

from core.ledger.models import Member
from projects.exchange import queries, steps
from projects.exchange.judging.newcomers import Newcomers
from projects.exchange.vocabulary import Differing, Standing
from projects.participants import operations
from projects.participants.columns import entry_of
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

    one = make.participation(by=anna, of=found.project, **NEW)
    exchange.entered(found, by=anna)
    seen = [len(newcomers.look()) - before for _look in range(2)]
    one = corrected(one.person, by=anna, phone="600 100 200")
    seen.append(len(newcomers.look()) - before)
    corrected(one, by=anna, family_name="Nowsza")

    assert seen == [1, 1, 1]
    assert [len(newcomers.look()) - before for _look in range(2)] == [2, 2]


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
