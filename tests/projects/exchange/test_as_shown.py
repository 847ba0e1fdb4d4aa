"""What a page showed before the entering goes in, and nothing else: whoever was asked is asked anew."""

import pytest
from django.utils import timezone

from core import tenancy
from core.ledger.models import Member
from projects.exchange import operations, queries, rows
from projects.exchange.views import files
from projects.exchange.vocabulary import Differing, Standing, Step
from tests import make
from tests.make import exchange


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def shown(anna):
    """A file of two, of whom the second has a mistake, and what the page before entering showed of it."""
    told = [exchange.person(1), exchange.person(2, isced="wyższe")]
    found = exchange.checked(exchange.sent(exchange.office_csv(told), by=anna), by=anna)
    return found, rows.seen(found)


def enter_as_shown(shown, *, by):
    found, seen = shown
    facts = {"is_meant": True, "seen": seen, "at": timezone.now(), "by": by}
    return operations.enter(of=found, differing=Differing.OURS, **facts)


def mend(number, *, by, shown, **answers):
    row = exchange.row(shown[0], number)
    operations.mend(row=row, answers=answers, on=make.TODAY, by=by)


def test_what_somebody_did_since_it_was_shown_is_not_entered_unseen(anna, shown):
    mend(4, by=anna, shown=shown, isced="3")

    with pytest.raises(operations.ShownOtherwise):
        enter_as_shown(shown, by=anna)


def test_one_row_is_not_entered_for_another_that_was_shown(anna, shown):
    mend(4, by=anna, shown=shown, isced="3")
    operations.leave_out(of=shown[0], row=exchange.row(shown[0], 3), on=make.TODAY, by=anna)
    assert queries.counts(shown[0]) == {Standing.ADD: 1, Standing.LEFT: 1}

    with pytest.raises(operations.ShownOtherwise):
        enter_as_shown(shown, by=anna)


def test_a_row_that_says_something_else_by_now_is_not_entered_unseen(anna, shown):
    mend(3, by=anna, shown=shown, phone="700 700 700")

    with pytest.raises(operations.ShownOtherwise):
        enter_as_shown(shown, by=anna)


def test_what_is_not_entered_may_change_meanwhile(anna, shown):
    mend(4, by=anna, shown=shown, isced="zawodowe")

    assert enter_as_shown(shown, by=anna).step == Step.APPLYING


def test_the_page_that_is_refused_shows_what_is_so_by_now_and_takes_that(
    alfa, coordinator, client_of
):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        told = [exchange.person(1), exchange.person(2, isced="wyższe")]
        found = exchange.sent(exchange.office_csv(told), project=make.project(by=by), by=by)
        found = exchange.checked(found, by=by)
    browser, address = client_of(coordinator, alfa), f"/import/{found.pk}/wprowadz/"
    asked = {"differing": "ours", "seen": browser.get(address).context["form"]["seen"].value()}
    with tenancy.inside(alfa):
        mend(4, by=by, shown=(found, ""), isced="3")

    refused = browser.post(address, asked)

    assert refused.status_code == 200
    assert "2 osoby" in refused.context["told"].sentence
    asked["seen"] = refused.context["form"]["seen"].value()
    assert browser.post(address, asked).status_code == 302


def test_the_page_before_entering_tells_how_many_rows_differ_from_what_is_here(
    alfa, coordinator, client_of
):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=by)
        exchange.people_in(project, exchange.person(1), by=by)
        told = exchange.office_csv([exchange.person(1, phone="700 700 700")])
        found = exchange.checked(exchange.sent(told, project=project, by=by), by=by)

    page = client_of(coordinator, alfa).get(f"/import/{found.pk}/wprowadz/")

    assert "1 wiersz różni się" in page.content.decode()
    assert "0" not in page.context["told"].sentence


def test_where_nothing_is_left_the_page_before_entering_has_no_button(alfa, coordinator, client_of):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        told = exchange.office_csv([exchange.person(1)])
        found = exchange.checked(exchange.sent(told, project=make.project(by=by), by=by), by=by)
        exchange.entered(found, by=by)

    page = client_of(coordinator, alfa).get(f"/import/{found.pk}/wprowadz/").content.decode()

    assert 'name="seen"' not in page
    assert f'href="/import/{found.pk}/"' in page


def test_every_file_that_was_sent_can_be_reached(alfa, coordinator, client_of, monkeypatch):
    monkeypatch.setattr(files, "PER_PAGE", 2)
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=by)
        for number in range(3):
            content = exchange.office_csv([exchange.person(number)])
            exchange.sent(content, project=project, by=by, name=f"lista {number}.csv")
    browser = client_of(coordinator, alfa)

    first, second = browser.get("/import/"), browser.get("/import/?page=2")

    assert "3 pliki" in first.content.decode()
    assert [
        [str(line[0].value) for line in one.context["table"].rows] for one in (first, second)
    ] == [
        ["lista 2.csv", "lista 1.csv"],
        ["lista 0.csv"],
    ]
