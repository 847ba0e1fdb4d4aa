"""The programme's calendar: what is due from whom, by month, by unit, and in one's own calendar."""

import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from core import tenancy
from core.days import today
from dashboards.watching import due
from dashboards.watching.due import Month
from tenants import operations as tenants
from tenants.models import Membership
from tests import make
from tests.make import periods, programme_targets, watching


@pytest.fixture
def ola(metropolis):
    return make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")


@pytest.fixture
def browser(ola, metropolis, client_of):
    return client_of(ola, metropolis)


def entries(**facts):
    usual = {"since": date(2020, 1, 1), "until": date(2035, 1, 1)}
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        return due.entries(**{**usual, **facts})


def test_everything_that_is_due_stands_in_it_by_day(db):
    watching.released_project(ends_on=date(2026, 12, 21))
    periods.programme_period()
    plan = programme_targets.plan(by=make.BY)

    found = {(one.kind, one.day) for one in entries()}

    assert found == {
        (due.Kind.CLOSING, date(2026, 4, 20)),
        (due.Kind.PROJECT_END, date(2026, 12, 21)),
        (due.Kind.PLAN, plan.ends_on),
    }


def test_a_unit_sees_its_own_and_what_is_due_from_all(db):
    watching.released_project(ends_on=date(2026, 12, 21))
    watching.released_project(ends_on=date(2026, 12, 22), unit_code="2204")
    periods.programme_period()

    assert [one.day.day for one in entries(unit_code="2204")] == [20, 22]


@pytest.mark.parametrize(
    ("text", "first", "is_wrong"),
    [
        ("2026-12", date(2026, 12, 1), False),
        ("", date(2026, 11, 1), False),
        ("2026-13", date(2026, 11, 1), True),
        ("grudzień", date(2026, 11, 1), True),
        ("9999-12", date(2026, 11, 1), True),
        ("0001-01", date(2026, 11, 1), True),
        ("2036-12", date(2036, 12, 1), False),
    ],
)
def test_a_month_is_read_from_the_address(text, first, is_wrong):
    assert Month.read(text, on=make.TODAY) == (Month(first), is_wrong)


def test_months_follow_each_other_over_the_year():
    december = Month(date(2026, 12, 1))

    assert (december.before.code, december.after.code) == ("2026-11", "2027-01")
    assert december.last == date(2026, 12, 31)


def test_the_page_shows_a_month_and_leads_to_its_neighbours(browser):
    watching.released_project(ends_on=date(2026, 12, 21))

    text = browser.get("/kalendarz/?miesiac=2026-12&powiat=2205").content.decode()

    assert "21.12.2026" in text
    assert "?miesiac=2027-01&amp;powiat=2205" in text
    assert browser.get("/kalendarz/?miesiac=nigdy&powiat=0000").status_code == 200


def test_the_page_opens_on_the_month_of_the_next_thing_due(browser):
    watching.released_project(ends_on=today() - timedelta(days=40))
    coming = today() + timedelta(days=100)
    watching.released_project(ends_on=coming)
    watching.released_project(ends_on=coming + timedelta(days=100), unit_code="2204")

    page = browser.get("/kalendarz/")

    assert page.context["month"].code == f"{coming:%Y-%m}"
    assert f"?miesiac={today():%Y-%m}" in page.content.decode()
    later = browser.get("/kalendarz/?powiat=2204").context["month"]
    assert later.code == f"{coming + timedelta(days=100):%Y-%m}"


def test_what_is_due_today_is_the_next_thing(browser):
    watching.released_project(ends_on=today())

    page = browser.get("/kalendarz/")

    assert page.context["month"].code == f"{today():%Y-%m}"
    assert page.context["count"] == 1


def test_without_anything_to_come_the_page_opens_on_this_month(browser):
    watching.released_project(ends_on=today() - timedelta(days=40))

    assert browser.get("/kalendarz/").context["month"].code == f"{today():%Y-%m}"


def test_a_month_that_was_asked_for_is_shown_though_empty(browser):
    watching.released_project(ends_on=today() + timedelta(days=100))

    page = browser.get(f"/kalendarz/?miesiac={today():%Y-%m}")

    assert page.context["month"].code == f"{today():%Y-%m}"


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2014-01", "2036-12"])
def test_a_month_at_the_end_of_time_is_a_working_page(browser, month):
    assert browser.get(f"/kalendarz/?miesiac={month}").status_code == 200


def _address(browser) -> str:
    page = browser.post("/kalendarz/adres/nowy/")
    return re.search(r"/kalendarz/[\w-]+\.ics", page.content.decode())[0]


def test_the_feed_reads_without_a_sign_in_and_holds_no_figure(browser, metropolis, client_of):
    watching.released_project(ends_on=today())

    answer = client_of(None, metropolis).get(_address(browser))

    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["dtstart"].dt == today()
    assert "850" not in answer.content.decode()


def test_a_new_address_closes_the_old_one(browser, metropolis, client_of):
    stranger, first = client_of(None, metropolis), _address(browser)
    second = _address(browser)

    assert stranger.get(first).status_code == 404
    assert stranger.get(second).status_code == 200

    browser.post("/kalendarz/adres/zamknij/")
    assert stranger.get(second).status_code == 404


def test_whoever_left_the_metropolis_reads_nothing_more(browser, ola, metropolis, client_of):
    address = _address(browser)
    tenants.end_membership(membership=Membership.objects.get(account=ola), by=make.BY)

    assert client_of(None, metropolis).get(address).status_code == 404
