"""The pages of a path: what is typed is kept, what is refused stands at its field."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.days import today
from core.ledger.models import Member
from projects.participants.models import Participation, Pause, SurroundingPerson
from tests import make
from tests.make import path as make_path
from tests.projects.participants.test_views_changes import PERSON, START

DIAGNOSIS = {f"{code}_level": "2" for code in make_path.AREAS}


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def anna(coordinator, alfa) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def zaneta(alfa, anna) -> Participation:
    with tenancy.inside(alfa):
        project = make.project(
            by=anna,
            starts_on=today() - timedelta(days=400),
            ends_on=today() + timedelta(days=400),
        )
        return make.participation(by=anna, of=project, started_on=today() - timedelta(days=60))


def _day(days_ago: int) -> str:
    return f"{today() - timedelta(days=days_ago):%d.%m.%Y}"


def _errors(answer) -> set[str]:
    assert answer.status_code == 200
    return set(answer.context["form"].errors)


def _page(browser, zaneta) -> str:
    return browser.get(f"/uczestnicy/{zaneta.pk}/sciezka/").content.decode()


def test_an_empty_path_leads_to_the_diagnosis(browser, zaneta):
    page = _page(browser, zaneta)

    assert page.index(f"/uczestnicy/{zaneta.pk}/diagnoza/") < page.index("/plan/")


def test_a_whole_path_is_shown_on_its_page(browser, zaneta, anna):
    about = {"done_on": _day(50), "done_by": str(anna.pk), "WORK_needs": "kurs opiekunki"}
    answers = dict.fromkeys(make_path.QUESTIONS, "2")
    plan = {
        "kind": "REINTEGRATION_PATH",
        "agreed_on": _day(45),
        "starts_on": _day(60),
        "ends_on": _day(-200),
        "goals": "Praca w opiece",
        "SOCIAL_kinds": "warsztaty",
        "SOCIAL_hours": "40,5",
        "VOCATIONAL_kinds": "staż",
        "version": "0",
    }
    steps = {
        "diagnoza": {**DIAGNOSIS, **about, "version": "0"},
        "postep-wejscie": {
            **answers,
            "filled_on": _day(50),
            "done_by": str(anna.pk),
            "version": "0",
        },
        "plan": plan,
        "ipd": {
            "made_on": _day(40),
            "adviser": str(anna.pk),
            "goals": "Opiekunka",
            "steps": "kurs",
            "version": "0",
        },
        "kontrakt": {
            "office_name": "GOPS Alfa",
            "signed_on": _day(61),
            "valid_to": _day(-100),
            "version": "0",
        },
        "opieka": {"cared_for_by": str(anna.pk), "version": "1"},
    }

    answered = {
        step: browser.post(f"/uczestnicy/{zaneta.pk}/{step}/", typed).status_code
        for step, typed in steps.items()
    }

    page = _page(browser, zaneta)
    assert set(answered.values()) == {302}, answered
    for shown in ("kurs opiekunki", "Praca w opiece", "40,5 h", "staż", "GOPS Alfa", "Anna Lis"):
        assert shown in page


def test_a_plan_says_at_which_area_something_is_wrong(browser, zaneta):
    typed = {
        "kind": "REINTEGRATION_PATH",
        "agreed_on": _day(45),
        "starts_on": _day(60),
        "ends_on": _day(-200),
        "goals": "Praca",
        "version": "0",
    }
    address = f"/uczestnicy/{zaneta.pk}/plan/"

    hours_alone = browser.post(address, {**typed, "HEALTH_hours": "4"})
    too_long = browser.post(
        address, {**typed, "HEALTH_kinds": "terapia", "HEALTH_ends_on": _day(-300)}
    )
    letters = browser.post(address, {**typed, "HEALTH_kinds": "terapia", "HEALTH_hours": "dużo"})

    assert _errors(hours_alone) == {"HEALTH_kinds"}
    assert _errors(too_long) == {"HEALTH_starts_on"}
    assert _errors(letters) == {"HEALTH_hours"}


def test_the_next_version_begins_with_the_last_one_and_asks_why(browser, zaneta, anna, alfa):
    with tenancy.inside(alfa):
        days = {"starts_on": today(), "ends_on": today() + timedelta(days=90)}
        area = make_path.entries.PlannedAreaEntry(area="SOCIAL", kinds="grupa", hours=None, **days)
        make_path.plan(zaneta, by=anna, **days, agreed_on=today(), on=today(), areas=(area,))
    address = f"/uczestnicy/{zaneta.pk}/plan/"

    form = browser.get(address).context["form"]

    assert form["SOCIAL_kinds"].value() == "grupa"
    assert form["version"].value() == 1
    assert "reason" in form.fields


def test_a_late_correction_of_a_contract_shows_what_stands_there_now(browser, zaneta, anna, alfa):
    with tenancy.inside(alfa):
        contract = make_path.contract(zaneta, by=anna, signed_on=today(), on=today())
    address = f"/uczestnicy/{zaneta.pk}/kontrakt/{contract.pk}/"
    typed = {"signed_on": "01.03.2026", "valid_to": "31.12.2026", "version": "1"}
    browser.post(address, {**typed, "office_name": "MOPS Alfa"})

    late = browser.post(address, {**typed, "office_name": "PCPR Alfa"})

    assert _errors(late) == {"__all__"}
    fields = {field.name: field for field in late.context["form"].comparison.fields}
    assert fields["office_name"].current == "MOPS Alfa"


def test_a_pause_is_noted_and_ended(browser, zaneta, alfa):
    address = f"/uczestnicy/{zaneta.pk}/przerwa/"
    typed = {"reason": "ILLNESS", "starts_on": _day(20), "expected_on": _day(-10), "version": "0"}
    browser.post(address, typed)
    with tenancy.inside(alfa):
        pause = Pause.objects.get()
    during = _page(browser, zaneta)

    browser.post(f"{address}{pause.pk}/", {**typed, "version": "1", "returned_on": _day(1)})

    assert f"/przerwa/{pause.pk}/" in during
    with tenancy.inside(alfa):
        assert Pause.objects.get().returned_on == today() - timedelta(days=1)


def test_people_around_are_counted_and_one_becomes_a_participant(browser, zaneta, alfa):
    address = f"/uczestnicy/{zaneta.pk}/otoczenie/"
    typed = {
        "relation": "CHILD",
        "people": "2",
        "age_group": "CHILD",
        "supports": ["CHILD_CARE", "FAMILY_TRIP"],
        "starts_on": _day(30),
        "version": "0",
    }
    counted = browser.post(address, typed)
    with tenancy.inside(alfa):
        child = SurroundingPerson.objects.first()
        assert SurroundingPerson.objects.count() == 2
    form = browser.get(f"{address}{child.pk}/uczestnik/").context["form"]
    person = {
        **PERSON,
        **START,
        "family_name": "Ćwik",
        "given_name": "Ala",
        "pesel": "",
        "no_pesel": "on",
        "born_on": "05.05.2008",
        "sex": "F",
        "started_on": _day(10),
        "version": "1",
    }

    done = browser.post(f"{address}{child.pk}/uczestnik/", person)

    assert counted.status_code == 302
    assert form["place"].value() == "Kartuzy"
    assert done.status_code == 302, done.context["form"].errors
    assert "Ćwik" in browser.get(f"{done.url}sciezka/").content.decode()
    assert browser.get(f"{address}{child.pk}/uczestnik/").status_code == 404


def test_whoever_settles_money_sees_hours_but_no_diagnosis(client_of, zaneta, anna, alfa):
    with tenancy.inside(alfa):
        make_path.diagnosis(zaneta, by=anna, done_on=today(), on=today(), conclusions="leczenie")
        days = {"starts_on": today(), "ends_on": today() + timedelta(days=90)}
        area = make_path.entries.PlannedAreaEntry(area="SOCIAL", kinds="terapia", hours=7, **days)
        make_path.plan(zaneta, by=anna, **days, agreed_on=today(), on=today(), areas=(area,))
    officer = make.account("ewa@example.org", "Ewa Konkel", alfa, "settlement_officer")
    browser = client_of(officer, alfa)

    page = _page(browser, zaneta)

    assert "7 h" in page
    assert not {"leczenie", "terapia", "pomoc", "/diagnoza/"} & set(page.split())
    assert "terapia" not in page
    assert browser.get(f"/uczestnicy/{zaneta.pk}/diagnoza/").status_code == 404


@pytest.mark.parametrize("parts", [1, 6])
def test_the_page_asks_as_many_questions_for_a_long_path_as_for_a_short_one(
    browser, zaneta, anna, alfa, parts
):
    with tenancy.inside(alfa):
        for number in range(parts):
            day = today() - timedelta(days=number)
            make_path.diagnosis(zaneta, by=anna, done_on=day, on=today())
            make_path.action_plan(zaneta, by=anna, made_on=day, on=today())
            make_path.surrounding(zaneta, by=anna, starts_on=day, on=today())
    _page(browser, zaneta)

    with CaptureQueriesContext(connection) as asking:
        _page(browser, zaneta)

    selects = [each["sql"] for each in asking if each["sql"].startswith("SELECT")]
    assert len(selects) <= MOST_QUERIES, "\n".join(each[:120] for each in selects)


# Signing in, membership and project access included.
MOST_QUERIES = 15


@pytest.mark.parametrize("place", ["otoczenie", "przerwa"])
def test_a_page_of_the_path_sent_twice_writes_down_one_thing(browser, zaneta, alfa, place):
    address = f"/uczestnicy/{zaneta.pk}/{place}/"
    token = re.search('name="once" value="([^"]+)"', browser.get(address).content.decode())[1]
    around = {"relation": "CHILD", "people": "1", "age_group": "CHILD", "supports": ["CHILD_CARE"]}
    typed = {
        **around,
        "starts_on": _day(30),
        "reason": "ILLNESS",
        "version": "0",
        "once": token,
        "expected_on": _day(-10),
    }

    for _click in range(2):
        browser.post(address, typed)

    with tenancy.inside(alfa):
        assert SurroundingPerson.objects.count() + Pause.objects.count() == 1
