"""A file says before entering which of its rows change what closed reports tell: as the forms do."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from core import tenancy
from core.ledger.models import AuditEvent, Member, OutboxEntry
from indicators.periods.models import Closing
from projects.exchange import operations, queries, refusals, rows
from projects.exchange.judging import closed_days, closed_days_shown
from projects.exchange.models import Import
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.participants import operations as participants
from projects.participants.columns import entry_of
from projects.participants.entries import LeaveEntry
from projects.participants.models import Participation
from projects.participants.reported import ReportingForm, WouldDiffer
from tests import make
from tests.make import exchange, periods, workbooks

IN, AFTER = "03.03.2026", "04.05.2026"
SAID = "Okres do 31.03.2026 jest zamknięty"
SECOND, THIRD = 3, 4
EXITS = ["PESEL", "Data zakończenia udziału", "Zgodnie ze ścieżką", "Sytuacja po zakończeniu"]


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def project(anna):
    """Its first three months of 2026 are closed, and reported without anybody."""
    found = make.project(by=anna)
    periods.closed(periods.period(of=found, by=anna), by=anna)
    return found


def checked(project, *people, by) -> Import:
    found = exchange.sent(exchange.office_csv(people), project=project, by=by)
    return exchange.checked(found, by=by)


def entered(found, *, by, **facts):
    facts = {"differing": Differing.FILE, "is_meant": True, "seen": rows.seen(found)} | facts
    operations.enter(of=found, at=timezone.now(), by=by, **facts)
    return exchange.moved(found)


def said(found, number):
    return closed_days_shown.said(exchange.row(found, number))


def test_only_the_row_that_reaches_into_closed_days_is_told(anna, project):
    both = exchange.person(1, started_on=IN), exchange.person(2, started_on=AFTER)
    found = checked(project, *both, by=anna)

    assert queries.counts(found) == {Standing.ADD: 2}
    assert SAID in said(found, SECOND)
    assert said(found, THIRD) == ""
    assert exchange.row(found, SECOND).reported[closed_days.FIELD] == "started_on"


def test_looking_leaves_nothing_behind(anna, project):
    people, waiting = Participation.objects.count(), OutboxEntry.objects.count()
    checked(project, exchange.person(1, started_on=IN), by=anna)

    assert Participation.objects.count() == people
    assert OutboxEntry.objects.count() == waiting
    assert not AuditEvent.objects.filter(verb="entered participants in bulk").exists()


def test_it_is_entered_only_by_whoever_knows(anna, project):
    found = checked(project, exchange.person(1, started_on=IN), by=anna)

    with pytest.raises(operations.ReportsWouldDiffer):
        entered(found, by=anna)
    assert entered(found, by=anna, difference_is_known=True).step == Step.APPLIED
    assert Participation.objects.filter(project=project).count() == 1


def test_the_others_go_in_once_these_are_left_out(anna, project):
    both = exchange.person(1, started_on=IN), exchange.person(2, started_on=AFTER)
    found = checked(project, *both, by=anna)

    operations.leave_out(of=found, row=None, are_reported=True, on=make.TODAY, by=anna)
    entered(found, by=anna)

    assert queries.counts(found) == {Standing.LEFT: 1, Standing.DONE: 1}


def test_a_day_that_is_mended_is_looked_at_again(anna, project):
    found = checked(project, exchange.person(1, started_on=IN), by=anna)
    answers = {"started_on": AFTER}
    operations.mend(row=exchange.row(found, SECOND), answers=answers, on=make.TODAY, by=anna)

    assert not closed_days.differing(found).exists()
    assert entered(found, by=anna).step == Step.APPLIED


def test_a_period_that_is_closed_after_the_look_keeps_the_row_out(anna):
    project = make.project(by=anna)
    found = checked(project, exchange.person(1), exchange.person(2, started_on=AFTER), by=anna)
    assert not closed_days.differing(found).exists()
    periods.closed(periods.period(of=project, by=anna), by=anna)

    entered(found, by=anna)

    assert queries.counts(found) == {Standing.FAILED: 1, Standing.DONE: 1}
    assert SAID in exchange.why(found, SECOND)


def test_knowing_of_one_row_lets_no_other_one_in(anna, project):
    both = exchange.person(1, started_on=IN), exchange.person(2, started_on=AFTER)
    found = checked(project, *both, by=anna)
    periods.closed(periods.period(of=project, by=anna, days=periods.SECOND), by=anna)

    entered(found, by=anna, difference_is_known=True)

    assert exchange.row(found, SECOND).standing == Standing.DONE
    assert exchange.row(found, THIRD).standing == Standing.FAILED
    assert "30.06.2026" in exchange.why(found, THIRD)


def test_a_row_that_reaches_since_it_was_shown_is_shown_first(anna, project):
    both = exchange.person(1, started_on=IN), exchange.person(2, started_on=AFTER)
    found = checked(project, *both, by=anna)
    shown = rows.seen(found)
    facts = {"row": exchange.row(found, THIRD), "answers": {"started_on": IN}}
    operations.mend(**facts, on=make.TODAY, by=anna)

    with pytest.raises(refusals.ShownOtherwise):
        entered(found, by=anna, seen=shown, difference_is_known=True)


@pytest.fixture
def ewa(alfa, anna) -> Member:
    with tenancy.acting_as(tenancy.Role.WEB):
        return make.member(alfa, "ewa@example.org", "Ewa Konkel", "coordinator")


def test_it_is_told_too_where_whoever_sent_the_file_has_gone(anna, ewa, project):
    """Somebody else may go on with it in their own name, and has to know."""
    content = exchange.office_csv([exchange.person(1, started_on=IN)])
    found = exchange.sent(content, project=project, by=ewa)
    exchange.named(found, by=anna)
    make.leave(ewa)

    found = exchange.moved(found)

    assert SAID in said(found, SECOND)
    with pytest.raises(refusals.SenderGone):
        entered(found, by=anna, difference_is_known=True)
    operations.take_over(of=found, on=make.TODAY, by=anna)
    found = exchange.moved(found)
    with pytest.raises(operations.ReportsWouldDiffer):
        entered(found, by=anna)
    entered(found, by=anna, difference_is_known=True)
    assert queries.counts(found) == {Standing.DONE: 1}


def test_where_no_period_is_closed_nobody_looks(anna):
    found = checked(make.project(by=anna), exchange.person(1), by=anna)

    assert exchange.row(found, SECOND).reported is None


@pytest.fixture
def zaneta(anna, project) -> Participation:
    """Took part before the closed days were over, and nobody has written down how she left."""
    one = make.participation(by=anna, of=project, pesel=make.PESEL_OF_A_WOMAN)
    periods.closed(periods.period(of=project, by=anna, days=periods.SECOND), by=anna)
    return one


@pytest.mark.parametrize("day", ["10.06.2026", "02.07.2026"])
def test_the_file_says_of_an_exit_exactly_what_the_form_says(anna, project, zaneta, day):
    row = [zaneta.person.pesel, day, "tak", "TOOK_UP_WORK"]
    content = exchange.table(EXITS, row)
    found = exchange.sent(content, project=project, kind="outcomes", by=anna)
    found = exchange.checked(found, by=anna)

    assert queries.counts(found) == {Standing.ADD: 1}
    assert said(found, 2) == _said_by_the_form(zaneta, day, by=anna)
    assert bool(said(found, 2)) is (day == "10.06.2026")


def _said_by_the_form(person, day, *, by) -> str:
    told, month, year = map(int, day.split("."))
    entry = LeaveEntry(
        ended_on=date(year, month, told), completed_path=True, exit_situation="TOOK_UP_WORK"
    )
    facts = {"participation": person, "entry": entry, "version": person.version}
    try:
        ReportingForm({}).run(participants.leave, **facts, on=make.TODAY, by=by)
    except WouldDiffer as asked:
        return str(asked.facts["said"])
    return ""


def test_small_things_of_one_person_are_looked_at_together(anna, project, monkeypatch):
    """However small a piece is, a person is never divided between two."""
    monkeypatch.setattr(closed_days, "AT_ONCE", 1)
    people = [exchange.person(number, started_on=IN) for number in range(3)]
    found = checked(project, *people, by=anna)

    assert closed_days.differing(found).count() == 3


def test_the_returned_workbook_tells_it_at_the_day(anna, project):
    found = checked(project, exchange.person(1, started_on=IN), by=anna)
    content = operations.take_marked(of=found, on=make.TODAY, by=anna)

    sheet = load_workbook(BytesIO(content)).worksheets[0]
    remarks = [cell.comment.text for line in sheet for cell in line if cell.comment]
    assert len(remarks) == 1
    assert SAID in remarks[0]


ELSEWHERE = "Klub w Żukowie"


@pytest.fixture
def helped_elsewhere(anna) -> Participation:
    """Takes part here, where nothing is closed, and in another project, whose first months are reported."""
    other = make.project(by=anna, title=ELSEWHERE)
    facts = {"pesel": None, "born_on": date(1990, 5, 5), "sex": "F", **exchange.ASKED}
    one = make.participation(by=anna, of=other, **facts)
    periods.closed(periods.period(of=other, by=anna), by=anna)
    start = make.start_entry(**exchange.ASKED)
    facts = {"project": make.project(by=anna), "person": one.person, "start": start}
    return participants.enrol(**facts, on=make.TODAY, by=anna)


def corrected(who, *, by) -> Import:
    """Her sex was written down wrongly: a file of this project says so."""
    why = {"reason": "pomyłka", "on": make.TODAY}
    content = operations.take_out_to_correct(project=who.project, by=by, **why)
    label = exchange.labels(who.project, by)["sex"]
    changed = workbooks.filled(content, [{label: "M"}])
    return exchange.sent(changed, project=who.project, name="osoby.xlsx", by=by)


def test_who_is_corrected_from_a_file_changes_reports_of_another_project_as_on_the_form(
    anna, helped_elsewhere
):
    """The form is for who sees both projects; the file is read by who may not, so it names none."""
    found = corrected(helped_elsewhere, by=anna)

    assert queries.counts(found) == {Standing.CHANGE: 1}
    assert ELSEWHERE in _said_by_the_form_of_a_person(helped_elsewhere.person, by=anna)
    assert ELSEWHERE not in said(found, 2)
    assert "w innym projekcie" in said(found, 2)
    with pytest.raises(refusals.ReportsWouldDiffer):
        entered(found, by=anna)
    done = entered(found, by=anna, difference_is_known=True)
    assert queries.counts(done) == {Standing.DONE: 1}


def test_a_report_of_another_project_closed_since_keeps_the_correction_out(anna, helped_elsewhere):
    other = Participation.objects.get(project__title=ELSEWHERE).project
    Closing.objects.filter(period__project=other).update(superseded_at=timezone.now())
    found = corrected(helped_elsewhere, by=anna)
    assert said(found, 2) == ""
    Closing.objects.filter(period__project=other).update(superseded_at=None)

    entered(found, by=anna)

    assert queries.counts(found) == {Standing.FAILED: 1}
    assert "w innym projekcie" in exchange.why(found, 2)


def _said_by_the_form_of_a_person(person, *, by) -> str:
    facts = {"person": person, "entry": replace(entry_of(person), sex="M")}
    facts |= {"version": person.version, "reason": "pomyłka"}
    with pytest.raises(WouldDiffer) as asked:
        ReportingForm({}).run(participants.correct_person, **facts, on=make.TODAY, by=by)
    return str(asked.value.facts["said"])
