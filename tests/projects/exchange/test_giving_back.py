"""The file with its mistakes marked: mended in Excel, sent again, and the rest is entered."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, Member
from projects.exchange import forgetting, keeping, operations, queries, rows
from projects.exchange.models import Import
from projects.exchange.vocabulary import Standing, Step
from projects.exchange.workbooks import giving_back
from projects.participants.models import Participation
from projects.workbench import preparing
from projects.workbench.models import PreparedFile
from sheets import reading
from tests import make
from tests.make import exchange, workbooks

BAD = "FFFFD9CC"
PLACES = {name: place for place, name in enumerate(exchange.TITLES)}
# A sheet with a title row and headings: the first person stands in row 3.
ROW = 3


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def checked(anna, *people, content=None, name="lista.csv", project=None) -> Import:
    content = content or exchange.office_csv(people)
    found = exchange.sent(content, by=anna, name=name, project=project)
    return exchange.checked(found, by=anna)


def given_back(found, anna) -> bytes:
    return operations.take_marked(of=found, on=make.TODAY, by=anna)


def cell(content, name, row=ROW):
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return sheet.cell(row, PLACES[name] + 1)


def test_each_mistake_stands_at_its_cell_in_the_words_of_the_page(anna):
    found = checked(anna, exchange.person(1, isced="wyższe", pesel="85822812348"))

    content = given_back(found, anna)

    said = exchange.said(found, ROW)
    assert set(said) == {"isced", "pesel"}
    for name, texts in said.items():
        assert cell(content, name).comment.text.startswith(" ".join(texts))
        assert cell(content, name).fill.fgColor.rgb == BAD
    assert cell(content, "place").comment is None


def test_a_remark_lists_what_the_cell_can_say_where_it_is_chosen_from_few(anna):
    found = checked(anna, exchange.person(1, isced="wyższe", gmina="Katruzy"))

    content = given_back(found, anna)

    told = exchange.said(found, ROW)["isced"]
    remark = cell(content, "isced").comment.text
    assert remark.startswith(f"{told[0]} Możliwe wartości: ")
    assert "ISCED 0" in remark
    assert "ISCED 8" in remark
    assert "Możliwe wartości" not in cell(content, "gmina").comment.text


def test_remarks_are_in_the_language_of_whoever_asks(anna):
    found = checked(anna, exchange.person(1, pesel="85822812348"))
    polish = cell(given_back(found, anna), "pesel").comment.text

    with translation.override("en"):
        english = cell(given_back(Import.objects.get(), anna), "pesel").comment.text

    assert polish != english


def test_what_no_column_tells_is_said_at_the_first_one_by_its_name(anna):
    found = exchange.sent(exchange.office_csv([exchange.person(1)]), by=anna)
    found = exchange.checked(found, by=anna, notice_given_on={"value": "31.02.2026"})

    labels = {one.name: one.label for one in rows.reader_of(found, on=make.TODAY).targets}
    told = cell(given_back(found, anna), "family_name").comment.text

    assert f"{labels['notice_given_on']}: " in told


def test_what_was_answered_on_the_page_stands_in_the_cell_in_words(anna):
    found = checked(anna, exchange.person(1, isced="wyższe", pesel="85822812348"))
    answers = {"isced": "3"}
    operations.mend(row=exchange.row(found, ROW), answers=answers, on=make.TODAY, by=anna)

    content = given_back(found, anna)

    assert cell(content, "isced").value not in ("3", "wyższe")
    assert cell(content, "isced").comment is None
    again = checked(anna, content=content, name="lista.xlsx")
    assert exchange.row(again, ROW).fields == ["pesel"]


def test_a_mended_workbook_is_entered_and_who_is_in_already_is_left(anna):
    project = make.project(by=anna)
    people = [exchange.person(1), exchange.person(2, isced="wyższe")]
    found = checked(anna, *people, project=project)
    found = exchange.entered(found, by=anna)
    content = workbooks.changed(given_back(found, anna), {f"{_letter('isced')}4": "3"})

    again = checked(anna, content=content, name="lista.xlsx", project=project)

    assert queries.counts(again) == {Standing.SAME: 1, Standing.ADD: 1}
    exchange.entered(again, by=anna)
    assert Participation.objects.count() == 2


def _letter(name: str) -> str:
    return reading.letters(PLACES[name])


def test_a_row_that_could_not_be_entered_says_why(anna):
    found = checked(anna, exchange.person(1))
    row = exchange.row(found, ROW)
    row.standing = Standing.FAILED
    row.why = '{"pl": "Bo nie.", "en": "No."}'
    row.save()
    Import.objects.update(step=Step.APPLIED)

    content = given_back(Import.objects.get(), anna)

    assert cell(content, "family_name").comment.text == "Bo nie."


def test_it_leaves_a_trace_and_is_refused_to_others(anna):
    found = checked(anna, exchange.person(1, isced="?"))
    given_back(found, anna)

    assert AuditEvent.objects.filter(verb=giving_back.VERB, subject_id=found.pk).count() == 1
    other = Member(
        display_name="Jan",
        account_id=anna.account_id,
        grants=[{"role": "coordinator", "project": str(make.project(by=anna).pk)}],
    )
    with pytest.raises(NotAllowed):
        given_back(found, other)
    with pytest.raises(NotAllowed):
        giving_back.allow(other, {"import": str(found.pk)})


def test_once_the_file_is_forgotten_there_is_nothing_to_give_back(anna):
    found = exchange.entered(
        checked(anna, exchange.person(1), exchange.person(2, isced="?")), by=anna
    )
    forgetting.forget(at=found.applied_at + keeping.KEPT)

    with pytest.raises(giving_back.FileForgotten):
        given_back(found, anna)


@pytest.fixture
def browser(alfa, coordinator, client_of):
    return client_of(coordinator, alfa)


def address(name, found):
    return reverse(f"exchange:{name}", urlconf="config.urls_tenant", args=[found.pk])


@pytest.fixture
def bad(alfa, coordinator) -> Import:
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        return checked(anna, exchange.person(1, isced="?"))


def test_the_page_offers_it_where_rows_have_mistakes(browser, bad):
    assert address("marked", bad) in browser.get(address("one", bad)).content.decode()

    answer = browser.post(address("marked", bad))

    assert "lista - z uwagami.xlsx" in answer["Content-Disposition"]
    assert cell(answer.content, "isced").comment is not None


def test_a_long_one_is_prepared_in_the_background(browser, bad, alfa, monkeypatch):
    monkeypatch.setattr(giving_back, "AT_ONCE", 0)

    answer = browser.post(address("marked", bad))

    assert answer["Location"].endswith("/pliki/")
    with tenancy.inside(alfa):
        prepared = PreparedFile.objects.get()
        preparing.make(prepared.pk)
        prepared.refresh_from_db()
        content = b"".join(preparing.content_of(prepared))
        assert AuditEvent.objects.filter(verb=giving_back.VERB).count() == 1
    assert cell(content, "isced").comment is not None
