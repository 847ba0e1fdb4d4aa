"""The list of participants: who is found, in which order, by whom, and in how many queries."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import pesel, tenancy
from core.ledger.models import Member
from projects.participants.list_page import PARTICIPANTS
from projects.participants.models import Participation
from projects.workbench import taking_out
from tenants import operations as tenants
from tests import make


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def club(alfa, coordinator):
    """A project with three people whose names a computer would put in another order."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=anna)
        for family, given, number in [
            ("Żak", "Adam", make.PESEL_OF_A_MAN),
            ("Ćwik", "Żaneta", make.PESEL_OF_A_WOMAN),
            ("Cyman", "Ewa", None),
        ]:
            make.participation(
                by=anna,
                of=project,
                family_name=family,
                given_name=given,
                pesel=number,
                sex="M" if given == "Adam" else "F",
            )
        return project


def _names(page) -> list[str]:
    rows = page.context["listing"].table.rows
    return [row[0].value for row in rows]


def test_people_stand_in_polish_alphabetical_order(browser, club):
    assert _names(browser.get("/uczestnicy/")) == ["Cyman Ewa", "Ćwik Żaneta", "Żak Adam"]


@pytest.mark.parametrize("words", ["cwik", "ĆWIK", "zaneta cw", "wik"])
def test_a_name_is_found_by_its_fragments_without_polish_signs(browser, club, words):
    assert _names(browser.get("/uczestnicy/", {"q": words})) == ["Ćwik Żaneta"]


def test_a_typed_name_goes_into_the_address_and_keeps_the_filters(browser, club):
    answer = browser.post("/uczestnicy/?plec=F", {"q": "żan"})

    assert answer.status_code == 302
    assert answer.url == "/uczestnicy/?plec=F&q=%C5%BCan"


def test_a_pesel_leads_to_its_person_and_never_into_an_address(browser, club):
    answer = browser.post("/uczestnicy/", {"q": f" {make.PESEL_OF_A_WOMAN[:6]} 12347 "})

    assert answer.status_code == 302
    assert make.PESEL_OF_A_WOMAN not in answer.url
    assert "Ćwik Żaneta" in browser.get(answer.url).content.decode()


def test_an_unknown_pesel_is_answered_without_repeating_it(browser, club):
    number = pesel.make(born_on=make.date(1890, 1, 1), sex="F", serial=7)

    answer = browser.post("/uczestnicy/", {"q": number}, follow=True)

    assert answer.redirect_chain == [("/uczestnicy/", 302)]
    assert number not in answer.content.decode()


def test_filters_of_the_address_narrow_the_list(browser, club):
    assert _names(browser.get("/uczestnicy/?plec=M")) == ["Żak Adam"]
    assert _names(browser.get(f"/uczestnicy/?projekt={club.pk}&stan=po-wyjsciu")) == []
    assert len(_names(browser.get("/uczestnicy/?projekt=nonsense&stan=nonsense&plec=x"))) == 3


def test_the_list_costs_the_same_for_few_and_for_many_who_wait_for_an_outcome(
    browser, club, alfa, coordinator
):
    _everybody_waits(alfa)
    with CaptureQueriesContext(connection) as few:
        browser.get("/uczestnicy/")
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        for serial in range(12):
            make.participation(by=anna, of=club, family_name=f"Lis{serial}", pesel=None)
    _everybody_waits(alfa)

    with CaptureQueriesContext(connection) as many:
        browser.get("/uczestnicy/")

    assert len(many) == len(few)


def _everybody_waits(alfa) -> None:
    with tenancy.inside(alfa):
        Participation.objects.update(
            ended_on=make.TODAY, completed_path=False, exit_situation="BEING_MONITORED"
        )


def test_an_empty_list_says_where_to_begin(browser):
    page = browser.get("/uczestnicy/").content.decode()

    assert 'class="empty"' in page
    assert 'href="/projekty/"' in page


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_whoever_may_not_see_people_sees_none(client_of, alfa, club, role):
    stranger = make.account("ewa@example.org", "Ewa Konkel", alfa, role)
    browser = client_of(stranger, alfa)

    answer = browser.get("/uczestnicy/")

    assert answer.status_code == 403
    assert "Żak" not in answer.content.decode()


def test_a_case_worker_of_one_project_finds_nobody_of_another_even_by_pesel(
    client_of, alfa, club, coordinator
):
    with tenancy.inside(alfa):
        other = make.project(by=Member.objects.get(account_id=coordinator.pk), title="Inny")
    worker = make.account("jan@example.org", "Jan Hinc")
    tenants.grant(account=worker, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY)
    browser = client_of(worker, alfa)

    answer = browser.post("/uczestnicy/", {"q": make.PESEL_OF_A_WOMAN})

    assert answer.url == "/uczestnicy/"
    assert not _names(browser.get("/uczestnicy/"))


def test_whoever_is_accepted_is_listed_as_not_started(browser, club, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        make.accepted(by=anna, of=club, pesel=None, family_name="Lis", given_name="Jan", sex="M")

    page = browser.get("/uczestnicy/?stan=przyjete")

    assert _names(page) == ["Lis Jan"]
    assert page.context["totals"].accepted == 1
    assert page.context["totals"].participations == 3


def test_a_list_of_the_accepted_alone_is_not_empty(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        make.accepted(by=Member.objects.get(account_id=coordinator.pk))

    page = browser.get("/uczestnicy/")

    assert _names(page) == ["Ćwik Żaneta"]
    assert 'class="empty"' not in page.content.decode()


def test_a_file_of_every_column_asks_once_however_many_there_are(alfa, club, coordinator):
    """The fields that its columns name are all that is read."""
    codes = [column.code for column in PARTICIPANTS.columns]
    facts = {"file_format": "xlsx", "with_pesel": True, "reason": "kontrola danych"}
    whole = taking_out.Asked(page=PARTICIPANTS, query=QueryDict(), columns=codes, **facts)
    _everybody_waits(alfa)
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        Participation.objects.update(cared_for_by=anna, advised_by=anna)
        sheet, _trace = taking_out.sheet_of(whole, by=anna, at=timezone.now())
        with CaptureQueriesContext(connection) as asked:
            rows = list(sheet.rows)

    assert (len(rows), len(asked)) == (3, 1)
