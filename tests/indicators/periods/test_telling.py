"""Whoever changes what a closed period counted is told before it is saved, and saves it knowing."""

import re
from datetime import date

import pytest

from core import tenancy
from core.ledger.models import Member
from indicators.periods import queries
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.support.forms.sheets import key_of
from projects.support.models import Attendance
from tests import make
from tests.make import periods, support

AUTUMN = (date(2026, 4, 1), date(2026, 11, 15))
SAID = "w następnym raporcie pojawi się jako różnica"
KNOWN = {"difference_is_known": "on"}
VOID = {"kind": "INELIGIBLE", "reason": "kontrola z 12.11", "version": "1"}


@pytest.fixture
def anna(alfa, coordinator):
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def ala(alfa, anna):
    """Began on 3 March; the period to 31 March is closed."""
    with tenancy.inside(alfa):
        one = make.participation(by=anna, of=make.project(by=anna), pesel=None)
        periods.closed(periods.period(of=one.project, by=anna), by=anna)
        return one


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def fresh(alfa, one):
    with tenancy.inside(alfa):
        return Participation.objects.get(pk=one.pk)


def test_voiding_says_first_which_closed_period_changes_and_what(browser, alfa, ala):
    address = f"/uczestnicy/{ala.pk}/uniewaznij/"

    asked = browser.post(address, VOID)

    assert "Okres do 31.03.2026 jest zamknięty" in text_of(asked)
    assert SAID in text_of(asked)
    assert 'name="difference_is_known"' in asked.content.decode()
    assert fresh(alfa, ala).voided_at is None


def test_voiding_goes_through_once_the_difference_is_known(browser, alfa, ala):
    done = browser.post(f"/uczestnicy/{ala.pk}/uniewaznij/", VOID | KNOWN)

    assert done.status_code == 302
    assert fresh(alfa, ala).voided_at is not None
    with tenancy.inside(alfa):
        [closing] = queries.live_closings(ala.project_id)
        assert queries.difference_of(closing).moves


def test_nobody_is_asked_where_no_period_is_closed(browser, alfa, anna):
    with tenancy.inside(alfa):
        bea = make.participation(by=anna, of=make.project(by=anna), pesel=None)
        periods.period(of=bea.project, by=anna)

    assert browser.post(f"/uczestnicy/{bea.pk}/uniewaznij/", VOID).status_code == 302


def test_nobody_is_asked_about_days_after_the_closed_ones(browser, alfa, anna, ala):
    with tenancy.inside(alfa):
        facts = {"pesel": None, "started_on": date(2026, 5, 4)}
        bea = make.participation(by=anna, of=ala.project, **facts)

    assert browser.post(f"/uczestnicy/{bea.pk}/uniewaznij/", VOID).status_code == 302


def test_a_return_says_first_which_result_goes(browser, alfa, anna, ala):
    with tenancy.inside(alfa):
        leave = make.leave_entry(ended_on=date(2026, 5, 4), outcomes=())
        participants.leave(participation=ala, entry=leave, version=1, on=make.TODAY, by=anna)
        periods.closed(periods.period(of=ala.project, by=anna, days=periods.SECOND), by=anna)
    back = {"version": "2", "returned_on": "02.11.2026", "reason": "pomyłka"}
    address = f"/uczestnicy/{ala.pk}/wroc/"

    asked = browser.post(address, back)

    assert "Okres do 30.06.2026 jest zamknięty" in text_of(asked)
    assert fresh(alfa, ala).ended_on is not None
    assert browser.post(address, back | KNOWN).status_code == 302
    assert fresh(alfa, ala).ended_on is None


def corrected(browser, address, **changes):
    """What a browser sends of a form that corrects: all it shows, and these changes."""
    form = browser.get(address).context["form"]
    shown = {each.name: each.value() or "" for each in form if each.value() is not False}
    return browser.post(address, shown | changes | {"reason": "pomyłka"})


def test_a_correction_that_moves_a_figure_is_asked_about(browser, alfa, ala):
    asked = corrected(browser, f"/uczestnicy/{ala.pk}/start/", disability="YES")

    assert SAID in text_of(asked)
    assert fresh(alfa, ala).disability == "NO"


def test_a_correction_that_moves_none_is_saved_at_once(browser, ala):
    saved = corrected(browser, f"/uczestnicy/{ala.pk}/popraw/", family_name="Lisowska")

    assert saved.status_code == 302


def test_somebody_who_takes_part_again_after_a_mistake_is_asked_about(browser, alfa, ala):
    browser.post(f"/uczestnicy/{ala.pk}/uniewaznij/", VOID | KNOWN)
    again = {"reason": "kontrola się myliła", "version": "2"}

    asked = browser.post(f"/uczestnicy/uniewaznione/{ala.pk}/przywroc/", again)

    assert SAID in text_of(asked)
    assert fresh(alfa, ala).voided_at is not None


@pytest.fixture
def session(alfa, anna):
    """A sheet of 2 November, in a period that was closed without it."""
    with tenancy.inside(alfa):
        club = make.project(by=anna)
        group = support.group(of=support.service(of=club, by=anna), by=anna)
        people = support.people(1, of=club, by=anna)
        support.join(group, *people, by=anna)
        held = support.session(group, by=anna)
        periods.closed(periods.period(of=club, by=anna, days=AUTUMN), by=anna)
        return held, people[0]


def test_a_mark_on_a_reported_day_says_first_what_it_changes(browser, alfa, session):
    held, who = session
    address, key = f"/wsparcie/zajecia/{held.pk}/", key_of(held.pk, who.pk)
    seen = browser.get(address).context["form"]["seen"].value()
    typed = {"seen": seen, f"mark_{key}": "PRESENT", f"hours_{key}": ""}

    asked = browser.post(address, typed)

    assert "Okres do 15.11.2026 jest zamknięty" in text_of(asked)
    assert 'name="difference_is_known"' in asked.content.decode()
    with tenancy.inside(alfa):
        assert not Attendance.objects.exists()
    assert browser.post(address, typed | KNOWN).status_code == 302
    with tenancy.inside(alfa):
        assert Attendance.objects.get().mark == "PRESENT"


def test_a_month_asks_too(browser, session):
    held, who = session
    address, key = f"/wsparcie/grupy/{held.group_id}/miesiac/", key_of(held.pk, who.pk)
    page = browser.get(f"{address}?miesiac=2026-11")
    typed = {"seen": page.context["form"]["seen"].value(), f"mark_{key}": "PRESENT"}

    asked = browser.post(f"{address}?miesiac=2026-11", typed | {f"hours_{key}": ""})

    assert 'name="difference_is_known"' in asked.content.decode()
