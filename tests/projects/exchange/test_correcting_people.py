"""People are taken out, corrected in Excel by one and on the page by another, and come back together."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, Member
from projects.exchange import operations, queries
from projects.exchange.judging import closed_days, deciding, many_rows
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Differing, Side, Standing, Step
from projects.exchange.workbooks import bases, taking_out
from projects.participants import operations as participants
from projects.participants.columns import start_of
from projects.participants.models import Participation, Person
from projects.workbench import preparing
from projects.workbench.models import PreparedFile
from tests import make
from tests.make import exchange, periods, workbooks

ROW = 2
THEIRS, OURS = "700 700 700", "800 800 800"


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def project(anna):
    return make.project(by=anna)


def taken_out(project, anna) -> bytes:
    facts = {"reason": "nowe telefony", "on": make.TODAY}
    return operations.take_out_to_correct(project=project, by=anna, **facts)


def with_cells(content, project, anna, **cells) -> bytes:
    labels = exchange.labels(project, anna)
    return workbooks.filled(content, [{labels[name]: value for name, value in cells.items()}])


def sent(content, project, anna) -> Import:
    return exchange.sent(content, project=project, name="osoby.xlsx", by=anna)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_people_taken_out_and_sent_back_unchanged_are_the_same(anna, project, language):
    people = [exchange.person(number) for number in range(5)]
    exchange.people_in(project, *people, by=anna)
    with translation.override(language):
        content = taken_out(project, anna)

    found = sent(content, project, anna)

    assert (found.step, queries.counts(found)) == (Step.READY, {Standing.SAME: 5})


def test_what_only_the_file_changed_is_changed_and_nothing_else(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    content = with_cells(taken_out(project, anna), project, anna, phone=THEIRS)
    found = sent(content, project, anna)

    assert exchange.row(found, ROW).fields == ["phone"]
    exchange.entered(found, differing=Differing.FILE, by=anna)

    assert Person.objects.get().phone == THEIRS


def test_what_somebody_changed_here_meanwhile_stays(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    content = with_cells(taken_out(project, anna), project, anna, place="Żukowo")
    exchange.phone_is(OURS, by=anna)
    found = sent(content, project, anna)

    assert exchange.row(found, ROW).fields == ["place"]
    exchange.entered(found, differing=Differing.FILE, by=anna)

    person = Person.objects.get()
    assert (person.phone, person.place) == (OURS, "Żukowo")


def test_where_both_changed_the_same_nothing_is_done_before_somebody_says(anna):
    found = exchange.clashing(by=anna)

    assert queries.counts(found) == {Standing.CLASH: 1}
    assert exchange.row(found, ROW).fields == ["phone"]
    with pytest.raises(operations.NothingToEnter):
        exchange.entered(found, differing=Differing.FILE, by=anna)
    assert Person.objects.get().phone == OURS


@pytest.mark.parametrize("row_named", [True, False])
@pytest.mark.parametrize(
    ("side", "standing", "phone"),
    [(Side.FILE, Standing.CHANGE, THEIRS), (Side.OURS, Standing.SAME, OURS)],
)
def test_the_side_that_somebody_chose_holds(anna, side, standing, phone, row_named):
    found = exchange.clashing(by=anna)
    row = exchange.row(found, ROW) if row_named else None
    sides = {"phone": side} if row_named else {"": side}
    operations.decide(of=found, row=row, sides=sides, seen=seen(found), on=make.TODAY, by=anna)

    assert queries.counts(found) == {standing: 1}
    if standing == Standing.CHANGE:
        found = exchange.entered(found, differing=Differing.FILE, by=anna)
        assert queries.counts(found) == {Standing.DONE: 1}
    assert Person.objects.get().phone == phone


def test_what_is_mended_after_the_decision_is_asked_again(anna):
    """Whoever took the side of the file took what it said then."""
    found = exchange.clashing(by=anna)
    facts = {"row": None, "sides": {"": Side.FILE}, "seen": seen(found)}
    operations.decide(of=found, on=make.TODAY, by=anna, **facts)

    answers = {"phone": "900 900 900"}
    operations.mend(row=exchange.row(found, ROW), answers=answers, on=make.TODAY, by=anna)

    assert queries.counts(found) == {Standing.CLASH: 1}


@pytest.mark.parametrize("row_named", [True, False])
def test_what_was_decided_is_told_where_closed_reports_would_differ(anna, project, row_named):
    """Until then it is left as it is here, and changes nothing."""
    exchange.people_in(project, exchange.person(1), by=anna)
    content = with_cells(taken_out(project, anna), project, anna, disability="tak")
    one = Participation.objects.select_related("person", "project").get()
    start, facts = replace(start_of(one), disability="REFUSED"), {"reason": "rozmowa", "by": anna}
    participants.correct_start(
        participation=one, start=start, version=one.version, on=make.TODAY, **facts
    )
    periods.closed(periods.period(of=project, by=anna), by=anna)
    found = sent(content, project, anna)
    assert queries.counts(found) == {Standing.CLASH: 1}
    assert not closed_days.differing(found).exists()

    row = exchange.row(found, ROW) if row_named else None
    sides = {"disability" if row_named else "": Side.FILE}
    operations.decide(of=found, row=row, sides=sides, seen=seen(found), on=make.TODAY, by=anna)

    assert queries.counts(found) == {Standing.CHANGE: 1}
    assert closed_days.differing(found).exists()


@pytest.mark.parametrize(
    ("side", "standing"), [(Side.FILE, Standing.CHANGE), (Side.OURS, Standing.SAME)]
)
def test_of_very_many_rows_a_worker_carries_out_what_was_chosen(anna, monkeypatch, side, standing):
    monkeypatch.setattr(many_rows, "AT_ONCE", 0)
    found = exchange.clashing(by=anna)
    facts = {"row": None, "sides": {"": side}, "seen": seen(found)}
    operations.decide(of=found, on=make.TODAY, by=anna, **facts)
    assert queries.counts(found) == {Standing.NEW: 1}

    assert queries.counts(exchange.moved(found)) == {standing: 1}


def shown_in(page: str, row: ImportRow | None = None) -> str:
    """What the form of a row sends back with a choice, or that of all rows."""
    before = f'name="row" value="{row.pk}">' if row else ""
    return re.search(before + '<input type="hidden" name="seen" value="([0-9a-f]+)"', page)[1]


def seen(found):
    """What a page would show beside the rows that collide."""
    return deciding.seen(found.rows.filter(standing=Standing.CLASH))


@pytest.mark.parametrize("row_named", [True, False])
def test_nobody_decides_about_what_they_have_not_seen(anna, row_named):
    found = exchange.clashing(by=anna)
    row = exchange.row(found, ROW) if row_named else None
    sides, shown = {"phone" if row_named else "": Side.FILE}, seen(found)
    exchange.phone_is("900 900 900", by=anna)

    with pytest.raises(operations.ShownOtherwise):
        operations.decide(of=found, row=row, sides=sides, seen=shown, on=make.TODAY, by=anna)

    operations.decide(of=found, row=row, sides=sides, seen=seen(found), on=make.TODAY, by=anna)
    assert queries.counts(found) == {Standing.CHANGE: 1}


def test_a_row_of_somebody_without_a_number_becomes_nobody_else(anna, project):
    make.participation(
        by=anna, of=project, pesel=None, born_on=make.date(1990, 5, 5), **exchange.ASKED
    )
    content = taken_out(project, anna)

    typo = sent(with_cells(content, project, anna, family_name="Inna"), project, anna)
    relative = {"given_name": "Ola", "family_name": "Inna", "born_on": "2001-01-01"}
    other = sent(with_cells(content, project, anna, **relative), project, anna)

    assert queries.counts(typo) == {Standing.CHANGE: 1}
    assert queries.counts(other) == {Standing.BAD: 1}


def test_an_accent_or_a_capital_is_a_correction(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    name = Person.objects.get().family_name
    content = with_cells(taken_out(project, anna), project, anna, family_name=name.upper())

    found = sent(content, project, anna)

    assert queries.counts(found) == {Standing.CHANGE: 1}
    exchange.entered(found, differing=Differing.FILE, by=anna)
    assert Person.objects.get().family_name == name.upper()


def test_a_change_after_the_decision_is_not_overwritten(anna):
    found = exchange.clashing(by=anna)
    sides = {"": Side.FILE}
    operations.decide(of=found, row=None, sides=sides, seen=seen(found), on=make.TODAY, by=anna)
    exchange.phone_is("900 900 900", by=anna)

    exchange.entered(found, differing=Differing.FILE, by=anna)

    assert Person.objects.get().phone == "900 900 900"


def test_an_emptied_cell_empties_the_answer(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    content = with_cells(taken_out(project, anna), project, anna, street=None)
    found = sent(content, project, anna)

    assert exchange.row(found, ROW).fields == ["street"]
    exchange.entered(found, differing=Differing.FILE, by=anna)
    assert not Person.objects.get().street


def test_what_a_correction_changed_is_taken_back_like_everything(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    content = with_cells(taken_out(project, anna), project, anna, phone=THEIRS)
    found = exchange.entered(sent(content, project, anna), differing=Differing.FILE, by=anna)

    exchange.taken_back(found, by=anna)

    assert Person.objects.get().phone == "600 100 200"


def test_a_row_keeps_its_person_though_rows_were_sorted_or_their_names_changed(anna, project):
    exchange.people_in(project, exchange.person(1), exchange.person(2), by=anna)
    content = workbooks.turned(taken_out(project, anna))
    content = with_cells(content, project, anna, family_name="Nowa")
    found = sent(content, project, anna)

    assert queries.counts(found) == {Standing.CHANGE: 1, Standing.SAME: 1}
    exchange.entered(found, differing=Differing.FILE, by=anna)
    assert {one.family_name for one in Person.objects.all()} == {"Testowab", "Nowa"}


def test_another_pesel_in_a_row_is_a_mistake_and_no_new_person(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    other = exchange.person(7)["pesel"]
    cells = {"pesel": other, "born_on": None, "sex": None}
    found = sent(with_cells(taken_out(project, anna), project, anna, **cells), project, anna)

    assert (exchange.row(found, ROW).standing, exchange.row(found, ROW).fields) == (
        Standing.BAD,
        ["pesel"],
    )


def test_a_key_that_somebody_changed_is_a_mistake(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    content = taken_out(project, anna)
    key = workbooks.row(content, ROW)[-1]
    told = key.split(" ")
    told[2] = f"{told[2][:-1]}{'0' if told[2][-1] != '0' else '1'}"
    found = sent(workbooks.last_cell(content, ROW, " ".join(told)), project, anna)

    assert bases.read(key) is not None
    assert exchange.row(found, ROW).fields == [bases.ROW_KEY]


def test_who_left_the_project_meanwhile_is_told(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    content = with_cells(taken_out(project, anna), project, anna, phone=THEIRS)
    elsewhere = make.project(by=anna)
    found = exchange.sent(content, project=elsewhere, name="osoby.xlsx", by=anna)

    assert exchange.row(found, ROW).standing == Standing.BAD


def test_new_people_may_stand_below(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    content = taken_out(project, anna)
    first = dict(zip(workbooks.row(content, 1), workbooks.row(content, ROW), strict=True))
    first.pop("Klucz wiersza")
    told = exchange.person(2)
    labels = exchange.labels(project, anna)
    new = {**first, **{labels[name]: told[name] for name in ("family_name", "pesel")}}
    for name in ("born_on", "sex"):
        new[labels[name]] = None
    found = sent(workbooks.filled(content, [new], first=3), project, anna)

    assert queries.counts(found) == {Standing.SAME: 1, Standing.ADD: 1}


def test_whole_numbers_leave_only_with_the_rights_and_a_reason_and_leave_a_trace(anna, project):
    exchange.people_in(project, exchange.person(1), by=anna)
    facts = {"project": project, "on": make.TODAY}
    grants = [{"role": "case_worker", "project": str(project.pk)}]
    olek = Member(display_name="Olek", account_id=anna.account_id, grants=grants)

    with pytest.raises(NotAllowed):
        operations.take_out_to_correct(reason="nowe telefony", by=olek, **facts)
    with pytest.raises(taking_out.ReasonMissing):
        operations.take_out_to_correct(reason=" ", by=anna, **facts)
    taken_out(project, anna)

    trace = AuditEvent.objects.get(verb=taking_out.VERB)
    assert (trace.fields, trace.subject_count) == (["pesel"], 1)


@pytest.fixture
def browser(alfa, coordinator, client_of):
    return client_of(coordinator, alfa)


def address(name, *args, **asked):
    return reverse(f"exchange:{name}", urlconf="config.urls_tenant", args=args, query=asked or None)


def test_the_whole_way_over_the_pages(alfa, coordinator, browser):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=anna)
        exchange.people_in(project, exchange.person(1), exchange.person(2), by=anna)
        labels = exchange.labels(project, anna)
    start = browser.get(address("send", project.pk)).content.decode()
    assert address("correct", project.pk) in start
    refused = browser.post(address("correct", project.pk), {"reason": ""})
    assert "spreadsheetml" not in refused["Content-Type"]
    content = browser.post(address("correct", project.pk), {"reason": "nowe telefony"}).content
    content = workbooks.filled(content, [{labels["phone"]: THEIRS}, {labels["phone"]: THEIRS}])
    with tenancy.inside(alfa):
        person = Person.objects.get(family_name="Testowab")
        person.phone = OURS
        person.save()

    file = SimpleUploadedFile("osoby.xlsx", content)
    told = {"kind": "participants", "file": file}
    one = browser.post(address("send", project.pk), told)["Location"]
    with tenancy.inside(alfa):
        found = exchange.moved(Import.objects.latest("made_at"))
        row = ImportRow.objects.get(of=found, standing=Standing.CLASH)
    assert "W jednym wierszu" in browser.get(one).content.decode()
    asked = browser.get(address("rows", found.pk, stan="clash")).content.decode()
    assert OURS in asked
    assert THEIRS in asked

    chosen = {"row": row.pk, f"{row.pk.hex}-phone": "file", "seen": shown_in(asked, row)}
    assert browser.post(address("decide", found.pk), chosen)["Location"] == one
    page = browser.get(address("enter", found.pk))
    form = page.context["form"]
    assert form["differing"].value() == Differing.FILE
    seen = {"differing": "file", "is_meant": "on", "seen": form["seen"].value()}
    browser.post(address("enter", found.pk), seen)
    with tenancy.inside(alfa):
        exchange.moved(found)
        assert {one.phone for one in Person.objects.all()} == {THEIRS}


def test_all_rows_can_be_decided_at_once_on_the_page(alfa, coordinator, browser):
    with tenancy.inside(alfa):
        found = exchange.clashing(by=Member.objects.get(account_id=coordinator.pk))

    asked = browser.get(address("rows", found.pk, stan="clash")).content.decode()
    browser.post(address("decide", found.pk), {"all": "ours", "seen": shown_in(asked)})

    with tenancy.inside(alfa):
        assert queries.counts(found) == {Standing.SAME: 1}


def test_many_people_are_prepared_in_the_background(alfa, coordinator, browser, monkeypatch):
    monkeypatch.setattr(taking_out, "AT_ONCE", 0)
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=anna)
        exchange.people_in(project, exchange.person(1), by=anna)

    answer = browser.post(address("correct", project.pk), {"reason": "nowe telefony"})

    assert answer["Location"].endswith("/pliki/")
    with tenancy.inside(alfa):
        prepared = PreparedFile.objects.get()
        preparing.make(prepared.pk)
        prepared.refresh_from_db()
        content = b"".join(preparing.content_of(prepared))
        assert AuditEvent.objects.filter(verb=taking_out.VERB).count() == 1
        found = sent(content, project, anna)
        assert queries.counts(found) == {Standing.SAME: 1}
        assert Participation.objects.count() == 1
