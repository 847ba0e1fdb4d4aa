"""A project that was led in Excel comes in one workbook: its sheets one after another, people first."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from core import tenancy
from core.ledger.models import Member
from core.tenancy import Role
from projects.agreements.models import Project
from projects.exchange import forgetting, operations, queries, refusals, rows
from projects.exchange.earlier import operations as earlier
from projects.exchange.earlier import shown
from projects.exchange.judging import answers
from projects.exchange.kinds import REGISTERED
from projects.exchange.models import EarlierFile, EarlierProject, Import
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.exchange.workbooks import blanks, blanks_whole
from projects.participants import operations as participants
from projects.participants.columns import start_of
from projects.participants.models import Participation
from projects.participants.vocabulary_path import LinkKind
from projects.support.models import SupportGiven
from tests import make
from tests.make import exchange, support, workbooks

KINDS = ("participants", "services", "attendance", "outcomes")
PEOPLE, GIVEN, LEFT = range(3)
# Below a title and the headings.
FIRST_ROW = 3


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def project(anna) -> Project:
    found = make.project(by=anna)
    support.benefit(of=found, by=anna)
    return found


@pytest.fixture
def content() -> bytes:
    return exchange.whole(exchange.person(1), exchange.person(2))


@pytest.fixture
def whole(anna, project, content) -> EarlierProject:
    return exchange.whole_divided(content, project=project, by=anna)


def opened(content) -> Workbook:
    return load_workbook(BytesIO(content))


def steps_of(whole) -> list[str]:
    return list(
        Import.objects.filter(earlier=whole).order_by("place").values_list("step", flat=True)
    )


def entered(whole, place, *, by) -> Import:
    """A part, entered; the one that follows is read and, where nothing is asked, checked."""
    found = exchange.part(whole, place)
    if found.step == Step.NAMING:
        found = exchange.checked(found, by=by)
    done = exchange.entered(found, by=by)
    exchange.whole_moved(whole)
    return done


def test_each_sheet_is_known_by_its_headings_and_people_come_first(anna, project):
    content = exchange.whole(exchange.person(1))
    whole = exchange.whole_sent(content, project=project, by=anna)

    assert whole.step == Step.NAMING
    told = {one.name: one.kind for one in earlier.sheets_of(whole)}
    assert told == {
        "Wyjścia": "outcomes",
        "Notatki": "",
        "Wsparcie": "services",
        "Osoby": "participants",
    }


def test_the_parts_wait_for_each_other(whole):
    names = list(
        Import.objects.filter(earlier=whole).order_by("place").values_list("kind", flat=True)
    )

    assert names == ["participants", "services", "outcomes"]
    assert steps_of(whole) == [Step.NAMING, Step.WAITING, Step.WAITING]


def test_a_whole_project_goes_in_part_by_part(anna, project, whole):
    entered(whole, PEOPLE, by=anna)
    assert steps_of(whole) == [Step.APPLIED, Step.NAMING, Step.WAITING]

    entered(whole, GIVEN, by=anna)
    entered(whole, LEFT, by=anna)

    assert steps_of(whole) == [Step.APPLIED] * 3
    people = Participation.objects.filter(project=project)
    assert [str(one.ended_on) for one in people] == ["2026-10-30"] * 2
    assert SupportGiven.objects.filter(participation__in=people).count() == 2


def test_a_part_holds_the_rows_of_its_own_sheet_alone(anna, whole):
    found = exchange.checked(exchange.part(whole, PEOPLE), by=anna)

    assert queries.counts(found) == {Standing.ADD: 2}
    assert set(found.rows.values_list("sheet", flat=True)) == {3}


def test_the_last_part_is_taken_back_first(anna, project, whole):
    for place in (PEOPLE, GIVEN, LEFT):
        entered(whole, place, by=anna)

    with pytest.raises(refusals.LaterPartFirst, match="Wyjścia"):
        exchange.taken_back(exchange.part(whole, PEOPLE), by=anna)
    for place in (LEFT, GIVEN, PEOPLE):
        exchange.taken_back(exchange.part(whole, place), by=anna)

    assert steps_of(whole) == [Step.UNDONE] * 3
    assert not Participation.objects.filter(project=project).exists()


def test_whom_somebody_worked_on_besides_stays(anna, project, whole):
    for place in (PEOPLE, GIVEN):
        entered(whole, place, by=anna)
    one = Participation.objects.filter(project=project).first()
    facts = {"reason": "pomyłka", "version": one.version, "on": make.TODAY, "by": anna}
    start = start_of(one)
    participants.correct_start(participation=one, start=replace(start, isced=5), **facts)

    for place in (GIVEN, PEOPLE):
        exchange.taken_back(exchange.part(whole, place), by=anna)

    assert queries.counts(exchange.part(whole, PEOPLE)) == {Standing.BACK: 1, Standing.KEPT: 1}
    assert Participation.objects.get(project=project) == one


@pytest.fixture
def ewa(alfa, anna) -> Member:
    with tenancy.acting_as(Role.WEB):
        return make.member(alfa, "ewa@example.org", "Ewa Konkel", "coordinator")


def test_what_follows_waits_for_rows_that_another_has_to_enter(anna, ewa, whole):
    """Whoever asked lost the right before the worker came: the people of the rest are not in yet."""
    found = exchange.checked(exchange.part(whole, PEOPLE), by=anna)
    facts = {"differing": Differing.OURS, "is_meant": False, "seen": rows.seen(found)}
    operations.enter(of=found, at=timezone.now(), by=ewa, **facts)
    make.leave(ewa)

    exchange.whole_moved(whole)
    assert steps_of(whole) == [Step.APPLIED, Step.WAITING, Step.WAITING]
    assert shown.page_of(whole)["current"].found == found

    exchange.entered(exchange.part(whole, PEOPLE), by=anna)
    exchange.whole_moved(whole)
    assert steps_of(whole) == [Step.APPLIED, Step.NAMING, Step.WAITING]


def test_what_waited_while_people_were_taken_back_goes_on_then(anna, whole):
    entered(whole, PEOPLE, by=anna)
    people = exchange.part(whole, PEOPLE)
    facts = {"seen": rows.seen_entered(people), "at": timezone.now()}
    operations.take_back(of=people, **facts, by=anna)
    operations.drop(of=exchange.part(whole, GIVEN), by=anna)
    assert steps_of(whole) == [Step.UNDOING, Step.DROPPED, Step.WAITING]

    exchange.whole_moved(whole)

    assert steps_of(whole) == [Step.UNDONE, Step.DROPPED, Step.NAMING]


def test_a_part_that_is_left_out_lets_the_next_one_begin(anna, whole):
    entered(whole, PEOPLE, by=anna)
    operations.drop(of=exchange.part(whole, GIVEN), by=anna)
    exchange.whole_moved(whole)

    assert steps_of(whole) == [Step.APPLIED, Step.DROPPED, Step.NAMING]


def test_a_part_left_out_in_advance_begins_nothing(anna, whole):
    operations.drop(of=exchange.part(whole, GIVEN), by=anna)

    assert steps_of(whole) == [Step.NAMING, Step.DROPPED, Step.WAITING]


def test_the_same_workbook_on_its_way_is_not_sent_twice(anna, project, whole, content):
    assert exchange.whole_sent(content, project=project, by=anna).pk == whole.pk
    assert EarlierProject.objects.count() == 1


def test_the_same_workbook_again_goes_through_and_does_nothing(anna, project, whole, content):
    for place in (PEOPLE, GIVEN, LEFT):
        entered(whole, place, by=anna)
    again = exchange.whole_divided(content, project=project, by=anna)
    assert again.pk != whole.pk

    for place in (PEOPLE, GIVEN, LEFT):
        found = exchange.checked(exchange.part(again, place), by=anna)
        assert queries.counts(found) == {Standing.SAME: 2}
        exchange.whole_moved(again)

    assert Participation.objects.filter(project=project).count() == 2


def test_what_a_dead_worker_left_is_taken_up_by_the_clock(anna, project, content):
    facts = {"name": "KIS.xlsx", "content": content, "at": timezone.now()}
    whole = earlier.send_earlier(project=project, by=anna, **facts)
    assert queries.moving_earlier() == [whole.pk]
    exchange.whole_moved(whole)
    assert queries.moving_earlier() == []

    earlier.name_sheets(of=whole, kinds={3: "participants", 2: "services"}, by=anna)
    assert queries.moving() == [exchange.part(whole, PEOPLE).pk]


def test_what_is_not_entered_is_dropped_at_once_and_what_is_stays(anna, project, whole):
    entered(whole, PEOPLE, by=anna)
    earlier.drop_earlier(of=whole, by=anna)

    assert steps_of(whole) == [Step.APPLIED, Step.DROPPED, Step.DROPPED]
    assert not EarlierFile.objects.filter(pk=whole.pk).exists()
    assert not Import.objects.filter(step=Step.DROPPED, rows__isnull=False).exists()
    assert Participation.objects.filter(project=project).count() == 2


def test_the_workbook_is_forgotten_after_two_weeks(anna, whole):
    entered(whole, PEOPLE, by=anna)
    forgetting.forget(at=timezone.now() + timedelta(days=13))
    assert EarlierFile.objects.exists()

    forgetting.forget(at=timezone.now() + timedelta(days=15))

    whole.refresh_from_db()
    assert not EarlierFile.objects.exists()
    assert (whole.file_name, whole.sheets) == (None, None)
    assert steps_of(whole) == [Step.APPLIED, Step.DROPPED, Step.DROPPED]


def test_a_part_is_given_back_as_the_whole_workbook_with_its_own_mistakes(anna, project):
    content = exchange.whole(exchange.person(1, isced="wyższe"))
    whole = exchange.whole_divided(content, project=project, by=anna)
    found = exchange.checked(exchange.part(whole, PEOPLE), by=anna)

    book = opened(operations.take_marked(of=found, on=make.TODAY, by=anna))

    assert book.sheetnames == ["Wyjścia", "Notatki", "Wsparcie", "Osoby"]
    assert [cell.comment is not None for line in book["Osoby"] for cell in line].count(True) == 1


def test_our_template_of_a_whole_is_divided_without_a_question(anna, project):
    content = blanks_whole.blank(project, on=make.TODAY, by=anna)
    whole = exchange.whole_sent(content, project=project, by=anna)

    assert whole.step == Step.READY
    kinds = Import.objects.filter(earlier=whole).order_by("place").values_list("kind", flat=True)
    assert tuple(kinds) == KINDS
    # Nothing but examples: each part is read, checked and passed over.
    assert steps_of(whole) == [Step.READY] * 4


def test_a_filled_in_template_of_a_whole_becomes_people_with_their_exits(anna, project):
    book = opened(blanks_whole.blank(project, on=make.TODAY, by=anna))
    number = exchange.person(1)["pesel"]
    told = {
        "participants": exchange.person(1)
        | {name: one["value"] for name, one in exchange.FOR_ALL.items()},
        "services": {
            "pesel": number,
            "service": "Bilet",
            "given_on": "05.10.2026",
            "quantity": "2",
        },
        "outcomes": {
            "pesel": number,
            "ended_on": "30.10.2026",
            "completed_path": "tak",
            "exit_situation": "TOOK_UP_WORK",
        },
    }
    for place, code in enumerate(KINDS):
        reader = REGISTERED[code].reader(project, on=make.TODAY, by=anna)
        labels = {one.label: one.name for one in blanks.questions(reader)}
        sheet = book.worksheets[place]
        for cell in sheet[2]:
            name = labels[sheet.cell(1, cell.column).value]
            cell.value = told.get(code, {}).get(name)
    whole = exchange.whole_sent(workbooks.saved(book), project=project, by=anna)
    for _each in range(4):
        for part in Import.objects.filter(earlier=whole, step=Step.READY).order_by("place"):
            if queries.counts(part).get(Standing.ADD):
                exchange.entered(part, by=anna)
        exchange.whole_moved(whole)

    [person] = Participation.objects.filter(project=project)
    assert str(person.ended_on) == "2026-10-30"
    assert SupportGiven.objects.filter(participation=person).count() == 1


@pytest.fixture
def met_meanwhile(anna, project):
    """A whole of which the first row looks like somebody whom a colleague entered after the check."""
    content = exchange.whole(exchange.looking_alike(), exchange.person(2))
    whole = exchange.whole_divided(content, project=project, by=anna)
    exchange.checked(exchange.part(whole, PEOPLE), by=anna)
    known = exchange.looked_like(by=anna)
    exchange.entered(exchange.part(whole, PEOPLE), by=anna)
    exchange.whole_moved(whole)
    return whole, known


def said(whole, kind, *, of, by):
    people = exchange.part(whole, PEOPLE)
    facts = {"row": exchange.row(people, FIRST_ROW), "other": of, "kind": kind}
    operations.say_who(of=people, on=make.TODAY, by=by, **facts)
    exchange.whole_moved(whole)


def test_what_is_asked_on_entering_keeps_the_next_part_waiting(anna, met_meanwhile):
    """It may be about that person; nobody chose to leave them."""
    whole, known = met_meanwhile
    assert steps_of(whole) == [Step.APPLIED, Step.WAITING, Step.WAITING]
    assert shown.page_of(whole)["current"].number == 1

    said(whole, LinkKind.DIFFERENT, of=known.pk, by=anna)
    assert steps_of(whole) == [Step.APPLIED, Step.WAITING, Step.WAITING]
    entered(whole, PEOPLE, by=anna)

    assert queries.counts(exchange.part(whole, PEOPLE)) == {Standing.DONE: 2}
    assert steps_of(whole) == [Step.APPLIED, Step.NAMING, Step.WAITING]


def test_once_that_row_is_left_out_the_next_part_begins(anna, met_meanwhile):
    whole, _known = met_meanwhile

    said(whole, answers.LEAVE, of=None, by=anna)

    assert steps_of(whole) == [Step.APPLIED, Step.NAMING, Step.WAITING]


def test_whom_somebody_chose_to_leave_keeps_nothing_waiting(anna, project):
    exchange.looked_like(by=anna)
    content = exchange.whole(exchange.looking_alike(), exchange.person(2))
    whole = exchange.whole_divided(content, project=project, by=anna)
    entered(whole, PEOPLE, by=anna)

    assert queries.counts(exchange.part(whole, PEOPLE)) == {Standing.ALIKE: 1, Standing.DONE: 1}
    assert steps_of(whole) == [Step.APPLIED, Step.NAMING, Step.WAITING]
