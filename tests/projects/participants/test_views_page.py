"""A person's page: what it shows, to whom, and how a PESEL is shown once."""

from datetime import timedelta

import pytest

from core import tenancy
from core.days import today
from core.ledger.models import AuditEvent, Member
from projects.participants import operations
from projects.participants.models import Participation
from tests import make


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def zaneta(alfa, coordinator) -> Participation:
    with tenancy.inside(alfa):
        return make.participation(by=Member.objects.get(account_id=coordinator.pk))


@pytest.fixture
def left(alfa, coordinator, zaneta) -> Participation:
    """Żaneta left eight days ago; what came of it is not known yet."""
    with tenancy.inside(alfa):
        entry = make.leave_entry(
            ended_on=today() - timedelta(days=8), exit_situation="BEING_MONITORED", outcomes=()
        )
        by = Member.objects.get(account_id=coordinator.pk)
        return operations.leave(participation=zaneta, entry=entry, version=1, on=today(), by=by)


def _text(browser, participation) -> str:
    return browser.get(f"/uczestnicy/{participation.pk}/").content.decode()


def test_the_pesel_is_masked_until_it_is_asked_for_and_shown_once(browser, zaneta, alfa):
    address = f"/uczestnicy/{zaneta.pk}/"

    answer = browser.post(f"{address}pesel/")

    assert make.PESEL_OF_A_WOMAN in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert make.PESEL_OF_A_WOMAN not in _text(browser, zaneta)
    with tenancy.inside(alfa):
        assert AuditEvent.objects.filter(verb="revealed a PESEL").count() == 1


def test_a_pesel_cannot_be_asked_for_by_an_address(browser, zaneta):
    assert browser.get(f"/uczestnicy/{zaneta.pk}/pesel/").status_code == 405


def test_the_settlement_officer_reads_without_contact_number_or_buttons(client_of, alfa, zaneta):
    officer = make.account("ewa@example.org", "Ewa Konkel", alfa, "settlement_officer")
    browser = client_of(officer, alfa)

    page = _text(browser, zaneta)

    assert "Ćwik Żaneta" in page
    assert "600000000" not in page
    assert "/zakoncz/" not in page
    assert "/pesel/" not in page
    assert browser.post(f"/uczestnicy/{zaneta.pk}/pesel/").status_code == 404
    assert browser.get(f"/uczestnicy/{zaneta.pk}/zakoncz/").status_code == 404


def test_the_auditor_reads_contact_too_and_changes_nothing(client_of, alfa, zaneta):
    auditor = make.account("ewa@example.org", "Ewa Konkel", alfa, "auditor")

    browser = client_of(auditor, alfa)
    records = browser.get(f"/uczestnicy/{zaneta.pk}/dane/").content.decode()

    assert "600000000" in records
    assert "/zakoncz/" not in records + _text(browser, zaneta)


def test_what_is_due_stands_in_the_list_of_things_to_do_and_on_top_of_the_story(browser, left):
    page = browser.get(f"/uczestnicy/{left.pk}/")
    due = browser.get(f"/uczestnicy/{left.pk}/terminy/", HTTP_HX_REQUEST="true")
    last_day = f"{left.ended_on + timedelta(days=28):%d.%m.%Y}"

    outcome = next(row for row in due.context["rows"] if last_day in row.last_day)
    assert not outcome.is_late
    assert "<html" not in due.content.decode()
    assert page.context["story"][0].due


def test_an_outcome_nobody_wrote_down_in_time_is_late(browser, left, alfa):
    with tenancy.inside(alfa):
        Participation.objects.filter(pk=left.pk).update(ended_on=today() - timedelta(days=29))

    page = browser.get(f"/uczestnicy/{left.pk}/terminy/")

    assert page.context["rows"][0].is_late
    assert "<html" in page.content.decode()


def test_an_indicator_says_yes_no_or_possible_with_the_branch_that_decides(browser, zaneta):
    counting = browser.get(f"/uczestnicy/{zaneta.pk}/wskazniki/").context["counting"]
    answers = {each.code: each.answer for each in counting}

    programme = {
        "PEOPLE_AT_RISK": "yes",
        "PEOPLE_WITH_DISABILITIES": "no",
        "PATH_COMPLETED": "possible",
        "EMPLOYED_AFTER": "possible",
        "QUALIFICATION_GAINED": "possible",
        "SEEKING_WORK": "possible",
    }
    common = {"EECO01": "yes", "EECO02": "no", "EECO04": "yes", "EECR04": "possible"}
    assert answers.items() >= (programme | common).items()
    # Of the rules of the project alone.
    assert not {code for code in answers if code.startswith(("CO", "CR"))}
    assert all(each.reason for each in counting)


def test_nothing_is_possible_any_more_when_the_window_has_closed(browser, left, alfa):
    with tenancy.inside(alfa):
        Participation.objects.filter(pk=left.pk).update(ended_on=today() - timedelta(days=29))

    counting = browser.get(f"/uczestnicy/{left.pk}/wskazniki/").context["counting"]

    assert "possible" not in {each.answer for each in counting}


def test_who_changed_what_and_why_is_in_the_history(browser, zaneta, alfa, coordinator):
    with tenancy.inside(alfa):
        operations.correct_person(
            person=zaneta.person,
            entry=make.person_entry(phone="500600700"),
            version=1,
            reason="nowy numer",
            on=today(),
            by=Member.objects.get(account_id=coordinator.pk),
        )

    page = browser.get(f"/uczestnicy/{zaneta.pk}/historia/").content.decode()

    assert "nowy numer" in page
    assert "Anna Lis" in page


def test_a_participation_of_another_tenant_is_not_found(client_of, beta, zaneta):
    neighbour = make.account("olga@example.org", "Olga Lis", beta, "coordinator")

    assert client_of(neighbour, beta).get(f"/uczestnicy/{zaneta.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["", "start/", "popraw/", "zapisz/", "zakoncz/"])
def test_every_page_of_somebody_accepted_opens(browser, alfa, coordinator, page):
    with tenancy.inside(alfa):
        waiting = make.accepted(by=Member.objects.get(account_id=coordinator.pk))

    answer = browser.get(f"/uczestnicy/{waiting.pk}/{page}")

    assert answer.status_code == 200
    assert "None" not in answer.content.decode()
