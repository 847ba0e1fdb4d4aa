"""Claims that went out before anybody used Szansa: told once, no arrears, in nobody's way."""

import re
from datetime import date, timedelta

import pytest

from core import tenancy
from core.days import add_months, today
from core.ledger.models import Member
from indicators.facts import tasks as publishing
from indicators.periods import closing_day, operations, queries
from indicators.periods.models import SettlementPeriod
from indicators.periods.refusals import LaterIsReported
from indicators.programme_periods.models import PeriodStanding
from projects.deadlines import operations as deadlines
from projects.deadlines.operations import Term
from projects.deadlines.rules import Kind
from tests import make
from tests.make import periods


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def club(alfa, coordinator):
    """A project of more than a year with a claim every three months, whose periods nobody entered."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        return make.project(
            by=anna,
            starts_on=add_months(today().replace(day=1), -14),
            ends_on=today() + timedelta(days=300),
            claim_every_months=3,
            claim_due_days=10,
        )


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def settlement_officer(client_of, alfa):
    account = make.account("ola@example.org", "Ola Zalewska", alfa, "settlement_officer")
    return client_of(account, alfa)


def proposed(browser, club):
    return browser.post(f"/projekty/{club.pk}/okresy/zaproponuj/", {"every_months": 3}, follow=True)


def late_claims(browser):
    page = browser.get("/terminy/?kiedy=po-terminie&rodzaj=wniosek")
    return [row.url for row in page.context["rows"]]


def test_a_late_claim_without_periods_leads_to_the_one_button_that_makes_them(
    browser, client_of, alfa, club
):
    address = f"/projekty/{club.pk}/okresy/"

    assert set(late_claims(settlement_officer(client_of, alfa))) == {address}
    page = browser.get(address)
    assert "Umowa chce wniosku o płatność co 3 miesiące" in text_of(page)
    assert '<input type="hidden" name="every_months" value="3">' in page.content.decode()


def test_after_proposing_the_coordinator_says_at_once_which_were_sent(browser, alfa, club):
    page = proposed(browser, club)

    assert page.redirect_chain[-1][0] == f"/projekty/{club.pk}/okresy/wyslane/"
    assert "Które wnioski już wysłano?" in text_of(page)
    assert len(late_claims(browser)) == 4

    answer = browser.post(page.request["PATH_INFO"], {"until": 3}, follow=True)

    assert "Oznaczono 3 wnioski jako wysłane." in text_of(answer)
    assert "Jeden okres rozliczeniowy czeka na zamknięcie" in text_of(answer)
    with tenancy.inside(alfa):
        fourth = SettlementPeriod.objects.get(number=4)
    assert late_claims(browser) == [f"/okresy/{fourth.pk}/"]
    assert text_of(answer).count("wniosek wysłany, niezamknięty w Szansie") == 3


def test_the_next_period_is_closed_without_those_sent_before(browser, alfa, club, coordinator):
    proposed(browser, club)
    browser.post(f"/projekty/{club.pk}/okresy/wyslane/", {"until": 3})
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        first, *_others, fourth = queries.periods_of(club.pk).filter(number__lte=4)
        periods.closed(fourth, by=anna, on=today())

        with pytest.raises(LaterIsReported):
            operations.close_period(period=first, seen="", on=today(), by=anna)
        assert queries.overdue(ends_by=today(), on=today()) == []
    publishing.publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        standing = PeriodStanding.objects.get(project_id=club.pk)
    assert (standing.closed_count, standing.first_open_ends_on) == (1, today_period_ends(club))
    assert closing_day.close_due(alfa, on=today()) == (0, 0)


def today_period_ends(club) -> date:
    return add_months(club.starts_on, 15) - timedelta(days=1)


def test_a_claim_that_nobody_said_was_sent_stays_in_the_way(alfa, club, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        made = operations.propose_periods(project=club, every_months=3, by=anna)
        second = Term(Kind.CLAIM, club.pk, club.pk, made[1].ends_on)
        deadlines.settle(terms=[second], by=anna, on=today())

        assert queries.in_the_way(made[2]).number == 1


def test_a_case_worker_cannot_say_that_claims_were_sent(client_of, browser, alfa, club):
    proposed(browser, club)
    account = make.account("jan@example.org", "Jan Hinc", alfa, "case_worker")
    address = f"/projekty/{club.pk}/okresy/wyslane/"

    assert client_of(account, alfa).post(address, {"until": 3}).status_code == 404
    assert len(late_claims(browser)) == 4


def test_an_agreement_of_another_length_is_offered_as_it_is(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        ends_on = today() + timedelta(days=300)
        club = make.project(by=anna, starts_on=today(), ends_on=ends_on, claim_every_months=4)

    page = browser.post(f"/projekty/{club.pk}/okresy/zaproponuj/", {"every_months": 4}, follow=True)

    # Nothing is over yet, so nobody is asked what was sent.
    assert page.redirect_chain[-1][0] == f"/projekty/{club.pk}/okresy/"
    assert "Zaproponowano 3 okresy" in text_of(page)
