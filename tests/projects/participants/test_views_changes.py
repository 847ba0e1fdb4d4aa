"""Entering, enrolling, correcting, leaving, coming back: through the forms, with their refusals."""

from datetime import timedelta

import pytest

from core import tenancy
from core.days import today
from core.ledger.models import Member
from projects.participants.models import Participation, Person
from tenants import operations as tenants
from tests import make

PERSON = {
    "family_name": "Żółć",
    "given_name": "Anna",
    "pesel": make.PESEL_OF_A_WOMAN,
    "phone": "600 100 200",
    "email": "anna@example.org",
    "gmina": "2205023",
    "place": "Kartuzy",
    "postal_code": "83-300",
}
PAPERS = {"notice_given_on": f"{today() - timedelta(days=61):%d.%m.%Y}"}
SITUATION = {
    "participant_kind": "INDIVIDUAL",
    "labour_detail": "NOT_IN_EDUCATION",
    "foreign_background": "NO",
    "third_country": "NO",
    "minority": "NO",
    "homeless": "NO",
}
ADDRESS = {"gmina": "2205023", "place": "Kartuzy", "postal_code": "83-300"}
START = {
    **PAPERS,
    **SITUATION,
    "citizenship": "PL",
    "started_on": f"{today() - timedelta(days=60):%d.%m.%Y}",
    "labour_status": "INACTIVE",
    "isced": "3",
    "disability": "NO",
    "at_risk": "on",
}


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def project(alfa, coordinator):
    return _project(alfa, coordinator, "Klub")


@pytest.fixture
def zaneta(alfa, coordinator, project) -> Participation:
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        return make.participation(by=by, of=project, started_on=today() - timedelta(days=60))


def _project(alfa, coordinator, title):
    with tenancy.inside(alfa):
        return make.project(
            by=Member.objects.get(account_id=coordinator.pk),
            title=title,
            starts_on=today() - timedelta(days=400),
            ends_on=today() + timedelta(days=400),
        )


def _errors(answer) -> dict[str, list[str]]:
    assert answer.status_code == 200
    return answer.context["form"].errors


def _stored(alfa, participation) -> Participation:
    with tenancy.inside(alfa):
        rows = Participation.objects.select_related("person").prefetch_related("outcomes")
        return rows.get(pk=participation.pk)


def _day(days_ago: int) -> str:
    return f"{today() - timedelta(days=days_ago):%d.%m.%Y}"


def test_the_pesel_fills_in_the_date_of_birth_and_the_sex(browser, project, alfa):
    answer = browser.post(f"/uczestnicy/dodaj/{project.pk}/", {**PERSON, **START})

    assert answer.status_code == 302
    with tenancy.inside(alfa):
        entered = Person.objects.get()
        assert (f"{entered.born_on}", entered.sex) == ("1885-02-28", "F")


def test_a_person_without_a_pesel_needs_the_mark_and_both_facts(browser, project, alfa):
    address = f"/uczestnicy/dodaj/{project.pk}/"
    typed = {**PERSON, **START, "pesel": ""}

    forgotten = _errors(browser.post(address, typed))
    unknown = _errors(browser.post(address, {**typed, "no_pesel": "on"}))
    known = {"no_pesel": "on", "born_on": "05.05.1990", "sex": "F"}

    assert set(forgotten) == {"pesel", "born_on", "sex"}
    assert set(unknown) == {"born_on", "sex"}
    assert browser.post(address, {**typed, **known}).status_code == 302
    with tenancy.inside(alfa):
        assert Person.objects.get().pesel is None


def test_every_mistake_is_told_at_once_each_at_its_field_and_the_typing_stays(browser, project):
    typed = {
        **PERSON,
        **START,
        "pesel": "85822812348",
        "postal_code": "83300",
        "place": "",
        "labour_detail": "LONG_TERM",
    }

    answer = browser.post(f"/uczestnicy/dodaj/{project.pk}/", typed)

    assert set(_errors(answer)) == {"pesel", "postal_code", "place", "labour_detail"}
    assert 'value="Żółć"' in answer.content.decode()
    assert 'href="#id_postal_code"' in answer.content.decode()


def test_a_known_pesel_leads_to_enrolling_that_person(browser, zaneta, alfa, coordinator):
    other = _project(alfa, coordinator, "Nowa droga")

    answer = browser.post(f"/uczestnicy/dodaj/{other.pk}/", {**PERSON, **START})
    page = answer.content.decode()

    assert set(_errors(answer)) == {"pesel"}
    assert f"/uczestnicy/{zaneta.pk}/zapisz/?projekt={other.pk}" in page
    enrolled = browser.post(f"/uczestnicy/{zaneta.pk}/zapisz/", {**START, "project": str(other.pk)})
    assert enrolled.status_code == 302
    with tenancy.inside(alfa):
        assert Participation.objects.filter(person=zaneta.person).count() == 2


def test_a_known_pesel_of_somebody_unseen_names_nobody(client_of, zaneta, alfa, coordinator):
    other = _project(alfa, coordinator, "Nowa droga")
    worker = make.account("jan@example.org", "Jan Hinc")
    tenants.grant(account=worker, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY)

    answer = client_of(worker, alfa).post(f"/uczestnicy/dodaj/{other.pk}/", {**PERSON, **START})

    assert set(_errors(answer)) == {"pesel"}
    assert "Ćwik" not in answer.content.decode()


def test_what_the_checks_only_doubt_is_said_after_saving(browser, project):
    typed = {**PERSON, **START, "email": ""}

    answer = browser.post(f"/uczestnicy/dodaj/{project.pk}/", typed, follow=True)

    levels = [message.level_tag for message in answer.context["messages"]]
    assert levels[0] == "success"
    assert "warning" in levels


def test_a_correction_keeps_the_pesel_that_was_not_retyped(browser, zaneta, alfa):
    typed = {
        **PERSON,
        "pesel": "",
        "born_on": "28.02.1885",
        "sex": "F",
        "version": "1",
        "reason": "nazwisko po ślubie",
    }

    answer = browser.post(f"/uczestnicy/{zaneta.pk}/popraw/", typed)

    assert answer.status_code == 302
    with tenancy.inside(alfa):
        person = Person.objects.get()
        assert (person.family_name, person.pesel) == ("Żółć", make.PESEL_OF_A_WOMAN)


def test_the_form_of_a_correction_does_not_show_the_pesel(browser, zaneta):
    page = browser.get(f"/uczestnicy/{zaneta.pk}/popraw/").content.decode()

    assert make.PESEL_OF_A_WOMAN not in page
    assert 'value="Ćwik"' in page


def test_a_correction_without_a_reason_is_refused(browser, zaneta, alfa):
    answer = browser.post(
        f"/uczestnicy/{zaneta.pk}/start/", {**START, **ADDRESS, "disability": "YES", "version": "1"}
    )

    assert set(_errors(answer)) == {"reason"}
    assert _stored(alfa, zaneta).disability == "NO"


@pytest.mark.parametrize("page", ["start", "popraw", "zakoncz"])
def test_a_form_shows_every_field_that_it_asks_for(browser, zaneta, page):
    answer = browser.get(f"/uczestnicy/{zaneta.pk}/{page}/")

    form, shown = answer.context["form"], answer.content.decode()
    assert [name for name in form.fields if f'name="{name}"' not in shown] == []


def test_a_stale_correction_of_the_start_shows_the_current_value(browser, zaneta, alfa):
    typed = {**START, **ADDRESS, "reason": "pomyłka", "version": "1"}
    browser.post(f"/uczestnicy/{zaneta.pk}/start/", {**typed, "disability": "REFUSED"})

    late = browser.post(f"/uczestnicy/{zaneta.pk}/start/", {**typed, "disability": "YES"})

    assert "__all__" in _errors(late)
    assert late.context["form"]["disability"].help_text
    assert _stored(alfa, zaneta).disability == "REFUSED"


def test_a_correction_keeps_what_its_form_does_not_ask(browser, alfa, coordinator):
    """Benefits are asked for a KIS or a CIS alone; they were known, and the agreement has changed."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        entered = make.participation(
            by=anna, started_on=today() - timedelta(days=60), benefits=("UNEMPLOYMENT_BENEFIT",)
        )
    typed = {**START, **ADDRESS, "disability": "REFUSED", "reason": "pomyłka", "version": "1"}

    browser.post(f"/uczestnicy/{entered.pk}/start/", typed)

    with tenancy.inside(alfa):
        entered.refresh_from_db()
        assert (entered.disability, entered.benefits) == ("REFUSED", "UNEMPLOYMENT_BENEFIT")


def test_an_employer_goes_with_the_work_that_a_correction_takes_back(browser, alfa, coordinator):
    """The form of this period asks for neither; whoever never worked has no employer."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        entered = make.participation(by=anna, started_on=today() - timedelta(days=60))
        entered.labour_status, entered.employer = "EMPLOYED", "Stolarnia"
        entered.occupation = "OTHER"
        entered.save()
    typed = {**START, **ADDRESS, "reason": "pomyłka", "version": "1"}

    browser.post(f"/uczestnicy/{entered.pk}/start/", typed)

    stored = _stored(alfa, entered)
    assert stored.labour_status == "INACTIVE"
    assert not stored.employer
    assert not stored.occupation


def test_an_exit_is_recorded_with_its_outcomes(browser, zaneta, alfa):
    typed = {
        "ended_on": _day(20),
        "completed_path": "yes",
        "exit_situation": "TOOK_UP_WORK",
        "EMPLOYMENT_on": _day(10),
        "EMPLOYMENT_evidence": "CONTRACT",
        "version": "1",
    }

    answer = browser.post(f"/uczestnicy/{zaneta.pk}/zakoncz/", typed)

    stored = _stored(alfa, zaneta)
    assert answer.status_code == 302
    assert stored.completed_path is True
    assert [outcome.kind for outcome in stored.outcomes.all()] == ["EMPLOYMENT"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"EMPLOYMENT_on": _day(30), "EMPLOYMENT_evidence": "CONTRACT"}, "EMPLOYMENT_on"),
        ({"EDUCATION_on": _day(10)}, "EDUCATION_evidence"),
        ({"EDUCATION_evidence": "SCHOOL"}, "EDUCATION_on"),
        ({"ended_on": _day(70)}, "ended_on"),
        ({"ended_on": _day(-2)}, "ended_on"),
        ({"QUALIFICATION_on": _day(-2), "QUALIFICATION_evidence": "OTHER"}, "QUALIFICATION_on"),
        ({"exit_situation": ""}, "exit_situation"),
    ],
)
def test_a_refused_exit_says_why_at_the_field_and_saves_nothing(
    browser, zaneta, alfa, typed, field
):
    whole = {
        "ended_on": _day(20),
        "completed_path": "no",
        "exit_situation": "BEING_MONITORED",
        "version": "1",
    }

    answer = browser.post(f"/uczestnicy/{zaneta.pk}/zakoncz/", {**whole, **typed})

    assert set(_errors(answer)) == {field}
    assert _stored(alfa, zaneta).ended_on is None


def test_an_outcome_needs_an_exit_first(browser, zaneta):
    typed = {"kind": "EMPLOYMENT", "observed_on": _day(1), "evidence": "CONTRACT"}

    answer = browser.post(f"/uczestnicy/{zaneta.pk}/wynik/", {**typed, "version": "1"})

    assert set(_errors(answer)) == {"__all__"}


def test_an_exit_is_taken_back_only_after_asking(browser, zaneta, alfa):
    typed = {
        "ended_on": _day(20),
        "completed_path": "no",
        "exit_situation": "BEING_MONITORED",
        "version": "1",
    }
    browser.post(f"/uczestnicy/{zaneta.pk}/zakoncz/", typed)

    asked = browser.get(f"/uczestnicy/{zaneta.pk}/wroc/")
    still_out = _stored(alfa, zaneta).ended_on
    back = {"version": "2", "returned_on": _day(10), "reason": "umowa wygasła"}
    browser.post(f"/uczestnicy/{zaneta.pk}/wroc/", back)

    assert asked.status_code == 200
    assert still_out is not None
    assert _stored(alfa, zaneta).ended_on is None


def test_whoever_only_reads_cannot_take_an_exit_back(client_of, alfa, zaneta):
    auditor = make.account("ewa@example.org", "Ewa Konkel", alfa, "auditor")

    answer = client_of(auditor, alfa).post(f"/uczestnicy/{zaneta.pk}/wroc/", {"version": "1"})

    assert answer.status_code == 404


def test_the_only_running_project_is_not_asked_for(browser, project, alfa, coordinator):
    alone = browser.get("/uczestnicy/dodaj/")
    _project(alfa, coordinator, "Nowa droga")
    asked = browser.get("/uczestnicy/dodaj/")

    assert alone.url == f"/uczestnicy/dodaj/{project.pk}/"
    assert len(asked.context["projects"]) == 2
