"""A person of an organisation sees its tokens in the units that let them, on one page, and nobody else's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Account
from core import tenancy
from core.ledger.models import AuditEvent
from core.platform_ledger.models import PlatformAuditEvent
from projects.agreements import operations as agreements
from projects.agreements.operations.writing import entry_of
from projects.partners import issuing, people
from projects.portal import ways
from tenants.models import Tenant
from tenants.organisations import operations
from tenants.organisations.models import Organisation, PersonInvitation, Seat
from tests import make
from tests.make import organisations, partners
from tests.tenants import letters

PAGE = "/organizacja/"
JAN = "jan@most.example.org"


@pytest.fixture
def bob(beta: Any) -> Any:
    return make.account("bob@example.org", "Bob Czaja", beta, "coordinator")


@pytest.fixture
def in_alfa(alfa: Any, coordinator: Any) -> Any:
    """Fundacja Most with a token in alfa."""
    return organisations.token(alfa, coordinator)


@pytest.fixture
def in_beta(beta: Any, bob: Any) -> Any:
    """The same foundation, by another name, with a token in beta."""
    return organisations.token(beta, bob, "Fundacja „Most”")


@pytest.fixture
def zofia(in_alfa: Any) -> Any:
    """Invited by alfa alone, and managing people there."""
    return organisations.person(*in_alfa, manages=True)


@pytest.fixture
def browser(client_of: Any, metropolis: Any) -> Any:
    def on_the_metropolis(account: Any) -> Any:
        opened = client_of(account, metropolis)
        opened.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return opened

    return on_the_metropolis


def seen(browser: Any) -> str:
    answer = browser.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def way_in(account: Any, tenant: Any, token: Any) -> str:
    return f"{PAGE}{organisations.seat_of(account, tenant).pk}/{token.pk}/"


def test_one_number_in_two_units_is_one_organisation(in_alfa, in_beta):
    found = Organisation.objects.get()

    assert found.nip == organisations.NIP
    assert sorted(found.standings.values_list("name", flat=True)) == [
        "Fundacja Most",
        "Fundacja „Most”",
    ]


def test_a_number_of_the_courts_is_learned_beside_the_nip_and_found_alone(alfa, coordinator):
    organisations.token(alfa, coordinator, nip="", krs=organisations.KRS)
    organisations.token(alfa, coordinator, "Most", krs=organisations.KRS)

    found = Organisation.objects.get()
    assert (found.nip, found.krs) == (organisations.NIP, organisations.KRS)


def test_whoever_was_let_in_under_a_wrong_number_does_not_see_the_body_that_really_has_it(
    alfa, coordinator, in_alfa, zofia, browser
):
    workshop, _token = in_alfa
    assert "System: Fundacja Most" in seen(browser(zofia))
    with tenancy.inside(alfa):
        _correct_number(workshop, organisations.ANOTHER_NIP)
    organisations.token(alfa, coordinator, "Fundacja Inna")

    assert "System: " not in seen(browser(zofia))

    with tenancy.inside(alfa):
        _correct_number(workshop, organisations.NIP)
    assert "System: Fundacja Most" in seen(browser(zofia))


def _correct_number(workshop: Any, nip: str) -> None:
    workshop.partner.refresh_from_db()
    agreements.correct_partner(
        partner=workshop.partner,
        entry=replace(entry_of(workshop.partner), nip=nip),
        version=workshop.partner.version,
        by=workshop.anna,
    )


def test_a_number_that_another_took_meanwhile_is_not_learned_and_nothing_breaks(in_alfa):
    """Two notings at once look for the number, find nobody, and both write it."""
    taken = Organisation.objects.create(krs=organisations.KRS)
    found = Organisation.objects.get(nip=organisations.NIP)

    assert not operations._learned(found, krs=organisations.KRS)

    assert list(Organisation.objects.filter(krs=organisations.KRS)) == [taken]


def test_a_partner_without_a_number_is_no_organisation_and_nobody_is_invited(
    alfa, coordinator, client_of
):
    workshop, token = organisations.token(alfa, coordinator, nip="")
    pages = client_of(coordinator, alfa)

    assert not Organisation.objects.exists()
    assert pages.get(f"/programy-partnerow/{token.pk}/osoby/zapros/").status_code == 404
    assert "/osoby/zapros/" not in pages.get(f"/programy-partnerow/{token.pk}/").content.decode()


def test_the_letter_leads_in_and_the_page_is_all_there_is(in_alfa, alfa, client_of, metropolis):
    workshop, token = in_alfa
    coordinator = client_of(Account.objects.get(email="anna@example.org"), alfa)
    person = {"email": JAN, "display_name": "Jan Hinc"}
    coordinator.post(f"/programy-partnerow/{token.pk}/osoby/zapros/", person)
    link = letters.link_to(JAN)
    browser = client_of(None, metropolis)
    typed = {"display_name": "Jan Hinc", "password": "it rains in May", "again": "it rains in May"}

    answer = browser.post(link, typed)

    assert answer["Location"] == PAGE
    assert token.name in seen(browser)
    assert browser.get("/").status_code == 404
    assert browser.get("/ludzie/").status_code == 404
    assert browser.get("/konto/").status_code == 200
    assert client_of(None, metropolis).get(link).status_code == 410


def test_everything_a_partner_asks_about_stands_on_the_page(in_alfa, alfa, zofia, browser):
    workshop, token = in_alfa
    with tenancy.inside(alfa):
        key = issuing.issue_key(
            token=token, overlap=timedelta(0), at=timezone.now(), by=workshop.anna
        )
    program = partners.Program(alfa, key)
    program.get("/sessions/")
    program.get("/sessions/?nothing=1")

    page = seen(browser(zofia))

    for told in ("Klub Fundacja Most", "Gmina Alfa", "works", "send attendance", "tag-bad"):
        assert told in page
    assert key.split("_")[2] not in page


def test_a_unit_is_seen_once_it_lets_the_person_see(in_alfa, in_beta, zofia, browser):
    before = seen(browser(zofia))

    organisations.person(*in_beta)

    assert "Gmina Beta" not in before
    after = seen(browser(zofia))
    assert "Gmina Alfa" in after
    assert "Gmina Beta" in after


def test_whoever_is_invited_is_answered_alike_known_or_not(
    in_alfa, in_beta, zofia, beta, bob, client_of
):
    pages, (_workshop, token) = client_of(bob, beta), in_beta
    address = f"/programy-partnerow/{token.pk}/osoby/zapros/"

    told = [
        pages.post(address, {"email": email, "display_name": "Zofia Klejna"}, follow=True)
        for email in (zofia.email, "nobody@most.example.org")
    ]

    texts = [
        answer.content.decode().replace(zofia.email, "X").replace("nobody@most.example.org", "X")
        for answer in told
    ]
    assert texts[0].count("X") >= 2
    assert "Gmina Alfa" not in texts[0] + texts[1]


def test_anothers_tokens_are_never_seen(in_alfa, alfa, beta, bob, zofia, browser, coordinator):
    _other, foreign = organisations.token(
        alfa, coordinator, "Fundacja Brama", nip=organisations.ANOTHER_NIP
    )
    _elsewhere, far = organisations.token(
        beta, bob, "Fundacja Brama", nip=organisations.ANOTHER_NIP
    )
    reader = browser(zofia)

    page = seen(reader)

    assert "Fundacja Brama" not in page
    assert "Gmina Beta" not in page
    for token in (foreign, far):
        assert reader.get(way_in(zofia, alfa, token)).status_code == 404


def test_a_number_typed_elsewhere_widens_nothing(in_alfa, alfa, beta, bob, coordinator, browser):
    """Beta writes the KRS of another beside the foundation's NIP: in alfa the two stay two."""
    organisations.token(beta, bob, "Fundacja Most", krs=organisations.KRS)
    organisations.token(alfa, coordinator, "Fundacja Brama", nip="", krs=organisations.KRS)
    zofia = organisations.person(*in_alfa)

    assert "Fundacja Brama" not in seen(browser(zofia))


def test_a_token_whose_partner_got_another_number_is_out_of_sight(in_alfa, alfa, zofia, browser):
    workshop, token = in_alfa
    with tenancy.inside(alfa):
        workshop.partner.nip = organisations.ANOTHER_NIP
        workshop.partner.save(update_fields=["nip"])

    assert token.name not in seen(browser(zofia))


def test_the_last_token_takes_the_unit_out_of_sight(in_alfa, alfa, zofia, browser):
    workshop, token = in_alfa
    with tenancy.inside(alfa):
        issuing.revoke_token(token=token, at=timezone.now(), by=workshop.anna)

    page = seen(browser(zofia))

    assert "Gmina Alfa" not in page
    assert "There is no token for you to see" in page
    assert browser(zofia).get(PAGE + "zapros/").status_code == 404


def test_a_token_is_entered_and_left_again(in_alfa, alfa, zofia, browser, client_of):
    _workshop, token = in_alfa
    address = browser(zofia).get(way_in(zofia, alfa, token))["Location"]
    visitor = client_of(None, alfa)
    path = "/" + address.split("/", 3)[3]

    answers = [visitor.get(path + tab) for tab in ("", "zapytania/", "przewodnik/", "wyprobuj/")]

    assert address.startswith("http://alfa.localhost")
    assert [answer.status_code for answer in answers] == [200] * 4
    assert all(PAGE in answer.content.decode() for answer in answers)
    assert visitor.post(path + "wyprobuj/", {"body": ""}).status_code == 200


@pytest.fixture
def entered(in_alfa: Any, alfa: Any, zofia: Any, browser: Any) -> str:
    """The path of the token's page in alfa, as Zofia has it open."""
    _workshop, token = in_alfa
    return "/" + browser(zofia).get(way_in(zofia, alfa, token))["Location"].split("/", 3)[3]


def test_a_pass_dies_with_the_seat(in_alfa, alfa, zofia, entered, client_of):
    workshop, token = in_alfa
    seat = organisations.seat_of(zofia, alfa)
    with tenancy.inside(alfa):
        people.withdraw(token=token, seat_id=seat.pk, at=timezone.now(), by=workshop.anna)

    assert client_of(None, alfa).get(entered).status_code == 404


def test_a_pass_dies_with_the_account(alfa, zofia, entered, client_of):
    zofia.is_active = False
    zofia.save()

    assert client_of(None, alfa).get(entered).status_code == 404


def test_a_pass_dies_of_age(alfa, entered, client_of, monkeypatch):
    monkeypatch.setattr(ways, "PASS_LASTS", timedelta(seconds=-1))

    assert client_of(None, alfa).get(entered).status_code == 404


def test_a_pass_opens_nothing_in_another_unit_and_nothing_when_mended(
    alfa, beta, entered, client_of
):
    text = entered.split("/")[2]
    mended = text[:-1] + ("A" if text[-1] != "A" else "B")

    assert client_of(None, beta).get(entered).status_code == 404
    assert client_of(None, alfa).get(f"/partner/{mended}/").status_code == 404


def test_a_colleague_is_given_no_more_than_whoever_invites_manages(
    in_alfa, in_beta, zofia, browser, beta
):
    organisations.person(*in_beta)
    seats = {one.standing.tenant.name: one.standing_id for one in Seat.objects.all()}
    reader = browser(zofia)
    person = {"email": JAN, "display_name": "Jan Hinc"}

    refused = reader.post(PAGE + "zapros/", {**person, "standings": [seats["Gmina Beta"]]})
    invited = reader.post(PAGE + "zapros/", {**person, "standings": [seats["Gmina Alfa"]]})

    assert (refused.status_code, invited.status_code) == (200, 302)
    assert Seat.objects.get(invitation__email=JAN).standing.tenant.name == "Gmina Alfa"


def test_the_units_coordinator_sees_who_has_access_and_withdraws_it(
    in_alfa, alfa, zofia, browser, client_of
):
    workshop, token = in_alfa
    standing = organisations.seat_of(zofia, alfa).standing_id
    browser(zofia).post(
        PAGE + "zapros/", {"email": JAN, "display_name": "Jan Hinc", "standings": [standing]}
    )
    jan = organisations.accepted(PersonInvitation.objects.get(email=JAN))
    pages = client_of(Account.objects.get(email="anna@example.org"), alfa)
    page = pages.get(f"/programy-partnerow/{token.pk}/").content.decode()
    seat = organisations.seat_of(jan, alfa)

    pages.post(f"/programy-partnerow/{token.pk}/osoby/{seat.pk}/")

    assert "Zofia Klejna" in page
    assert "Jan Hinc" in page
    assert token.name not in seen(browser(jan))
    assert token.name in seen(browser(zofia))
    verbs = PlatformAuditEvent.objects.values_list("verb", flat=True)
    assert "withdrew a person of an organisation" in verbs


def test_the_organisation_suspends_and_resumes_its_own(in_alfa, alfa, zofia, browser):
    jan = organisations.person(*in_alfa, JAN, display_name="Jan Hinc")
    seat, manager = organisations.seat_of(jan, alfa), browser(zofia)

    manager.post(f"{PAGE}osoby/{seat.pk}/wstrzymaj/")
    stopped = seen(browser(jan))
    manager.post(f"{PAGE}osoby/{seat.pk}/wznow/")

    assert "Gmina Alfa" not in stopped
    assert "Gmina Alfa" in seen(browser(jan))


def test_nobody_suspends_themselves_or_without_managing(in_alfa, alfa, zofia, browser):
    jan = organisations.person(*in_alfa, JAN)
    hers, his = (organisations.seat_of(one, alfa).pk for one in (zofia, jan))

    own = browser(zofia).post(f"{PAGE}osoby/{hers}/wstrzymaj/")
    without = browser(jan).post(f"{PAGE}osoby/{hers}/wstrzymaj/")

    assert (own.status_code, without.status_code) == (409, 404)
    assert not Seat.objects.exclude(suspended_at=None).exists()
    assert browser(jan).get(f"{PAGE}osoby/{his}/wznow/").status_code == 405


def test_a_managers_power_ends_at_the_unit_that_gave_it(in_alfa, in_beta, zofia, browser, beta):
    """Alfa's manager cannot stop whom beta let in, nor learn of them."""
    jan = organisations.person(*in_beta, JAN)
    seat = organisations.seat_of(jan, beta)

    answer = browser(zofia).post(f"{PAGE}osoby/{seat.pk}/wstrzymaj/")

    assert answer.status_code == 404
    assert JAN not in seen(browser(zofia))


def test_whoever_is_withdrawn_leaves_no_door_open(
    in_alfa, alfa, zofia, browser, client_of, metropolis
):
    workshop, token = in_alfa
    seat = organisations.seat_of(zofia, alfa)
    browser(zofia).post(
        PAGE + "zapros/", {"email": JAN, "display_name": "Jan", "standings": [seat.standing_id]}
    )
    with tenancy.inside(alfa):
        people.withdraw(token=token, seat_id=seat.pk, at=timezone.now(), by=workshop.anna)

    assert client_of(None, metropolis).get(letters.link_to(JAN)).status_code == 410


def test_whoever_is_suspended_leaves_no_door_open(
    in_alfa, alfa, zofia, browser, client_of, metropolis
):
    """An old address of their own, invited just before, would be a way back in."""
    ewa = organisations.person(*in_alfa, "ewa@most.example.org", manages=True)
    standing = organisations.seat_of(ewa, alfa).standing_id
    browser(ewa).post(
        PAGE + "zapros/", {"email": JAN, "display_name": "Jan", "standings": [standing]}
    )
    invited_by_another = organisations.invited(*in_alfa, "adam@most.example.org")

    browser(zofia).post(f"{PAGE}osoby/{organisations.seat_of(ewa, alfa).pk}/wstrzymaj/")

    assert client_of(None, metropolis).get(letters.link_to(JAN)).status_code == 410
    assert invited_by_another.seats.get().ended_at is None


def test_somebody_is_invited_once_and_again_when_the_letter_is_too_old(in_alfa):
    invitation = organisations.invited(*in_alfa)
    for email in (invitation.email, f" {invitation.email.upper()}"):
        with pytest.raises(operations.SeesAlready):
            organisations.invited(*in_alfa, email)
    with tenancy.inside(in_alfa[0].tenant):
        told = AuditEvent.objects.filter(verb="let a person of the partner in")
        assert told.count() == 1
    invitation.expires_at = timezone.now()
    invitation.save()

    workshop, token = in_alfa
    with tenancy.inside(workshop.tenant):
        facts = {"display_name": "Zofia", "manages": False, "at": timezone.now()}
        people.invite(token=token, email=invitation.email, by=workshop.anna, **facts)
        awaited = people.people_of(token)

    assert [one.invitation.display_name for one in awaited] == ["Zofia"]


def test_an_account_is_needed_to_accept_with_it(in_alfa, client_of, metropolis, bob):
    organisations.invited(*in_alfa, bob.email)
    link = letters.link_to(bob.email)

    stranger = client_of(None, metropolis).post(link, {})
    himself = client_of(bob, metropolis).post(link)

    assert b"/wejscie/?next=" in stranger.content
    assert himself["Location"] == PAGE


def test_a_unit_that_is_suspended_is_out_of_sight(in_alfa, alfa, zofia, browser):
    Tenant.objects.filter(pk=alfa.pk).update(state=Tenant.State.SUSPENDED)

    assert "Gmina Alfa" not in seen(browser(zofia))


def test_somebody_nobody_invited_sees_an_empty_page(browser, in_alfa):
    stranger = make.account("ewa@example.org", "Ewa Czaja")

    assert "There is no token for you to see" in seen(browser(stranger))


def test_the_page_asks_little_however_many_tokens_there_are(in_alfa, in_beta, zofia, browser):
    organisations.person(*in_beta)
    reader = browser(zofia)
    reader.get(PAGE)
    with CaptureQueriesContext(connection) as two:
        reader.get(PAGE)
    for workshop, _token in (in_alfa, in_beta):
        for _nth in range(4):
            partners.token(workshop)
    reader.get(PAGE)

    with CaptureQueriesContext(connection) as ten:
        reader.get(PAGE)

    asked = [one["sql"] for one in ten.captured_queries if not one["sql"].startswith("SET ROLE")]
    assert len(ten) == len(two)
    assert len(asked) <= 15
