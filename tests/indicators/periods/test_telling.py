"""Whoever changes what a closed period counted is told before it is saved, and saves it knowing."""

import re
from datetime import date

import pytest

from core import tenancy
from core.ledger.models import Member
from indicators.periods import queries
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.support import operations as baskets
from projects.support.forms.sheets import key_of
from projects.support.models import Attendance, Service, SupportGiven
from tests import make
from tests.make import path, periods, support

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
    # What is said on top leads to the question, which stands below the whole form.
    assert 'href="#id_difference_is_known"' in asked.content.decode()
    assert 'id="id_difference_is_known"' in asked.content.decode()
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


def asked_and_saved(browser, address, **changes):
    """What is sent is asked about first, and goes through once the difference is known."""
    form = browser.get(address).context["form"]
    shown = {each.name: each.value() for each in form}
    # A browser sends nothing of a box that is not ticked.
    typed = {name: it for name, it in shown.items() if it is not None and it is not False} | changes

    asked = browser.post(address, typed)
    assert SAID in text_of(asked)
    assert 'name="difference_is_known"' in asked.content.decode()
    assert browser.post(address, typed | KNOWN).status_code == 302


@pytest.fixture
def gone(alfa, anna):
    """Somebody of the older fund, who got a parcel, answered once and left in the closed period."""
    with tenancy.inside(alfa):
        club = make.project(by=anna, rule_set="P2014")
        one = make.participation(by=anna, of=club, pesel=None)
        parcel = support.benefit(of=club, by=anna, area="SOCIAL")
        facts = {"given_on": date(2026, 3, 10), "quantity": 1, "on": make.TODAY}
        baskets.give_support(participation=one, service=parcel, **facts, by=anna)
        path.survey(one, by=anna, answer=1)
        leave = make.leave_entry(ended_on=date(2026, 3, 20), outcomes=())
        facts = {"version": Participation.objects.get(pk=one.pk).version, "on": make.TODAY}
        participants.leave(participation=one, entry=leave, **facts, by=anna)
        periods.closed(periods.period(of=club, by=anna), by=anna)
        return one


def test_a_questionnaire_that_tells_of_progress_is_asked_about(browser, anna, gone):
    answers = dict.fromkeys(path.QUESTIONS, "4")

    asked_and_saved(
        browser,
        f"/uczestnicy/{gone.pk}/postep-wyjscie/",
        filled_on="04.05.2026",
        done_by=str(anna.pk),
        is_signed="on",
        **answers,
    )


def test_a_corrected_service_says_first_whose_figures_it_moves(browser, alfa, gone):
    with tenancy.inside(alfa):
        parcel = Service.objects.get()

    asked_and_saved(browser, f"/wsparcie/uslugi/{parcel.pk}/popraw/", area="ACCOMPANYING")
    with tenancy.inside(alfa):
        assert Service.objects.get().area == "ACCOMPANYING"


@pytest.fixture
def begun(alfa, anna):
    """A project whose period was closed with somebody who began with a parcel, and an intern."""
    with tenancy.inside(alfa):
        club = make.project(by=anna)
        parcel = support.benefit(of=club, by=anna, area="SOCIAL", counts_as_first_support=True)
        ala, bea = support.people(2, of=club, by=anna)
        facts = {"given_on": date(2026, 11, 2), "quantity": 1, "on": make.TODAY}
        given = baskets.give_support(participation=ala, service=parcel, **facts, by=anna)
        intern = support.placement(bea, by=anna, of=support.internship(of=club, by=anna))
        periods.closed(periods.period(of=club, by=anna, days=AUTUMN), by=anna)
        return given, intern


def test_support_taken_back_says_first_what_it_changes(browser, alfa, begun):
    address = f"/wsparcie/swiadczenie/{begun[0].pk}/cofnij/"

    asked = browser.post(address)

    assert SAID in text_of(asked)
    with tenancy.inside(alfa):
        assert SupportGiven.objects.exists()
    assert browser.post(address, KNOWN).status_code == 302
    with tenancy.inside(alfa):
        assert not SupportGiven.objects.exists()


def test_a_month_of_an_internship_says_first_what_it_changes(browser, begun):
    address = f"/wsparcie/staze/{begun[1].pk}/?miesiac=2026-11"

    asked_and_saved(browser, address, mark_20261102="WORKED", hours_20261102="7")
