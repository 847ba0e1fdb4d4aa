"""Our own templates: filled in by anybody, known again at once."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from core import tenancy
from core.ledger.models import Member
from projects.exchange import queries, rows, saying
from projects.exchange.kinds import REGISTERED
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing, Step
from projects.exchange.workbooks import blanks, fingerprints
from projects.participants.models import Participation
from sheets.tables import Kind as Holds
from tests import make
from tests.make import exchange, workbooks

# Those of candidates are of a round, and tried with it.
KINDS = sorted(set(REGISTERED) - {"candidates"})
PERSON = {
    **exchange.USUAL,
    "participant_kind": "INDIVIDUAL",
    "notice_given_on": date(2026, 3, 2),
    "started_on": date(2026, 3, 3),
    "citizenship": "PL",
    "at_risk": "tak",
}


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def project(anna):
    return make.project(by=anna)


def reader_of(code, project, by):
    return REGISTERED[code].reader(project, on=make.TODAY, by=by)


def blank(code, project, by) -> bytes:
    return blanks.blank(REGISTERED[code], reader_of(code, project, by), project)


def filled(code, project, by, *people, keep_example=False) -> bytes:
    """Filled in below the example, or over it."""
    labels = {one.name: one.label for one in blanks.questions(reader_of(code, project, by))}
    told = [
        {labels[name]: value for name, value in one.items() if name in labels} for one in people
    ]
    return workbooks.filled(blank(code, project, by), told, first=3 if keep_example else 2)


def row(found, number) -> ImportRow:
    return ImportRow.objects.get(of=found, sheet=found.sheet, number=number)


def sent(content, project, by, kind="participants") -> Import:
    return exchange.sent(content, project=project, by=by, name="wzór.xlsx", kind=kind)


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
@pytest.mark.parametrize("code", KINDS)
def test_every_template_is_known_at_once_and_its_example_is_left_out(anna, project, code, language):
    with translation.override(language):
        content = blank(code, project, anna)

    found = sent(content, project, anna, code)

    assert found.step == Step.READY
    assert queries.counts(found) == {Standing.LEFT: 1}
    assert saying.heard(row(found, 2).why) == "To wiersz przykładowy z szablonu."


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
@pytest.mark.parametrize("code", KINDS)
def test_whatever_can_be_chosen_is_read_as_what_it_stands_for(anna, project, code, language):
    with translation.override(language):
        reader = reader_of(code, project, anna)
        offered = [(one, blanks.words_of(one)) for one in blanks.questions(reader)]
    later = reader_of(code, project, anna)

    for target, words in offered:
        is_box = target.holds == Holds.YES_NO
        codes = ["on", ""] if is_box else [known for known, _said in target.choices]
        read = [later.writer.by_field[target.name](word, "t") for word in words]
        if not target.several:
            assert read == codes[: len(words)], target.name


@pytest.mark.parametrize("code", KINDS)
def test_no_two_columns_have_the_same_heading(anna, project, code):
    titles = [one.label for one in blanks.questions(reader_of(code, project, anna))]

    assert len(set(titles)) == len(titles)


def test_a_filled_in_template_becomes_people_without_a_question(anna, project):
    found = sent(filled("participants", project, anna, PERSON), project, anna)

    assert row(found, 2).fields == []
    assert (found.step, queries.counts(found)) == (Step.READY, {Standing.ADD: 1})
    exchange.entered(found, by=anna)
    assert str(Participation.objects.select_related("person").get().person) == "Ćwik Żaneta"


def test_the_example_left_above_the_people_is_not_entered(anna, project):
    content = filled("participants", project, anna, PERSON, keep_example=True)
    found = exchange.entered(sent(content, project, anna), by=anna)

    assert queries.counts(found) == {Standing.LEFT: 1, Standing.DONE: 1}
    assert Participation.objects.count() == 1


def test_an_example_filled_in_only_in_part_is_a_mistake(anna, project):
    name = {"family_name": "Ćwik", "given_name": "Żaneta"}
    found = sent(filled("participants", project, anna, name), project, anna)

    assert "pesel" in row(found, 2).fields


def test_a_template_says_itself_what_is_in_it(anna, project):
    found = sent(filled("participants", project, anna, PERSON), project, anna, "attendance")

    assert (found.kind, found.step) == ("participants", Step.READY)


def test_a_template_with_other_headings_is_asked_about_like_any_file(anna, project):
    content = workbooks.changed(filled("participants", project, anna, PERSON), {"A1": "Mój"})
    found = sent(content, project, anna)

    assert (found.step, found.template) == (Step.NAMING, "")
    assert found.columns


def test_what_the_form_asks_since_is_asked_once(anna, project, monkeypatch):
    content = filled("participants", project, anna, PERSON)
    monkeypatch.setattr(rows, "missing", lambda targets, columns: ["Nowe pytanie"])

    assert sent(content, project, anna).step == Step.NAMING


@pytest.mark.parametrize(
    "text",
    [
        "",
        "szansa-import:2:participants:pl:0011223344556677:",
        "szansa-import:1:Anna Lis:pl:0011223344556677:",
        "szansa-import:1:participants:pl:0011223344556677:Anna",
        "szansa-import:1:participants:pl:0011223344556677:" + "0" * 500,
    ],
)
def test_nothing_that_a_stranger_wrote_there_is_taken_for_ours(text):
    assert fingerprints.read(text) is None


@pytest.fixture
def browser(alfa, coordinator, client_of) -> Iterator[object]:
    return client_of(coordinator, alfa)


def address(name, **kwargs):
    return reverse(f"exchange:{name}", urlconf="config.urls_tenant", kwargs=kwargs)


@pytest.mark.parametrize("code", KINDS)
def test_the_page_on_which_files_are_sent_offers_each_template(browser, alfa, coordinator, code):
    with tenancy.inside(alfa):
        project = make.project(by=Member.objects.get(account_id=coordinator.pk))
    place = address("blank", project_id=project.pk, import_kind=code)

    assert place in browser.get(address("send", project_id=project.pk)).content.decode()
    answer = browser.get(place)

    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert workbooks.fingerprint_of(answer.content).startswith(f"szansa-import:1:{code}:pl:")


def test_a_template_that_is_sent_back_says_so_on_its_page(browser, alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=anna)
        content = filled("participants", project, anna, PERSON, keep_example=True)
    file = SimpleUploadedFile("wzór.xlsx", content)
    told = {"kind": "participants", "file": file}
    page = browser.post(address("send", project_id=project.pk), told)
    with tenancy.inside(alfa):
        exchange.moved(Import.objects.get())

    text = browser.get(page["Location"]).content.decode()

    assert "To nasz szablon" in text
    assert "Wiersz przykładowy pominięto." in text
    with tenancy.inside(alfa):
        assert ImportRow.objects.filter(standing=Standing.ADD).count() == 1


def test_nobody_else_gets_a_template(alfa, beta, client_of, browser):
    olek = make.account("olek@example.org", "Olek", alfa, "viewer")
    with tenancy.inside(alfa):
        anna = Member.objects.exclude(account_id=olek.pk).get()
        project = make.project(by=anna)
    place = address("blank", project_id=project.pk, import_kind="participants")

    assert client_of(olek, alfa).get(place).status_code == 404
    nothing = address("blank", project_id=project.pk, import_kind="nothing")
    assert browser.get(nothing).status_code == 404
