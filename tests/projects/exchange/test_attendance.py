"""Attendance comes from a file: by the same rules as on the sheet of a session."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import queries
from projects.exchange.models import Import
from projects.exchange.readers.attendance import AttendanceReader
from projects.exchange.vocabulary import Differing, Standing
from projects.participants.models import Participation
from projects.support import operations as support_operations
from projects.support.forms import SheetForm
from projects.support.models import Attendance, Group
from projects.support.queries import sheet_of
from projects.support.vocabulary import Mark
from tests import make
from tests.make import exchange, support

TITLES = ("Nr PESEL", "Grupa", "Data zajęć", "Godzina", "Obecność", "Minuty")
MONDAY = "02.11.2026"


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def project(anna) -> Project:
    return make.project(by=anna)


@pytest.fixture
def zaneta(anna, project) -> Participation:
    return make.accepted(by=anna, of=project, pesel=make.PESEL_OF_A_WOMAN)


@pytest.fixture
def group(anna, project, zaneta) -> Group:
    """With one session of three hours on a Monday, from nine."""
    found = support.group(of=support.service(of=project, by=anna), by=anna)
    support.join(found, zaneta, by=anna)
    support.session(found, by=anna)
    return found


def _checked(project: Project, *rows: tuple[str, ...], by: Member) -> Import:
    told = [(make.PESEL_OF_A_WOMAN, *row) for row in rows]
    found = exchange.sent(exchange.table(TITLES, *told), project=project, kind="attendance", by=by)
    return exchange.checked(found, by=by)


def _cell() -> tuple[str, Decimal]:
    held = Attendance.objects.get()
    return held.mark, held.hours


@pytest.mark.parametrize(
    ("mark", "minutes", "cell"),
    [
        ("obecna", "", (Mark.PRESENT, Decimal(3))),
        ("o", "180", (Mark.PRESENT, Decimal(3))),
        ("obecny", "90", (Mark.PARTIAL, Decimal("1.5"))),
        ("nieobecny", "", (Mark.ABSENT, Decimal(0))),
        ("n", "0", (Mark.ABSENT, Decimal(0))),
        ("usprawiedliwiona", "", (Mark.EXCUSED, Decimal(0))),
    ],
)
def test_a_mark_is_written_as_the_sheet_has_it(anna, project, group, mark, minutes, cell):
    row = ("Grupa A", MONDAY, "09:00", mark, minutes)
    found = _checked(project, row, by=anna)
    assert queries.counts(found) == {Standing.ADD: 1}

    exchange.entered(found, by=anna)

    assert _cell() == cell


def test_the_first_session_is_the_start_of_participation(anna, project, zaneta, group):
    row = ("Grupa A", MONDAY, "09:00", "obecna", "")
    exchange.entered(_checked(project, row, by=anna), by=anna)

    zaneta.refresh_from_db()
    assert zaneta.started_on == date(2026, 11, 2)


def test_the_same_file_twice_does_nothing(anna, project, group):
    row = ("Grupa A", MONDAY, "09:00", "obecna", "90")
    exchange.entered(_checked(project, row, by=anna), by=anna)

    assert queries.counts(_checked(project, row, by=anna)) == {Standing.SAME: 1}


def test_without_the_hour_the_only_session_of_the_day_is_meant(anna, project, group):
    exchange.entered(_checked(project, ("Grupa A", MONDAY, "", "o", ""), by=anna), by=anna)
    assert _cell() == (Mark.PRESENT, Decimal(3))

    support.session(group, by=anna, start_time=time(13), end_time=time(14))
    found = _checked(project, ("Grupa A", MONDAY, "", "o", ""), by=anna)

    said = exchange.said(found, 2)
    assert "09:00, 13:00" in said["start_time"][0]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("Grupa Z", MONDAY, "09:00", "o", ""), "group"),
        (("Grupa A", "03.11.2026", "09:00", "o", ""), "held_on"),
        (("Grupa A", MONDAY, "10:00", "o", ""), "start_time"),
        (("Grupa A", MONDAY, "dziewiąta", "o", ""), "start_time"),
        (("Grupa A", MONDAY, "09:00", "może", ""), "mark"),
        (("Grupa A", MONDAY, "09:00", "o", "200"), "minutes"),
        (("Grupa A", MONDAY, "09:00", "n", "30"), "minutes"),
        (("Grupa A", MONDAY, "09:00", "c", ""), "hours"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(anna, project, group, row, field):
    assert list(exchange.said(_checked(project, row, by=anna), 2)) == [field]


def test_whoever_was_not_in_the_group_that_day_is_told(anna, project, group):
    support.session(group, by=anna, held_on=date(2026, 10, 26))
    found = _checked(project, ("Grupa A", "26.10.2026", "09:00", "o", ""), by=anna)

    assert list(exchange.said(found, 2)) == ["held_on"]


def test_two_groups_of_one_name_are_told_apart_by_their_service(anna, project, group):
    other = support.service(of=project, by=anna, name="Kurs", kind="COURSE")
    support.group(of=other, by=anna)
    by_name = _checked(project, ("Grupa A", MONDAY, "09:00", "o", ""), by=anna)
    by_service = _checked(
        project, (f"Grupa A ({group.service.name})", MONDAY, "09:00", "o", ""), by=anna
    )

    assert list(exchange.said(by_name, 2)) == ["group"]
    assert queries.counts(by_service) == {Standing.ADD: 1}


def test_another_mark_is_taken_only_when_the_file_is_believed(anna, project, zaneta, group):
    support.mark(group.sessions.get(), zaneta, Mark.ABSENT, by=anna)
    found = _checked(project, ("Grupa A", MONDAY, "09:00", "o", ""), by=anna)
    assert queries.counts(found) == {Standing.CHANGE: 1}

    found = exchange.entered(found, differing=Differing.FILE, by=anna)
    assert _cell() == (Mark.PRESENT, Decimal(3))

    exchange.taken_back(found, by=anna)
    assert _cell() == (Mark.ABSENT, Decimal(0))


def test_what_somebody_marked_since_it_was_shown_stays(anna, project, zaneta, group):
    found = _checked(project, ("Grupa A", MONDAY, "09:00", "o", ""), by=anna)
    support.mark(group.sessions.get(), zaneta, Mark.EXCUSED, by=anna)

    found = exchange.entered(found, by=anna)

    assert queries.counts(found) == {Standing.FAILED: 1}
    assert exchange.why(found, 2)
    assert _cell()[0] == Mark.EXCUSED


def test_taking_back_leaves_an_empty_cell_and_what_was_marked_since(anna, project, zaneta, group):
    second = support.session(group, by=anna, start_time=time(13), end_time=time(14))
    rows = [("Grupa A", MONDAY, hour, "o", "") for hour in ("09:00", "13:00")]
    found = exchange.entered(_checked(project, *rows, by=anna), by=anna)
    support.mark(second, zaneta, Mark.ABSENT, by=anna)

    found = exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.BACK: 1, Standing.KEPT: 1}
    marks = Attendance.objects.order_by("session__start_time").values_list("mark", flat=True)
    assert list(marks) == ["", Mark.ABSENT]
    assert exchange.why(found, 3)


HOURS = st.decimals(-1, 30, allow_nan=False, places=3).map(str)
ODD = st.sampled_from(["", "?", "1,5", "3", "3,00", "1 000"])
CELLS = st.tuples(st.sampled_from([*Mark.values, "MOŻE", "?"]), st.one_of(HOURS, ODD))


@settings(max_examples=200, deadline=None)
@given(CELLS)
def accepted_alike(anna, group, reader, cell):
    """Hours beside another mark are left out by the page; a file that tells them is asked about."""
    mark, hours = cell
    if mark != Mark.PARTIAL:
        hours = ""
    sheet = sheet_of(list(group.sessions.all()))
    form = SheetForm(sheet=sheet)
    key = next(iter(form.cells))
    posted: dict[str, Any] = {
        "seen": form["seen"].value(),
        f"mark_{key}": mark,
        f"hours_{key}": hours,
    }
    form = SheetForm(posted, sheet=sheet)
    facts = {"sessions": sheet.sessions, "on": make.TODAY, "by": anna}
    is_refused = not form.carry_out(support_operations.mark_attendance, **facts)
    Attendance.objects.all().delete()

    told = {
        "pesel": make.PESEL_OF_A_WOMAN,
        "group": str(group.pk),
        "held_on": MONDAY,
        "start_time": "09:00",
        "mark": mark,
        "hours": hours,
    }
    read = reader.read({name: (text, "t") for name, text in told.items() if text})
    mistakes = read.mistakes or reader.compare([(read.entry, b"")])[0].mistakes

    assert bool(mistakes) == is_refused, (cell, form.errors, mistakes)


def test_the_sheet_and_the_file_accept_the_same(anna, project, group):
    accepted_alike(anna, group, AttendanceReader(project, on=make.TODAY, by=anna))
