"""A row of an entered file that waits to go in, because somebody answered afterwards, can be left out, too."""

import pytest

from core import tenancy
from core.ledger.models import Member
from projects.exchange import operations, queries, refusals
from projects.exchange.models import Import
from projects.exchange.vocabulary import Standing, Step
from projects.participants.forms.links import LATER
from tests import make
from tests.make import exchange

WAITS, ENTERED = 3, 4


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def found(alfa, anna) -> Import:
    """Of its two people one is in; the other was asked about on entering, and waits since."""
    with tenancy.inside(alfa):
        told = exchange.office_csv([exchange.looking_alike(), exchange.person(2)])
        sent = exchange.sent(told, project=make.project(by=anna), by=anna)
        checked = exchange.checked(sent, by=anna)
        exchange.looked_like(by=anna)
        entered = exchange.entered(checked, by=anna)
        facts = {"row": None, "other": None, "kind": LATER}
        operations.say_who(of=entered, on=make.TODAY, by=anna, **facts)
        return entered


def left_out(found, number, *, by) -> None:
    operations.leave_out(of=found, row=exchange.row(found, number), on=make.TODAY, by=by)


def test_it_is_left_out_and_nothing_waits_any_more(alfa, anna, found):
    with tenancy.inside(alfa):
        left_out(found, WAITS, by=anna)

        assert queries.counts(found) == {Standing.LEFT: 1, Standing.DONE: 1}
        with pytest.raises(operations.NothingToEnter):
            exchange.entered(found, by=anna)


def test_what_is_in_is_not_left_out(alfa, anna, found):
    with tenancy.inside(alfa):
        with pytest.raises(operations.ShownOtherwise):
            left_out(found, ENTERED, by=anna)
        with pytest.raises(refusals.NotNow):
            operations.leave_out(of=found, row=None, on=make.TODAY, by=anna)

        assert queries.counts(found) == {Standing.ADD: 1, Standing.DONE: 1}


def test_the_page_of_its_rows_offers_it_and_nothing_else(alfa, coordinator, client_of, found):
    browser, address = client_of(coordinator, alfa), f"/import/{found.pk}/wiersze/"
    page = browser.get(f"{address}?stan=add")
    [shown] = page.context["shown"]
    assert page.context["waits"]

    answer = browser.post(f"{address}{shown.row.pk}/", {"leave": "out"}, HTTP_HX_REQUEST="true")

    assert str(Standing.LEFT.label) in answer.content.decode()
    assert b"<form" not in answer.content
    assert browser.get(f"{address}?stan=add").context["shown"] == []
    assert not browser.get(f"/import/{found.pk}/").context["waiting"]


def test_what_went_in_since_it_was_asked_is_not_taken_back_unseen(
    alfa, anna, coordinator, client_of, found
):
    browser, address = client_of(coordinator, alfa), f"/import/{found.pk}/cofnij/"
    asked = {"seen": browser.get(address).context["seen"]}
    with tenancy.inside(alfa):
        exchange.entered(found, by=anna)

    refused = browser.post(address, asked, follow=True)

    assert str(refusals.ShownOtherwise()) in refused.content.decode()
    assert "2 dodane wiersze zostaną usunięte" in refused.content.decode()
    with tenancy.inside(alfa):
        assert queries.counts(found) == {Standing.DONE: 2}
    browser.post(address, {"seen": refused.context["seen"]})
    with tenancy.inside(alfa):
        assert exchange.moved(found).step == Step.UNDONE


def test_a_mistake_in_a_file_that_is_entered_is_told_and_no_form_is_offered(
    alfa, anna, coordinator, client_of
):
    with tenancy.inside(alfa):
        told = exchange.office_csv([exchange.person(1), exchange.person(2, isced="?")])
        sent = exchange.sent(told, project=make.project(by=anna), by=anna)
        found = exchange.entered(exchange.checked(sent, by=anna), by=anna)
        assert found.step == Step.APPLIED

    page = client_of(coordinator, alfa).get(f"/import/{found.pk}/wiersze/?stan=bad")

    [(number, *_told, becomes)] = page.context["table"].rows
    assert number == ENTERED
    assert "ykształceni" in becomes
    assert page.context["shown"] == []


@pytest.mark.parametrize(("asked", "numbers"), [("", [WAITS, ENTERED]), ("stan=add&", [WAITS])])
def test_a_file_of_the_rows_holds_those_that_ask_for_something_too(
    coordinator, alfa, client_of, found, asked, numbers
):
    answer = client_of(coordinator, alfa).get(f"/import/{found.pk}/wiersze/?{asked}plik=csv")

    told = answer.content.decode("utf-8-sig").splitlines()[1:]
    assert [int(line.split(";")[0].strip('"')) for line in told] == numbers


def test_a_file_of_rows_that_are_checked_says_what_is_wrong(alfa, anna, coordinator, client_of):
    with tenancy.inside(alfa):
        told = exchange.office_csv([exchange.person(1), exchange.person(2, isced="?")])
        sent = exchange.sent(told, project=make.project(by=anna), by=anna)
        found = exchange.checked(sent, by=anna)

    answer = client_of(coordinator, alfa).get(f"/import/{found.pk}/wiersze/?plik=csv")

    _heading, good, bad = answer.content.decode("utf-8-sig").splitlines()
    assert str(Standing.ADD.label) in good
    assert str(Standing.BAD.label) in bad
    assert "Wykształcenie" in bad
