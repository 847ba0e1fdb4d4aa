"""A list from an office becomes participants: read, checked as the form checks, entered, taken back."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.errors import NotAllowed
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import forgetting, keeping, operations, queries, rows
from projects.exchange.judging import many_rows
from projects.exchange.models import ImportFile
from projects.exchange.readers import changing_people
from projects.exchange.readers.people import RowForm
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.participants import operations as participants
from projects.participants.columns import entry_of
from projects.participants.models import Participation, Person
from projects.participants.operations import taking_back
from tests import make
from tests.make import exchange


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def test_a_list_is_recognised_under_its_title_row(anna):
    found = exchange.sent(exchange.office_csv([exchange.person(1)]), by=anna)

    assert (found.step, found.form, found.sheet, found.head) == (Step.NAMING, "CSV", 0, 2)
    recognised = {name: source["column"] for name, source in found.columns.items()}
    places = {name: place for place, name in enumerate(exchange.TITLES)}
    assert recognised == {name: place for name, place in places.items() if name != "lp"}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("pesel", "PESEL uczestnika"),
        ("gmina", "Gmina zam."),
        ("sex", "Płeć K/M"),
        ("started_on", "Od kiedy w projekcie"),
        ("labour_status", "Sytuacja na rynku pracy"),
    ],
)
def test_the_titles_that_offices_write_are_recognised(anna, name, title):
    content = exchange.table(["Nazwisko", "Imię", title], ["Ćwik", "Żaneta", "-"])

    assert exchange.sent(content, by=anna).columns[name] == {"column": 2}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("bezrobotny zarejestrowany w PUP", "UNEMPLOYED"),
        ("Osoba bezrobotna niezarejestrowana", "UNEMPLOYED"),
        ("bierny zawodowo", "INACTIVE"),
    ],
)
def test_the_status_is_understood_as_offices_write_it(anna, written, code):
    detail = "OTHER" if code == "UNEMPLOYED" else "NOT_IN_EDUCATION"
    person = exchange.person(1, labour_status=written, labour_detail=detail)

    exchange.people_in(make.project(by=anna), person, by=anna)

    assert Participation.objects.get().labour_status == code


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Podstawowe", 1),
        ("gimnazjalne", 2),
        ("średnie", 3),
        ("zasadnicze zawodowe", 3),
        ("policealne", 4),
        ("licencjat", 6),
        ("Magister", 7),
    ],
)
def test_schools_that_stand_for_one_level_are_understood(anna, written, level):
    exchange.people_in(make.project(by=anna), exchange.person(1, isced=written), by=anna)

    assert Participation.objects.get().isced == level


@pytest.mark.parametrize("written", ["wyższe", "zawodowe"])
def test_schools_that_stand_for_several_levels_are_asked(anna, written):
    row = exchange.person(1, isced=written)
    found = exchange.checked(exchange.sent(exchange.office_csv([row]), by=anna), by=anna)

    assert exchange.row(found, 3).fields == ["isced"]


def test_whole_rows_are_to_be_added(anna):
    rows = [exchange.person(number) for number in range(3)]
    found = exchange.checked(exchange.sent(exchange.office_csv(rows), by=anna), by=anna)

    assert found.step == Step.READY
    assert queries.counts(found) == {Standing.ADD: 3}


def test_whoever_is_entered_is_as_the_file_says(anna):
    found = exchange.checked(exchange.sent(exchange.office_csv([exchange.USUAL]), by=anna), by=anna)
    found = exchange.entered(found, by=anna)

    assert found.step == Step.APPLIED
    zaneta = Participation.objects.select_related("person").get()
    assert str(zaneta.person) == "Ćwik Żaneta"
    assert (zaneta.person.pesel, zaneta.person.born_on) == (
        make.PESEL_OF_A_WOMAN,
        date(1885, 2, 28),
    )
    assert (zaneta.started_on, zaneta.labour_status) == (date(2026, 3, 3), "INACTIVE")
    assert zaneta.notice_given_on == date(2026, 3, 2)


def test_the_same_file_twice_does_nothing(anna):
    project = make.project(by=anna)
    content = exchange.office_csv([exchange.person(number) for number in range(3)])
    exchange.entered(
        exchange.checked(exchange.sent(content, project=project, by=anna), by=anna), by=anna
    )

    again = exchange.checked(exchange.sent(content, project=project, by=anna), by=anna)

    assert queries.counts(again) == {Standing.SAME: 3}
    assert queries.applied_before(again) is not None


def test_every_mistake_of_a_row_is_told_at_its_field(anna):
    row = exchange.person(1, pesel="85822812348", started_on="31.02.2026", gmina="Nibylandia")
    found = exchange.checked(exchange.sent(exchange.office_csv([row]), by=anna), by=anna)

    assert queries.counts(found) == {Standing.BAD: 1}
    assert exchange.row(found, 3).fields == ["gmina", "pesel", "started_on"]


def test_a_mended_row_goes_on_its_way(anna):
    rows = [exchange.person(1, started_on="2026.13.01")]
    found = exchange.checked(exchange.sent(exchange.office_csv(rows), by=anna), by=anna)

    answers = {"started_on": "01.12.2025"}
    operations.mend(row=exchange.row(found, 3), answers=answers, on=make.TODAY, by=anna)

    assert queries.counts(found) == {Standing.ADD: 1}
    exchange.entered(found, by=anna)
    assert Participation.objects.get().started_on == date(2025, 12, 1)


def test_one_answer_mends_all_rows_that_say_the_same(anna):
    rows = [exchange.person(number, isced="wyższe") for number in range(4)]
    found = exchange.checked(exchange.sent(exchange.office_csv(rows), by=anna), by=anna)

    facts = {"field": "isced", "was": "wyższe", "becomes": "3"}
    count = operations.mend_alike(of=found, **facts, on=make.TODAY, by=anna)

    assert count == 4
    assert queries.counts(found) == {Standing.ADD: 4}


def test_of_two_rows_about_one_person_the_second_is_refused(anna):
    rows = [exchange.person(1), exchange.person(1)]
    found = exchange.checked(exchange.sent(exchange.office_csv(rows), by=anna), by=anna)

    assert [exchange.row(found, number).standing for number in (3, 4)] == [
        Standing.ADD,
        Standing.BAD,
    ]

    first = exchange.person(2)["pesel"]
    operations.mend(row=exchange.row(found, 3), answers={"pesel": first}, on=make.TODAY, by=anna)

    assert queries.counts(found) == {Standing.ADD: 2}


def test_who_is_here_and_differs_stays_unless_the_file_is_believed(anna):
    project = make.project(by=anna)
    before = exchange.office_csv([exchange.person(1)])
    exchange.entered(
        exchange.checked(exchange.sent(before, project=project, by=anna), by=anna), by=anna
    )
    after = exchange.office_csv([exchange.person(1, phone="700 700 700", place="Żukowo")])
    found = exchange.checked(exchange.sent(after, project=project, by=anna), by=anna)

    assert queries.counts(found) == {Standing.CHANGE: 1}
    assert exchange.row(found, 3).fields == ["phone", "place"]
    with pytest.raises(operations.NothingToEnter):
        facts = {"is_meant": True, "seen": rows.seen(found), "at": timezone.now(), "by": anna}
        operations.enter(of=found, differing=Differing.OURS, **facts)

    exchange.entered(found, differing=Differing.FILE, by=anna)

    assert Person.objects.get().phone == "700 700 700"


def test_changing_many_is_asked_once_more(anna):
    project = make.project(by=anna)
    before = exchange.office_csv([exchange.person(1)])
    exchange.entered(
        exchange.checked(exchange.sent(before, project=project, by=anna), by=anna), by=anna
    )
    after = exchange.office_csv([exchange.person(1, phone="700 700 700")])
    found = exchange.checked(exchange.sent(after, project=project, by=anna), by=anna)

    with pytest.raises(operations.ManyWouldChange):
        facts = {"is_meant": False, "seen": rows.seen(found), "at": timezone.now(), "by": anna}
        operations.enter(of=found, differing=Differing.FILE, **facts)


def test_taking_back_leaves_nobody(anna):
    rows = [exchange.person(number) for number in range(3)]
    found = exchange.checked(exchange.sent(exchange.office_csv(rows), by=anna), by=anna)
    found = exchange.taken_back(exchange.entered(found, by=anna), by=anna)

    assert found.step == Step.UNDONE
    assert queries.counts(found) == {Standing.BACK: 3}
    assert not Participation.objects.exists()
    assert not Person.objects.exists()


def test_whoever_was_changed_since_stays(anna):
    rows = [exchange.person(number) for number in range(2)]
    found = exchange.checked(exchange.sent(exchange.office_csv(rows), by=anna), by=anna)
    found = exchange.entered(found, by=anna)
    Person.objects.filter(family_name="Testowab").update(place="Żukowo")

    found = exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.BACK: 1, Standing.KEPT: 1}
    assert [person.family_name for person in Person.objects.all()] == ["Testowab"]


def test_who_was_corrected_by_a_file_is_as_before_it(anna):
    project = make.project(by=anna)
    before = exchange.office_csv([exchange.person(1)])
    exchange.entered(
        exchange.checked(exchange.sent(before, project=project, by=anna), by=anna), by=anna
    )
    after = exchange.office_csv([exchange.person(1, phone="700 700 700", isced="6")])
    found = exchange.checked(exchange.sent(after, project=project, by=anna), by=anna)
    found = exchange.entered(found, differing=Differing.FILE, by=anna)
    assert Participation.objects.get().isced == 6

    exchange.taken_back(found, by=anna)

    assert Person.objects.get().phone == "600 100 200"
    assert Participation.objects.get().isced == 3


def test_after_two_weeks_it_is_too_late(anna):
    found = exchange.checked(
        exchange.sent(exchange.office_csv([exchange.person(1)]), by=anna), by=anna
    )
    found = exchange.entered(found, by=anna)
    at, facts = found.applied_at + keeping.KEPT, {"seen": rows.seen_entered(found), "by": anna}

    with pytest.raises(operations.TooLate):
        operations.take_back(of=found, at=at, **facts)

    operations.take_back(of=found, at=at - timedelta(minutes=1), **facts)


def test_a_colleagues_edit_between_looking_and_entering_stays(anna):
    project = make.project(by=anna)
    before = exchange.office_csv([exchange.person(1)])
    exchange.entered(
        exchange.checked(exchange.sent(before, project=project, by=anna), by=anna), by=anna
    )
    after = exchange.office_csv([exchange.person(1, phone="700 700 700")])
    found = exchange.checked(exchange.sent(after, project=project, by=anna), by=anna)
    person = Person.objects.get()
    participants.correct_person(
        person=person,
        entry=replace(entry_of(person), phone="800 800 800"),
        version=person.version,
        reason="nowy numer",
        on=make.TODAY,
        by=anna,
    )

    found = exchange.entered(found, differing=Differing.FILE, by=anna)

    assert queries.counts(found) == {Standing.FAILED: 1}
    assert Person.objects.get().phone == "800 800 800"


def test_a_check_that_fails_by_now_stops_its_own_row_alone(anna):
    project = make.project(by=anna)
    told = [exchange.person(1), exchange.person(2, started_on="03.03.2025"), exchange.person(3)]
    sent = exchange.sent(exchange.office_csv(told), project=project, by=anna)
    found = exchange.checked(sent, by=anna, notice_given_on={"value": "2025-01-02"})
    assert queries.counts(found) == {Standing.ADD: 3}
    Project.objects.filter(pk=project.pk).update(starts_on=date(2026, 1, 1))

    found = exchange.entered(found, by=anna)

    assert queries.counts(found) == {Standing.DONE: 2, Standing.FAILED: 1}
    assert Participation.objects.count() == 2
    assert "03.03.2025" in exchange.why(found, 4)


def test_whoever_got_a_paper_is_not_taken_back(anna):
    found = exchange.checked(
        exchange.sent(exchange.office_csv([exchange.person(1)]), by=anna), by=anna
    )
    found = exchange.entered(found, by=anna)
    kept: list[set] = []

    def papers(ids):
        kept.append(set(ids))
        return set(ids)

    taking_back.holders.append(papers)
    try:
        found = exchange.taken_back(found, by=anna)
    finally:
        taking_back.holders.remove(papers)

    assert queries.counts(found) == {Standing.KEPT: 1}
    assert kept == [{Participation.objects.get().pk}]


def test_what_is_refused_today_is_not_put_back_and_holds_nobody_up(anna):
    project = make.project(by=anna)
    before = exchange.office_csv([exchange.person(1)])
    exchange.entered(
        exchange.checked(exchange.sent(before, project=project, by=anna), by=anna), by=anna
    )
    # An entry of before a check was known.
    Person.objects.update(postal_code="brak")
    after = exchange.office_csv([exchange.person(1, phone="700 700 700")])
    found = exchange.checked(exchange.sent(after, project=project, by=anna), by=anna)
    found = exchange.entered(found, differing=Differing.FILE, by=anna)

    found = exchange.taken_back(found, by=anna)

    assert found.step == Step.UNDONE
    assert queries.counts(found) == {Standing.KEPT: 1}


def test_of_three_words_nobody_guesses_which_are_the_last_name(anna):
    titles = {"full_name": "Nazwisko i imię", **exchange.TITLES}
    for name in ("family_name", "given_name"):
        titles.pop(name)
    told = [{**exchange.person(1), "full_name": "Kowalska Anna Maria"}]
    told += [{**exchange.person(2), "full_name": "Kowalska Anna"}]
    content = exchange.office_csv(told, titles=titles)
    found = exchange.checked(exchange.sent(content, by=anna), by=anna)

    assert exchange.row(found, 3).fields == ["given_name"]
    assert exchange.row(found, 4).standing == Standing.ADD


def test_a_namesake_without_a_number_is_not_entered_a_second_time(anna):
    make.participation(
        by=anna,
        of=make.project(by=anna),
        pesel=None,
        family_name="Testowab",
        given_name="Żaneta",
        born_on=date(1885, 2, 2),
    )
    found = exchange.checked(
        exchange.sent(exchange.office_csv([exchange.person(1)]), by=anna), by=anna
    )

    assert exchange.row(found, 3).standing == Standing.ALIKE


def test_no_is_an_answer_and_an_empty_cell_is_none(anna):
    project = make.project(by=anna)
    before = exchange.office_csv([exchange.person(1)])
    exchange.entered(
        exchange.checked(exchange.sent(before, project=project, by=anna), by=anna), by=anna
    )
    found = exchange.sent(before, project=project, by=anna)

    same = exchange.checked(found, by=anna)
    assert queries.counts(same) == {Standing.SAME: 1}
    says_no = exchange.checked(found, by=anna, at_risk={"value": "nie"})

    assert exchange.row(says_no, 3).fields == ["at_risk"]


def test_what_a_file_said_is_forgotten_after_two_weeks(anna):
    found = exchange.checked(
        exchange.sent(exchange.office_csv([exchange.person(1)]), by=anna), by=anna
    )
    found = exchange.entered(found, by=anna)

    forgetting.forget(at=found.applied_at + keeping.KEPT - timedelta(minutes=1))
    assert exchange.row(found, 3).cells
    forgetting.forget(at=found.applied_at + keeping.KEPT)

    row = exchange.row(found, 3)
    assert (row.cells, row.before, row.key, row.standing) == (None, None, None, Standing.DONE)
    found.refresh_from_db()
    assert (found.file_name, found.sheets) == (None, None)
    assert not ImportFile.objects.exists()


def test_whoever_works_in_another_project_sees_no_file_of_this_one(alfa, anna):
    found = exchange.sent(exchange.office_csv([exchange.person(1)]), by=anna)
    other = Member(
        display_name="Jan",
        account_id=anna.account_id,
        grants=[{"role": "coordinator", "project": str(make.project(by=anna).pk)}],
    )

    assert not queries.imports_of(other).exists()
    with pytest.raises(NotAllowed):
        operations.drop(of=found, by=other)


def test_what_the_page_shows_marked_is_asked_once_where_a_list_does_not_tell_it(anna):
    """An empty box would say no, and nobody wrote that."""
    found = exchange.sent(exchange.office_csv([exchange.person(1)]), by=anna)
    form = RowForm(project=found.project, on=make.TODAY)
    marked = {name for name, field in form.fields.items() if field.initial is True}
    asked = {name: value for name, value in exchange.FOR_ALL.items() if name not in marked}

    assert marked == {"at_risk"}
    with pytest.raises(operations.ColumnMissing):
        operations.name_columns(
            of=found,
            sheet=found.sheet,
            head=found.head,
            columns=asked | found.columns,
            titles={},
            on=make.TODAY,
            by=anna,
        )


def test_one_answer_for_very_many_rows_is_given_by_the_worker(anna, monkeypatch):
    """Piece by piece, and a worker that dies goes on where the last one was."""
    monkeypatch.setattr(many_rows, "AT_ONCE", 2)
    rows_of = [exchange.person(number, isced="wyższe") for number in range(5)]
    rows_of.append(exchange.person(5, isced="wyższe?"))
    found = exchange.checked(exchange.sent(exchange.office_csv(rows_of), by=anna), by=anna)
    facts = {"field": "isced", "was": "wyższe", "becomes": "3"}

    assert operations.mend_alike(of=found, **facts, on=make.TODAY, by=anna) == 0
    found.refresh_from_db()
    assert found.step == Step.CHECKING

    found = exchange.moved(found)
    assert (found.step, found.answering) == (Step.READY, None)
    assert queries.counts(found) == {Standing.ADD: 5, Standing.BAD: 1}


def test_an_answer_that_earlier_code_began_to_give_is_given_to_the_end(anna, monkeypatch):
    """It kept what the rows say, and nothing that they say beside."""
    monkeypatch.setattr(many_rows, "AT_ONCE", 1)
    wrong = [exchange.person(number, isced="wyższe") for number in range(2)]
    found = exchange.checked(exchange.sent(exchange.office_csv(wrong), by=anna), by=anna)
    facts = {"field": "isced", "was": "wyższe", "becomes": "3"}
    operations.mend_alike(of=found, **facts, on=make.TODAY, by=anna)
    found.refresh_from_db()
    found.answering = json.dumps(["isced", "wyższe", "3", 0])
    found.save(update_fields=["answering"])

    found = exchange.moved(found)

    assert queries.counts(found) == {Standing.ADD: 2}


def test_rows_that_contradict_each_other_are_compared_again_after_one_answer_for_many(
    anna, monkeypatch
):
    monkeypatch.setattr(many_rows, "AT_ONCE", 1)
    phones = ("700 700 700", "brak", "brak")
    people = [exchange.person(1, phone=phone) for phone in phones]
    found = exchange.checked(exchange.sent(exchange.office_csv(people), by=anna), by=anna)
    assert queries.counts(found) == {Standing.ADD: 1, Standing.BAD: 2}

    facts = {"field": "phone", "was": "brak", "becomes": "800 800 800"}
    operations.mend_alike(of=found, **facts, on=make.TODAY, by=anna)
    found = exchange.moved(found)

    assert queries.counts(found) == {Standing.BAD: 3}


def test_rows_that_what_is_here_refused_are_judged_anew_after_one_answer_for_many(
    anna, monkeypatch
):
    """Their mistake is told beside what is here, not by the form."""
    monkeypatch.setattr(many_rows, "AT_ONCE", 2)
    project = make.project(by=anna)
    labels = exchange.labels(project, anna)
    left = {"completed_path": "tak", "exit_situation": "TOOK_UP_WORK"}
    titles = {**exchange.TITLES, **{name: labels[name] for name in ("ended_on", *left)}}

    def list_of(day):
        people = [exchange.person(number, ended_on=day, **left) for number in range(5)]
        told = exchange.sent(exchange.office_csv(people, titles=titles), project=project, by=anna)
        return exchange.checked(told, by=anna)

    exchange.entered(list_of("30.06.2026"), by=anna)
    found = list_of("31.07.2026")
    assert [row.fields for row in queries.bad_rows(found)] == [["ended_on"]] * 5

    facts = {"field": "ended_on", "was": "31.07.2026", "becomes": "30.06.2026"}
    assert operations.mend_alike(of=found, **facts, on=make.TODAY, by=anna) == 0
    found = exchange.moved(found)

    assert (found.step, queries.counts(found)) == (Step.READY, {Standing.SAME: 5})


def test_whoever_is_corrected_between_the_look_and_the_writing_stays_as_corrected(
    anna, monkeypatch
):
    project = make.project(by=anna)
    exchange.people_in(project, exchange.person(1), by=anna)
    someone = exchange.person(1, phone="700 700 700")
    found = exchange.sent(exchange.office_csv([someone]), project=project, by=anna)
    found = exchange.checked(found, by=anna)
    looked = changing_people.compare

    def compared_and_then_changed(*facts, **named):
        verdicts = looked(*facts, **named)
        exchange.phone_is("800 800 800", by=anna)
        return verdicts

    monkeypatch.setattr(changing_people, "compare", compared_and_then_changed)
    found = exchange.entered(found, by=anna, differing=Differing.FILE)

    assert queries.counts(found) == {Standing.FAILED: 1}
    assert Person.objects.get().phone == "800 800 800"
