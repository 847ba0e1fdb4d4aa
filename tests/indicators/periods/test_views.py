"""Pages of settlement periods: what each reader sees, and the whole way from a period to its reopening."""

import re
from datetime import date

import pytest

from core import tenancy
from core.ledger.models import Member
from indicators.facts import tasks as publishing
from indicators.periods import closing_day, queries
from indicators.periods.models import Closing, SettlementPeriod
from indicators.programme_periods import operations as programme
from indicators.programme_periods.models import ClosingDay, ClosingException
from projects.participants import operations as participants
from tests import make
from tests.make import periods

PEOPLE = "PEOPLE_AT_RISK"


@pytest.fixture
def anna(alfa, coordinator):
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def club(alfa, anna):
    with tenancy.inside(alfa):
        project = make.project(by=anna)
        make.participation(by=anna, of=project, pesel=None, given_name="Ala", family_name="Lis")
        return project


@pytest.fixture
def period(alfa, anna, club):
    with tenancy.inside(alfa):
        return periods.period(of=club, by=anna)


@pytest.fixture
def closing(alfa, anna, period):
    with tenancy.inside(alfa):
        return periods.closed(period, by=anna)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def reader(client_of, alfa, role):
    return client_of(make.account("wit@example.org", "Wit Zalewski", alfa, role), alfa)


def test_periods_are_proposed_entered_and_listed(browser, alfa, club):
    address = f"/projekty/{club.pk}/okresy/"
    assert "nie ma jeszcze okresów" in text_of(browser.get(address))

    browser.post(f"{address}nowy/", {"starts_on": "01.01.2025", "ends_on": "31.03.2025"})
    answer = browser.post(f"{address}zaproponuj/", {"every_months": 6}, follow=True)

    # Some are over already, so it is asked first which of their claims were sent.
    assert "Zaproponowano 6 okresów." in text_of(answer)
    shown = text_of(browser.get(address))
    assert "Okres 1" in shown
    assert "Okres 7 raport końcowy" in shown
    assert "czeka na zamknięcie" in shown
    with tenancy.inside(alfa):
        assert [each.number for each in queries.periods_of(club.pk)] == [1, 2, 3, 4, 5, 6, 7]


def test_a_refusal_stands_at_its_field(browser, club, period):
    days = {"starts_on": "31.03.2026", "ends_on": "30.06.2026"}

    answer = browser.post(f"/projekty/{club.pk}/okresy/nowy/", days)

    assert "dwa okresy nie mają wspólnych dni" in text_of(answer)


def test_closing_shows_first_what_will_be_frozen_and_freezes_just_that(browser, alfa, period):
    address = f"/okresy/{period.pk}/zamknij/"
    page = browser.get(address)
    seen = re.search(r'name="seen" value="(\w{64})"', page.content.decode())[1]

    assert "Tyle wykaże okres 1" in text_of(page)
    answer = browser.post(address, {"seen": seen}, follow=True)

    assert "Okres 1: jedna osoba od początku projektu (+1)" in text_of(answer)
    with tenancy.inside(alfa):
        assert Closing.objects.get().checksum == seen


def test_what_changed_since_is_shown_again_before_anything_is_closed(browser, alfa, anna, period):
    address = f"/okresy/{period.pk}/zamknij/"
    with tenancy.inside(alfa):
        make.participation(by=anna, of=period.project, pesel=None)

    answer = browser.post(address, {"seen": "0" * 64})

    assert "Niczego nie zamknięto" in text_of(answer)
    seen = re.search(r'name="seen" value="(\w{64})"', answer.content.decode())[1]
    assert browser.post(address, {"seen": seen}).status_code == 302


def test_a_report_has_its_values_versions_and_who_is_behind_them(browser, closing, period):
    shown = text_of(browser.get(f"/okresy/{period.pk}/"))
    people = text_of(browser.get(f"/okresy/raporty/{closing.pk}/kto/{PEOPLE}/"))

    assert closing.checksum[:12] in shown
    assert "Wersje definicji" in shown
    assert "Lis Ala" in people
    assert "03.03.2026" in people
    assert browser.get(f"/okresy/raporty/{closing.pk}/kto/NONE/").status_code == 404


def test_names_are_for_those_who_see_people(client_of, alfa, closing, period):
    viewer = reader(client_of, alfa, "viewer")

    assert "Okres 1" in text_of(viewer.get(f"/okresy/{period.pk}/"))
    assert viewer.get(f"/okresy/raporty/{closing.pk}/kto/{PEOPLE}/").status_code == 404
    assert viewer.get(f"/okresy/{period.pk}/zamknij/").status_code == 404


def test_differences_name_who_and_why_by_what_the_reader_may_see(
    browser, client_of, alfa, anna, closing
):
    with tenancy.inside(alfa):
        one = closing.period.project.participations.get()
        participants.correct_start(
            participation=one,
            start=make.start_entry(disability="YES"),
            version=1,
            reason="orzeczenie było w teczce",
            on=make.TODAY,
            by=anna,
        )
    address = f"/okresy/raporty/{closing.pk}/roznice/"

    own = text_of(browser.get(address))
    others = text_of(reader(client_of, alfa, "viewer").get(address))

    assert "Lis Ala" in own
    assert "orzeczenie było w teczce" in own
    assert "−1" in own
    assert "Lis Ala" not in others
    assert "orzeczenie" not in others
    assert "−1" in others


def test_the_checksum_page_says_whether_anything_was_touched(browser, closing):
    shown = text_of(browser.get(f"/okresy/raporty/{closing.pk}/suma/"))

    assert "Niezmieniony: raport jest tym, co zamknięto" in shown
    assert shown.count(closing.checksum) == 3


def test_reopening_is_asked_for_by_one_and_agreed_to_by_another(
    browser, client_of, alfa, closing, period
):
    answer = browser.post(f"/okresy/{period.pk}/otworz/", {"reason": "zła lista"}, follow=True)
    assert "Jest prośba o ponowne otwarcie" in text_of(answer)
    assert "/zgoda/" not in answer.content.decode()
    assert "jest prośba o otwarcie" in text_of(
        browser.get(f"/projekty/{period.project_id}/okresy/")
    )
    own = text_of(browser.get(f"/okresy/{period.pk}/"))
    assert "Wycofaj prośbę" in own
    assert "inna osoba z rolą koordynatora projektu" in own
    other = reader(client_of, alfa, "coordinator")
    assert f"/okresy/{period.pk}/" in other.get("/moj-dzien/").content.decode()
    assert f"/okresy/{period.pk}/" not in browser.get("/moj-dzien/").content.decode()
    page = other.get(f"/okresy/{period.pk}/").content.decode()
    address = re.search(r'href="(/okresy/prosby/[^"]+/zgoda/)"', page)[1]

    assert "Odrzuć prośbę" in page
    assert "Wycofaj prośbę" not in page
    alone = browser.post(address)
    agreed = other.post(address, follow=True)

    assert "raport cofają dwie osoby" in text_of(alone)
    assert "Okres 1 czeka na zamknięcie" in text_of(agreed)
    assert "Raporty cofnięte" in text_of(agreed)
    kept = text_of(browser.get(f"/okresy/raporty/{closing.pk}/"))
    assert "Ten raport cofnięto" in kept
    history = text_of(browser.get(f"/okresy/{period.pk}/historia/"))
    assert "Okres rozliczeniowy ponownie otwarty" in history
    assert "zła lista" in history


def test_what_cannot_be_done_with_a_period_is_said_and_not_offered(browser, alfa, anna, period):
    with tenancy.inside(alfa):
        second = periods.period(of=period.project, by=anna, days=periods.SECOND)

    earlier, later = (browser.get(f"/okresy/{one.pk}/") for one in (period, second))
    preview = browser.get(f"/okresy/{second.pk}/zamknij/")

    assert "Przejrzyj i zamknij" in text_of(earlier)
    assert "/usun/" not in earlier.content.decode()
    assert "Okres 1, poprzedzający ten, nie jest zamknięty" in text_of(later)
    assert "Przejrzyj i zamknij" not in text_of(later)
    assert "/usun/" in later.content.decode()
    assert "Okres 1, poprzedzający ten" in text_of(preview)
    assert 'name="seen"' not in preview.content.decode()


def test_a_report_on_which_a_later_one_stands_is_not_offered_for_reopening(
    browser, alfa, anna, closing, period
):
    with tenancy.inside(alfa):
        periods.closed(periods.period(of=period.project, by=anna, days=periods.SECOND), by=anna)

    page = browser.get(f"/okresy/{period.pk}/")

    assert "/otworz/" not in page.content.decode()
    assert "Późniejszy okres 2 jest zamknięty" in text_of(page)


def test_a_report_that_is_late_is_marked_in_the_list(browser, alfa, anna, period):
    address = f"/projekty/{period.project_id}/okresy/"

    # Whatever the day is: it was due in 2026, and the clock only goes on.
    assert "15.04.2026 po terminie" in text_of(browser.get(address))
    with tenancy.inside(alfa):
        periods.closed(period, by=anna)
    assert "po terminie" not in text_of(browser.get(address))


def test_ones_own_request_is_taken_back_and_somebody_elses_refused(
    browser, client_of, alfa, closing, period
):
    other = reader(client_of, alfa, "coordinator")
    for who, words in ((browser, "Wycofano prośbę"), (other, "Odrzucono prośbę")):
        browser.post(f"/okresy/{period.pk}/otworz/", {"reason": "zła lista"})
        page = who.get(f"/okresy/{period.pk}/").content.decode()
        address = re.search(r'href="(/okresy/prosby/[^"]+/odmowa/)"', page)[1]

        assert words in text_of(who.post(address, follow=True))


def test_an_open_period_is_corrected_and_removed(browser, alfa, period):
    page = browser.get(f"/okresy/{period.pk}/popraw/").content.decode()
    opened = re.search(r'name="opened" value="([^"]+)"', page)[1]
    days = {"starts_on": "01.01.2026", "ends_on": "28.02.2026", "due_on": "13.03.2026"}
    browser.post(f"/okresy/{period.pk}/popraw/", {**days, "version": 1, "opened": opened})

    with tenancy.inside(alfa):
        assert SettlementPeriod.objects.get().ends_on == date(2026, 2, 28)
    browser.post(f"/okresy/{period.pk}/usun/", {"version": 2})
    with tenancy.inside(alfa):
        assert not SettlementPeriod.objects.exists()


def test_the_project_leads_to_its_periods(browser, club):
    answer = browser.get(f"/projekty/{club.pk}/")

    assert f"/projekty/{club.pk}/okresy/".encode() in answer.content


def test_the_metropolis_names_a_period_and_excepts_a_unit(client_of, alfa, metropolis):
    role = "metropolitan_coordinator"
    chief = client_of(make.account("ola@example.org", "Ola Nowak", metropolis, role), metropolis)
    days = {"ends_on": "30.09.2026", "close_by": "20.10.2026"}
    chief.post("/okresy/nowy/", {"name": "III kwartał 2026", **days})
    period = ClosingDay.objects.get()
    exception = {"whom": alfa.pk, "reason": "kontrola", "expires_on": "31.12.2099"}
    answer = chief.post(f"/okresy/{period.pk}/wyjatek/", exception, follow=True)

    assert "kontrola" in text_of(answer)
    made = ClosingException.objects.get()
    chief.post(f"/okresy/wyjatki/{made.pk}/zakoncz/")
    made.refresh_from_db()
    assert made.withdrawn_at
    assert "III kwartał 2026" in text_of(chief.get("/okresy/"))


def test_the_metropolis_excepts_one_project_and_sees_by_whom_and_until_when(
    client_of, alfa, metropolis, anna, period
):
    with tenancy.inside(alfa):
        other = make.project(by=anna, title="Drugi klub")
        periods.period(of=other, by=anna)
    publishing.publish_tenant(alfa)
    role = "metropolitan_coordinator"
    chief = client_of(make.account("ola@example.org", "Ola Nowak", metropolis, role), metropolis)
    quarter = periods.programme_period(close_by=date(2026, 4, 20))
    address = f"/okresy/{quarter.pk}/wyjatek/"
    typed = {"reason": "kontrola", "expires_on": "31.12.2099"}

    assert "Drugi klub" in text_of(chief.get(address))
    strange = chief.post(address, typed | {"whom": f"{alfa.pk}:{quarter.pk}"})
    answer = chief.post(address, typed | {"whom": f"{alfa.pk}:{other.pk}"}, follow=True)

    assert "Wybierz poprawną wartość" in text_of(strange)
    assert "Drugi klub kontrola Ola Nowak" in text_of(answer)
    assert "31.12.2099" in text_of(answer)
    made = ClosingException.objects.get()
    assert (made.tenant, made.project_id) == (alfa, other.pk)
    assert "Drugi klub" in text_of(chief.get(f"/okresy/wyjatki/{made.pk}/zakoncz/"))
    assert closing_day.close_due(alfa, on=date(2026, 4, 20)) == (1, 1)


def test_a_unit_reads_when_the_programme_closes_its_period_and_what_it_is_excepted_from(
    browser, alfa, beta, metropolis, period
):
    quarter = periods.programme_period(close_by=date(2099, 4, 20))
    address = f"/okresy/{period.pk}/"
    before = text_of(browser.get(address))
    facts = {"project_id": None, "on": make.TODAY, "at": periods.NOW, "by": make.BY}
    for unit, reason in ((alfa, "kontrola w toku"), (beta, "powódź")):
        programme.except_unit(
            programme_period=quarter,
            tenant=unit,
            reason=reason,
            expires_on=date(2099, 5, 31),
            **facts,
        )

    after = text_of(browser.get(address))

    assert "20.04.2099" in before
    assert "31.05.2099" not in before
    assert "31.05.2099: kontrola w toku" in after
    assert "powódź" not in after


def test_a_viewer_of_the_metropolis_only_looks(client_of, metropolis):
    viewer = make.account("iga@example.org", "Iga Szulc", metropolis, "metropolitan_viewer")
    browser = client_of(viewer, metropolis)

    assert browser.get("/okresy/").status_code == 200
    assert browser.get("/okresy/nowy/").status_code == 403
