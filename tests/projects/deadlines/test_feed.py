"""The calendar, read back as a calendar would: days, counts, no names, and a secret that ends."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Account
from core import tenancy
from core.days import today
from core.ledger.models import Member
from projects.deadlines import operations
from tenants import operations as tenants
from tenants.models import Membership
from tests import make
from tests.make import deadlines as moments


@pytest.fixture
def anna(alfa, coordinator) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def joanna(alfa, anna) -> Member:
    """The case worker for whom three people wait who left on one day, and one who left later."""
    joanna = make.member(alfa, "joanna@example.org", "Joanna Formela", "case_worker")
    on = today() - timedelta(days=5)
    with tenancy.inside(alfa):
        of = make.project(by=anna, ends_on=today() + timedelta(days=400))
        for name in ("Ćwik", "Dorsz", "Ełk"):
            moments.left(by=anna, on=on, of=of, family_name=name)
        moments.left(by=anna, on=on + timedelta(days=1), of=of, family_name="Flądra")
    return joanna


@pytest.fixture
def address(alfa, joanna) -> str:
    return _address(alfa, joanna)


def _address(alfa, member, language="pl") -> str:
    with tenancy.inside(alfa):
        token = operations.make_feed(language=language, by=member, at=timezone.now())
    return f"/terminy/{token}.ics"


def events(answer) -> list:
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_calendar_without_a_session_reads_counts_and_days(client_of, alfa, address):
    answer = client_of(None, alfa).get(address)

    outcomes = [event for event in events(answer) if "wynik" in event["uid"]]
    assert answer["Content-Type"].startswith("text/calendar")
    assert [event["summary"].split()[0] for event in outcomes] == ["3", "1"]
    assert all("(Alfa)" in event["summary"] for event in outcomes)
    assert outcomes[0].decoded("dtstart") == today() + timedelta(days=23)
    assert type(outcomes[0].decoded("dtstart")) is date
    assert outcomes[0].decoded("dtend") == today() + timedelta(days=24)


def test_no_name_and_no_id_of_a_person_is_in_it(client_of, alfa, address):
    text = client_of(None, alfa).get(address).content.decode()

    assert "VEVENT" in text
    for word in ("Ćwik", "Dorsz", "Żaneta", "Joanna", "/uczestnicy/"):
        assert word not in text


def test_an_event_keeps_its_uid_while_its_count_changes(client_of, alfa, anna, address):
    browser = client_of(None, alfa)
    before = {event["uid"] for event in events(browser.get(address))}
    with tenancy.inside(alfa):
        moments.left(by=anna, on=today() - timedelta(days=5), family_name="Gil")

    after = events(browser.get(address))

    assert before == {event["uid"] for event in after}
    assert len(before) == len(after)
    assert any(event["summary"].startswith("4") for event in after)


def test_it_is_written_in_the_language_in_which_it_was_made(client_of, alfa, joanna):
    answer = client_of(None, alfa).get(_address(alfa, joanna, language="en"))

    assert "3 outcomes to find out (Alfa)" in {event["summary"] for event in events(answer)}


def test_it_holds_what_waits_for_its_member_alone(client_of, alfa, anna, address):
    of_anna = _address(alfa, anna)

    kinds = {event["uid"].split("-2")[0] for event in events(client_of(None, alfa).get(of_anna))}

    assert kinds <= {"koniec-projektu", "dostepnosc"}


def _revoked(alfa, joanna) -> None:
    with tenancy.inside(alfa):
        operations.revoke_feed(by=joanna)


def _renewed(alfa, joanna) -> None:
    _address(alfa, joanna)


def _left(alfa, joanna) -> None:
    make.leave(joanna)


@pytest.mark.parametrize("ended", [_revoked, _renewed, _left])
def test_a_revoked_replaced_or_departed_members_address_leads_nowhere(
    client_of, alfa, joanna, address, ended
):
    browser = client_of(None, alfa)
    assert browser.get(address).status_code == 200

    ended(alfa, joanna)

    assert browser.get(address).status_code == 404


def test_whoever_lost_the_role_with_people_sees_no_people_in_the_calendar(
    client_of, alfa, joanna, address
):
    account = Account.objects.get(pk=joanna.account_id)
    tenants.grant(account=account, tenant=alfa, role="viewer", by=make.BY)
    membership = Membership.objects.get(account=account, role="case_worker")
    tenants.end_membership(membership=membership, by=make.BY)

    assert events(client_of(None, alfa).get(address)) == []


def test_the_neighbours_host_does_not_know_the_address(client_of, beta, address):
    assert client_of(None, beta).get(address).status_code == 404


def test_a_made_up_address_looks_like_one_that_was_revoked(client_of, alfa, joanna, address):
    _revoked(alfa, joanna)
    browser = client_of(None, alfa)

    made_up = browser.get("/terminy/no-such-secret.ics")

    revoked = browser.get(address)
    assert made_up.status_code == revoked.status_code == 404
    assert made_up.context["request"].actor == revoked.context["request"].actor


def test_the_address_is_shown_once_and_its_page_is_not_kept(client_of, alfa, joanna):
    account = Account.objects.get(pk=joanna.account_id)
    browser = client_of(account, alfa)

    shown = browser.post("/terminy/ustawienia/kalendarz/")

    assert ".ics" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert ".ics" not in browser.get("/terminy/ustawienia/").content.decode()
