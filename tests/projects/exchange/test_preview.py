"""Before anything is entered a page says how each row was understood, and what would become of it."""

from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from core import pesel, tenancy
from core.ledger.models import Member
from projects.exchange import preview, rows
from projects.exchange.forms import MendForm, WrongAnswer
from projects.exchange.kinds import Target
from projects.exchange.models import Import
from projects.exchange.preview import Told
from projects.exchange.vocabulary import Standing
from sheets.tables import Kind as Holds
from tests import make
from tests.everywhere.daily import MOST_QUERIES, queries_of
from tests.make import applications, exchange, support, workbooks
from tests.make import recruitment as made
from tests.make.applications import application

NUMBER = pesel.make(born_on=date(1905, 2, 2), sex="F", serial=1)


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


def told(found: Import, number: int, *, by: Any) -> Told:
    """How a row is understood, as somebody sees it."""
    row = exchange.row(found, number)
    reader = rows.reader_of(row.of, on=make.TODAY)
    return preview.told(row.of, [row], reader, by=by)[row.pk]


def people(*some: dict[str, str], by: Member, **facts: Any) -> Import:
    return exchange.checked(exchange.sent(exchange.office_csv(some), by=by, **facts), by=by)


def of_kind(kind: str, titles: tuple[str, ...], row: tuple[str, ...], **facts: Any) -> Import:
    sent = exchange.sent(exchange.table(titles, row), kind=kind, **facts)
    return exchange.checked(sent, by=facts["by"])


def test_codes_are_words_and_months_have_their_names(anna):
    one = told(people(exchange.person(1), by=anna), 3, by=anna)

    assert one.words["gmina"] == "Kartuzy (gmina miejsko-wiejska)"
    assert one.words["started_on"] == "3 marca 2026"
    assert one.words["homeless"] == "Nie"


def test_what_follows_from_the_number_is_told_and_the_number_is_not(anna):
    one = told(people(exchange.person(1), by=anna), 3, by=anna)

    assert one.words["born_on"] == "2 lutego 1885"
    assert one.words["pesel"] == pesel.masked(exchange.person(1)["pesel"])


def test_a_zero_that_a_sheet_took_off_the_number_is_seen_to_be_put_back(anna):
    found = people(exchange.person(1, pesel=NUMBER.lstrip("0")), exchange.person(2), by=anna)

    assert told(found, 3, by=anna).cell("pesel").tag == "dopisane zero"
    assert told(found, 3, by=anna).words["born_on"] == "2 lutego 1905"
    assert told(found, 4, by=anna).cell("pesel").tag == ""


def test_whoever_another_project_knows_is_told_to_who_sees_them_there(anna):
    known = make.participation(by=anna, pesel=make.PESEL_OF_A_WOMAN)
    here = make.project(by=anna, title="Drugi")
    row = {
        **exchange.USUAL,
        "family_name": known.person.family_name,
        "given_name": known.person.given_name,
    }
    found = people(row, project=here, by=anna)
    jan = Member(
        display_name="Jan",
        account_id=anna.account_id,
        grants=[{"role": "coordinator", "project": str(here.pk)}],
    )

    assert exchange.row(found, 3).standing == Standing.ADD
    assert told(found, 3, by=anna).is_elsewhere
    assert not told(found, 3, by=jan).is_elsewhere


def test_what_a_row_changes_is_told_before_and_after(anna):
    project = make.project(by=anna)
    exchange.people_in(project, exchange.person(1), by=anna)

    found = people(exchange.person(1, phone="700 700 700"), project=project, by=anna)

    changes = told(found, 3, by=anna).changes(["phone"], {"phone": "Telephone"})
    assert changes == "Telephone: 600 100 200 → 700 700 700"


GIVEN = ("Nr PESEL", "Usługa", "Dzień", "Ilość")


def given(quantity: str, project: Any, anna: Member) -> Import:
    row = (make.PESEL_OF_A_WOMAN, "Bilet", "02.11.2026", quantity)
    return of_kind("services", GIVEN, row, project=project, by=anna)


def test_another_quantity_of_support_is_told_before_and_after(anna):
    project = make.project(by=anna)
    support.benefit(of=project, by=anna)
    make.participation(by=anna, of=project, pesel=make.PESEL_OF_A_WOMAN)
    exchange.entered(given("2", project, anna), by=anna)

    one = told(given("2,5", project, anna), 2, by=anna)

    assert (one.here["quantity"], one.words["quantity"]) == ("2", "2,5")
    assert one.words["given_on"] == "2 listopada 2026"


def test_another_mark_is_told_before_and_after(anna):
    project = make.project(by=anna)
    zaneta = make.accepted(by=anna, of=project, pesel=make.PESEL_OF_A_WOMAN)
    group = support.group(of=support.service(of=project, by=anna), by=anna)
    support.join(group, zaneta, by=anna)
    support.session(group, by=anna)

    def marked(word: str) -> Import:
        titles = ("Nr PESEL", "Grupa", "Data zajęć", "Obecność")
        row = (make.PESEL_OF_A_WOMAN, "Grupa A", "02.11.2026", word)
        return of_kind("attendance", titles, row, project=project, by=anna)

    exchange.entered(marked("obecna"), by=anna)

    one = told(marked("nieobecna"), 2, by=anna)

    assert (one.here["mark"], one.words["mark"]) == ("obecność", "nieobecność")
    assert one.words["group"].startswith("Grupa A (")


def test_another_exit_is_told_before_and_after(anna):
    project = make.project(by=anna)
    make.participation(by=anna, of=project, pesel=make.PESEL_OF_A_WOMAN)

    def left(day: str) -> Import:
        row = (make.PESEL_OF_A_WOMAN, day, "tak", "TOOK_UP_WORK")
        return of_kind("outcomes", exchange.LEFT, row, project=project, by=anna)

    exchange.entered(left("01.10.2026"), by=anna)

    one = told(left("02.10.2026"), 2, by=anna)

    assert (one.here["ended_on"], one.words["ended_on"]) == (
        "1 października 2026",
        "2 października 2026",
    )
    assert one.here["completed_path"] == one.words["completed_path"] == "tak"


def test_another_answer_of_a_candidate_is_told_before_and_after(anna):
    opened = made.recruitment(by=anna)
    made.grid(opened, by=anna)
    applications.entered(application(1), to=opened, by=anna)

    found = applications.checked(application(1, street="Dworcowa"), to=opened, by=anna)
    one = told(found, 2, by=anna)

    assert exchange.row(found, 2).fields == ["street"]
    assert one.words["street"] == "Dworcowa"
    assert one.here["street"] not in ("", "Dworcowa")


def test_a_page_of_rows_that_change_and_add_asks_no_more_for_many(alfa, browser, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=anna)
        here = [exchange.person(number) for number in range(8)]
        exchange.people_in(project, *here, by=anna)
        exchange.people_in(make.project(by=anna, title="Inny"), exchange.person(20), by=anna)
        changed = [{**one, "phone": "700 700 700"} for one in here]
        new = [exchange.person(number) for number in range(20, 24)]
        found = people(*changed, *new, project=project, by=anna)

    for place in ("", "?stan=add", "?stan=change"):
        status, asked = queries_of(browser, f"/import/{found.pk}/wiersze/{place}")
        assert status == 200
        assert len(asked) <= MOST_QUERIES, (place, asked)

    page = browser.get(f"/import/{found.pk}/wiersze/").content.decode()
    assert "Telefon: 600 100 200 → 700 700 700" in page
    assert page.count("z innego projektu") == 1
    assert exchange.person(1)["pesel"] not in page


def test_a_row_opens_to_all_that_it_says(alfa, browser, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        found = people(exchange.person(1), exchange.person(2, isced="?"), by=anna)
        whole, wrong = exchange.row(found, 3), exchange.row(found, 4)

    status, asked = queries_of(browser, f"/import/{found.pk}/wiersze/{whole.pk}/")
    page = browser.get(f"/import/{found.pk}/wiersze/{whole.pk}/")
    mistaken = browser.get(f"/import/{found.pk}/wiersze/{wrong.pk}/")

    assert status == 200
    assert len(asked) <= MOST_QUERIES, asked
    lines = {str(line[0]): line[1:] for line in page.context["table"].rows}
    assert lines["Dzień pierwszego wsparcia"][0] == "03.03.2026"
    assert lines["Dzień pierwszego wsparcia"][1].value == "3 marca 2026"
    assert lines["Obywatelstwo"][0] == "–"
    assert lines["Obywatelstwo"][-1] == "Podano raz, dla wszystkich wierszy pliku."
    assert lines["Płeć"][-1] == "Wynika z numeru PESEL."
    assert exchange.person(1)["pesel"] not in page.content.decode()
    tones = {str(line[0]): line[2].tone for line in mistaken.context["table"].rows}
    assert [label for label, tone in tones.items() if tone == "bad"] == ["Wykształcenie"]


def test_a_row_that_another_contradicts_stands_among_the_mistakes_on_its_page(
    alfa, browser, coordinator
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        two = exchange.person(1), exchange.person(1, phone="700 700 700")
        found = people(exchange.person(2), *two, by=anna)
        first, second = exchange.row(found, 4), exchange.row(found, 5)

    page = browser.get(f"/import/{found.pk}/wiersze/{first.pk}/")

    assert f"/import/{found.pk}/wiersze/?stan=bad" in page.content.decode()
    assert (page.context["before"], page.context["after"]) == (None, second)


def test_taking_back_says_first_what_it_does(alfa, browser, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        found = exchange.entered(people(exchange.person(1), exchange.person(2), by=anna), by=anna)
    address = f"/import/{found.pk}/cofnij/"

    page = browser.get(address)
    asked = page.content.decode()
    with tenancy.inside(alfa):
        assert exchange.row(found, 3).standing == Standing.DONE
    browser.post(address, {"seen": page.context["seen"]})
    with tenancy.inside(alfa):
        exchange.moved(found)
    over = browser.get(f"/import/{found.pk}/").content.decode()

    assert "2 dodane wiersze zostaną usunięte" in asked
    assert f"/import/nowy/{found.project_id}/" in over
    assert browser.get(address).status_code == 302


def test_a_day_that_a_sheet_knows_is_mended_as_days_are_written():
    asked, day = Target(name="started_on", label="", holds=Holds.DAY), "2019-04-03"
    wrong = {"started_on": WrongAnswer(asked, said=(day, ""), word=day, alike=1)}

    assert MendForm(wrong=wrong)["started_on"].value() == "03.04.2019"
    for told_so, answers in (
        ("03.04.2019", {}),
        ("2019-04-03", {}),
        ("04.04.2019", {"started_on": "04.04.2019"}),
    ):
        form = MendForm({"started_on": told_so}, wrong=wrong)
        assert form.is_valid()
        assert form.as_arguments() == {"answers": answers}


def test_the_days_of_a_workbook_are_shown_as_pages_write_days(alfa, browser, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        book = Workbook()
        book.active.append(["Nazwisko", "Imię", "Nr PESEL", "Data rozpoczęcia udziału"])
        book.active.append(["Ćwik", "Żaneta", make.PESEL_OF_A_WOMAN, date(2026, 3, 3)])
        found = exchange.sent(workbooks.saved(book), name="lista.xlsx", by=anna)

    page = browser.get(f"/import/{found.pk}/kolumny/")

    samples = {field.label: told for field, told in page.context["lines"]}
    assert samples["Data rozpoczęcia udziału"] == ["03.03.2026"]


def test_whole_earlier_projects_are_shown_page_by_page(alfa, browser, coordinator, monkeypatch):
    monkeypatch.setattr("projects.exchange.views.files.PER_PAGE", 1)
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=anna)
        for number in (1, 2):
            exchange.whole_sent(exchange.whole(exchange.person(number)), project=project, by=anna)

    page = browser.get("/import/?page=3")

    assert len(page.context["earlier"].rows) == 1
    assert "?page=3&amp;calosci=2" in page.content.decode()
