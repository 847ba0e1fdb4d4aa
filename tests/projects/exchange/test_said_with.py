"""A list without "of which": it is asked by labour status, and no row says what is not true of it."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from core.ledger.models import Member
from projects.exchange import operations, parts, preview, queries, rows, typing_in
from projects.exchange.forms import ColumnsForm
from projects.exchange.judging import many_rows, mending
from projects.exchange.meanings import operations as meanings
from projects.exchange.models import Import
from projects.exchange.vocabulary import Standing
from projects.participants.models import Participation
from projects.recruitment.models import Candidate
from tests import make
from tests.make import applications, exchange
from tests.make import recruitment as made

# As an office has it: the status, and nothing of which.
TITLES = {name: title for name, title in exchange.TITLES.items() if name != "labour_detail"}
PLACES = {name: place for place, name in enumerate(TITLES)}
SAID = {"UNEMPLOYED": "OTHER", "INACTIVE": "NOT_IN_EDUCATION"}
UNEMPLOYED, INACTIVE, EMPLOYED = "bezrobotna", "bierna zawodowo", "pracująca"
FIRST = 3


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def people(*statuses: str) -> list[dict[str, str]]:
    return [exchange.person(place, labour_status=one) for place, one in enumerate(statuses)]


def sent(anna, *statuses: str, titles=TITLES, **facts) -> Import:
    return exchange.sent(exchange.office_csv(people(*statuses), titles=titles), by=anna, **facts)


def checked(anna, *statuses: str, said=SAID, titles=TITLES, **columns) -> Import:
    found = sent(anna, *statuses, titles=titles)
    by = {"by": "labour_status", "values": said}
    return exchange.checked(found, by=anna, labour_detail=by, **columns)


def form_of(found, posted=None) -> ColumnsForm:
    return ColumnsForm(posted, **parts.asked_of(found, {}, on=make.TODAY).for_form)


def shown(found, number=FIRST) -> mending.ShownRow:
    """A row as its page shows it."""
    reader = rows.reader_of(found, on=make.TODAY)
    alike = mending.alike_in(found, reader)
    return mending.shown_row(found, exchange.row(found, number), reader, alike)


def listed(answer) -> list[str]:
    """What the select offers, as it reads; a group goes before what belongs to it."""
    told = []
    for code, words in answer.field.field.choices:
        told += [str(one) for _code, one in words] if isinstance(words, list) else [str(words)]
        assert code is not None
    return told


def of_which(found, number=FIRST):
    return next(one for one in shown(found, number).answers if one.field.name == "labour_detail")


def remark(content: bytes, name: str, row: int = FIRST) -> str:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    comment = sheet.cell(row, PLACES[name] + 1).comment
    return comment.text if comment else ""


def test_it_is_asked_for_each_status_with_the_answers_of_that_status(anna):
    form = form_of(sent(anna, INACTIVE))

    ((question, fields),) = form.by_another
    assert question.name == "labour_detail"
    asked = {field.label: [str(said) for _code, said in field.field.choices] for field in fields}
    assert asked["Osoba bezrobotna"][1:] == ["Osoba długotrwale bezrobotna", "Inne"]
    assert all(one.count("Inne") == 1 for one in asked.values())
    assert all(one[0] == "– każdy wiersz osobno –" for one in asked.values())
    assert "all_labour_detail" not in form.fields


def test_where_a_column_tells_it_nothing_of_the_kind_is_asked(anna):
    assert form_of(sent(anna, INACTIVE, titles=exchange.TITLES)).by_another == []


def test_what_is_said_of_a_status_holds_for_its_rows_and_the_others_are_asked(anna):
    found = checked(anna, UNEMPLOYED, INACTIVE, EMPLOYED)

    assert queries.counts(found) == {Standing.ADD: 2, Standing.BAD: 1}
    assert exchange.row(found, FIRST + 2).fields == ["labour_detail"]
    exchange.entered(found, by=anna)
    entered = Participation.objects.values_list("labour_status", "labour_detail")
    assert set(entered) == set(SAID.items())


def test_nobody_has_to_say_anything_for_all(anna):
    found = checked(anna, UNEMPLOYED, INACTIVE, said={})

    assert [one.fields for one in queries.bad_rows(found)] == [["labour_detail"]] * 2


def test_one_status_for_the_whole_list_is_enough_to_know_it(anna):
    titles = {name: title for name, title in TITLES.items() if name != "labour_status"}
    status = {"labour_status": {"value": "INACTIVE"}}

    found = checked(anna, "", titles=titles, **status)

    assert queries.counts(found) == {Standing.ADD: 1}


def test_the_page_remembers_what_was_said(anna):
    found = checked(anna, INACTIVE)

    form = form_of(found)
    assert form["all_labour_detail_UNEMPLOYED"].value() == "OTHER"
    assert form["all_labour_detail_EMPLOYED"].value() == ""
    again = form_of(found, {name: form[name].value() or "" for name in form.fields})
    assert again.is_valid(), again.errors
    assert again.as_arguments()["columns"] == found.columns


def test_a_row_offers_what_its_status_allows(anna):
    found = checked(anna, UNEMPLOYED, INACTIVE, EMPLOYED, said={})

    unemployed, inactive, employed = (of_which(found, FIRST + place) for place in range(3))
    assert listed(unemployed)[1:] == ["Osoba długotrwale bezrobotna", "Inne"]
    assert str(unemployed.field.label) == "w tym (Osoba bezrobotna)"
    assert "Osoba ucząca się / odbywająca kształcenie" in listed(inactive)
    assert "Osoba pracująca w organizacji pozarządowej" in listed(employed)
    for one in (unemployed, inactive, employed):
        assert listed(one).count("Inne") == 1


def test_while_nobody_knows_the_status_the_answers_stand_under_theirs(anna):
    found = checked(anna, "szuka pracy", said={})

    choices = of_which(found).field.field.choices
    groups = {str(label): dict(some) for label, some in choices if isinstance(some, list)}
    assert set(groups) == {"Osoba bezrobotna", "Osoba bierna zawodowo", "Osoba pracująca"}
    assert all(list(some.values()).count("Inne") == 1 for some in groups.values())


def test_a_status_that_is_wrong_is_mended_alone_where_the_rest_follows(anna):
    found = checked(anna, "szuka pracy")
    assert exchange.row(found, FIRST).fields == ["labour_status"]

    answers = {"labour_status": "INACTIVE"}
    operations.mend(row=exchange.row(found, FIRST), answers=answers, on=make.TODAY, by=anna)

    assert queries.counts(found) == {Standing.ADD: 1}


def test_with_another_status_its_answers_are_offered_and_the_old_one_says_whose_it_was(anna):
    found = checked(anna, UNEMPLOYED, said={})
    row = exchange.row(found, FIRST)
    answers = {"labour_detail": "OTHER", "labour_status": "INACTIVE"}
    operations.mend(row=row, answers=answers, on=make.TODAY, by=anna)

    told = listed(of_which(found))
    assert told[0] == "Inne (Osoba bezrobotna)"
    assert "Osoba ucząca się / odbywająca kształcenie" in told
    assert "Osoba długotrwale bezrobotna" not in told


@pytest.fixture(params=["at once", "by the worker"])
def answered(request, anna, monkeypatch):
    """The answer of one row, given to all that say the same."""
    if request.param == "by the worker":
        monkeypatch.setattr(many_rows, "AT_ONCE", 1)

    def answer(found: Import, **facts: str) -> Import:
        operations.mend_alike(of=found, on=make.TODAY, by=anna, **facts)
        return exchange.moved(found)

    return answer


def test_one_answer_goes_to_the_rows_of_the_same_status_however_it_is_written(anna, answered):
    found = checked(anna, UNEMPLOYED, "Bezrobotny", INACTIVE, said={})
    (box,) = [one.for_all for one in shown(found).answers]
    assert "1" in box.label

    facts = {"field": "labour_detail", "was": "", "beside": "UNEMPLOYED", "becomes": "OTHER"}
    found = answered(found, **facts)

    assert queries.counts(found) == {Standing.ADD: 2, Standing.BAD: 1}
    assert shown(found, FIRST + 2).answers[0].for_all is None


def test_of_statuses_that_nobody_understands_each_is_answered_by_itself(anna, answered):
    found = checked(anna, "szuka pracy", "na urlopie", said={})

    facts = {"field": "labour_detail", "was": "", "beside": "szuka pracy", "becomes": "OTHER"}
    found = answered(found, **facts)

    fields = [one.fields for one in queries.bad_rows(found)]
    assert fields == [["labour_status"], ["labour_detail", "labour_status"]]


def type_in(found, anna, *for_all) -> None:
    """The first row is answered on its page; these answers go to the others that say the same."""
    row = exchange.row(found, FIRST)
    named = {"labour_status": "UNEMPLOYED", "labour_detail": "OTHER"}
    told = named | dict.fromkeys((f"all_{name}" for name in for_all), "on")
    posted = {f"{row.pk.hex}-{name}": said for name, said in told.items()}
    typing_in.answered(row, posted, on=make.TODAY, by=anna)


def test_both_answers_go_to_the_row_and_to_the_others_that_say_the_same(anna):
    found = checked(anna, *["szuka pracy"] * 5, said={})

    type_in(found, anna, "labour_status", "labour_detail")

    assert queries.counts(found) == {Standing.ADD: 5}


def test_an_answer_for_all_is_the_rows_own_too_whatever_is_said_beside_in_it_alone(anna):
    found = checked(anna, "szuka pracy", "szuka pracy", said={})

    type_in(found, anna, "labour_detail")

    assert queries.counts(found) == {Standing.ADD: 1, Standing.BAD: 1}
    assert [one.fields for one in queries.bad_rows(found)] == [["labour_status"]]


def test_the_remark_stands_at_the_status_with_what_that_status_allows(anna):
    found = checked(anna, UNEMPLOYED, EMPLOYED, said={})

    content = operations.take_marked(of=found, on=make.TODAY, by=anna)

    told = remark(content, "labour_status")
    assert told.startswith("w tym: ")
    assert "Możliwe wartości: Osoba długotrwale bezrobotna; Inne." in told
    assert "Dodaj" in told
    assert "Osoba pracująca w organizacji pozarządowej" in remark(
        content, "labour_status", FIRST + 1
    )
    assert remark(content, "family_name") == ""


def test_where_no_column_tells_the_status_either_the_remark_is_at_the_first_one(anna):
    titles = {name: title for name, title in TITLES.items() if name != "labour_status"}
    found = checked(anna, "", titles=titles, said={}, labour_status={"value": "INACTIVE"})

    content = operations.take_marked(of=found, on=make.TODAY, by=anna)

    assert remark(content, "family_name").startswith("w tym: ")


def test_where_a_period_tells_the_registered_from_the_others_both_are_of_one_status(anna):
    project = make.project(by=anna, rule_set="P2014", fund="RPO_WP")
    form = form_of(sent(anna, UNEMPLOYED, project=project))

    ((_question, fields),) = form.by_another
    assert [field.name for field in fields] == [
        f"all_labour_detail_{status}" for status in ("UNEMPLOYED", "INACTIVE", "EMPLOYED")
    ]
    ours = {one.name: one for one in form.targets}["labour_detail"]
    assert {"UNEMPLOYED:REGISTERED", "UNEMPLOYED:UNREGISTERED"} <= ours.groups[0].answers


def test_candidates_are_asked_the_same(anna):
    opened = made.recruitment(by=anna)
    made.grid(opened, by=anna)
    titles = {name: one for name, one in applications.TITLES.items() if name != "labour_detail"}
    told = [
        applications.application(place, labour_status=one)
        for place, one in enumerate((UNEMPLOYED, INACTIVE, EMPLOYED))
    ]
    content = exchange.office_csv(told, titles=titles, above=())
    found = applications.sent(content, to=opened, by=anna)
    assert [question.name for question, _fields in form_of(found).by_another] == ["labour_detail"]

    by = {"by": "labour_status", "values": SAID}
    found = exchange.checked(found, by=anna, labour_detail=by, **applications.FOR_ALL)
    assert queries.counts(found) == {Standing.ADD: 2, Standing.BAD: 1}
    assert listed(of_which(found, 4)).count("Inne") == 1
    exchange.entered(found, by=anna)
    assert Candidate.objects.count() == 2


def test_a_status_in_words_of_the_office_brings_its_answer_once_they_are_explained(anna):
    found = checked(anna, "szuka pracy", "szuka pracy")

    answers = {"labour_status": {"szuka pracy": "INACTIVE"}}
    meanings.explain(of=found, answers=answers, on=make.TODAY, at=timezone.now(), by=anna)

    assert queries.counts(found) == {Standing.ADD: 2}


def test_the_page_of_a_row_says_where_the_answer_is_from(anna):
    found = checked(anna, INACTIVE)
    reader, row = rows.reader_of(found, on=make.TODAY), exchange.row(found, FIRST)

    told = preview.told(found, [row], reader, by=anna)[row.pk]

    table = preview.answers_table(found, row, told, reader)
    (remark,) = [line[-1] for line in table.rows if line[0] == "w tym"]
    assert "Status osoby na rynku pracy" in remark
