"""The export of the national system comes in as participants: known by its headers or its columns."""

import csv
import io
from datetime import date

import pytest

from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import queries
from projects.exchange.models import Import
from projects.exchange.vocabulary import Standing, Step
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.sm_efs import operations as sm_efs_operations
from projects.sm_efs.queries.lines import lines_of
from projects.sm_efs.rules.comparing import differences
from tests import make
from tests.make import exchange, sm_efs
from tests.make.sm_efs import LAYOUT

FOR_ALL = {"notice_given_on": {"value": "01.03.2026"}, "at_risk": {"value": "tak"}}


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def project(anna) -> Project:
    return sm_efs.fed_project(by=anna)


def _sent(content: bytes, to: Project, by: Member) -> Import:
    return exchange.sent(content, project=to, name="Uczestnicy_projektu_Efs_1.csv", by=by)


def _lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def _file(lines: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines)
    return text.getvalue().encode()


def _said(project: Project) -> list[object]:
    """What the national file would say of the people of a project, without their support."""
    return [line.record for line in lines_of(project, on=make.TODAY).rows]


def test_it_is_known_by_its_headers_and_hardly_anything_is_asked(anna, project):
    found = _sent(sm_efs.national_file([sm_efs.record()]), project, anna)

    assert (found.known_list, found.step, found.head) == ("SM_EFS_P2021", Step.NAMING, 1)
    places = {name: source["column"] for name, source in found.columns.items()}
    assert (places["labour_detail"], places["pesel"], places["powiat"]) == (24, 6, 14)
    found = exchange.checked(found, by=anna, **FOR_ALL)
    assert queries.counts(found) == {Standing.ADD: 1}


def test_without_headers_it_is_known_by_its_columns(anna, project):
    lines = _lines(sm_efs.national_file([sm_efs.record()]))

    found = _sent(_file(lines[1:]), project, anna)

    assert (found.known_list, found.head) == ("SM_EFS_P2021", 0)
    found = exchange.checked(found, by=anna, **FOR_ALL)
    assert queries.counts(found) == {Standing.ADD: 1}


def test_columns_in_another_order_are_found_by_their_headers(anna, project):
    turned = [line[::-1] for line in _lines(sm_efs.national_file([sm_efs.record()]))]
    # Of two headers of one name the first column is meant to stand before the second.
    for line in turned:
        line[12], line[18] = line[18], line[12]

    found = _sent(_file(turned), project, anna)

    assert found.known_list == "SM_EFS_P2021"
    found = exchange.checked(found, by=anna, **FOR_ALL)
    assert queries.counts(found) == {Standing.ADD: 1}


def test_whom_our_own_export_tells_of_are_here_already(anna, project):
    for serial, isced in enumerate((1, 3, 6), start=1):
        sm_efs.person(project, by=anna, serial=serial, isced=isced, phone="600 100 200")
    sent = sm_efs.exported(project, by=anna)

    found = exchange.checked(_sent(sent.content, project, anna), by=anna, **FOR_ALL)

    assert queries.counts(found) == {Standing.SAME: 3}


def test_taken_in_elsewhere_they_are_as_the_national_system_knows_them(anna, project):
    for serial, isced in enumerate((1, 3, 6), start=1):
        sm_efs.person(project, by=anna, serial=serial, isced=isced)
    left = Participation.objects.order_by("person__sort_key").first()
    assert left is not None
    participants.leave(
        participation=left,
        entry=make.leave_entry(ended_on=date(2026, 6, 1), outcomes=()),
        version=left.version,
        on=make.TODAY,
        by=anna,
    )
    other = sm_efs.fed_project(by=anna, title="Inny", agreement_number=sm_efs.ANOTHER_NUMBER)
    sent = sm_efs.exported(project, by=anna)

    found = exchange.checked(_sent(sent.content, other, anna), by=anna, **FOR_ALL)
    exchange.entered(found, by=anna)

    names = {
        one.column
        for ours, theirs in zip(_said(project), _said(other), strict=True)
        for one in differences(ours, theirs, LAYOUT)
    }
    # Their support comes apart, and the number is the other project's.
    assert names <= {"project_number", "support_kinds", "support_details", "support_days"}


def test_an_identifier_that_is_no_pesel_is_taken_for_one_by_nobody(anna, project):
    record = sm_efs.record(identifier="AB 123456", no_pesel="YES", age=30)
    found = exchange.checked(
        _sent(sm_efs.national_file([record]), project, anna), by=anna, **FOR_ALL
    )

    # The file has no day of birth: it is asked for.
    assert list(exchange.said(found, 2)) == ["born_on"]
    assert exchange.row(found, 2).fields == ["born_on"]


def test_what_the_office_put_in_for_somebody_is_not_taken_for_theirs(anna, project):
    sm_efs_operations.agree_office(
        project=project,
        phone="586810000",
        email="",
        support_scope="",
        version=0,
        reason="uzgodnione",
        by=anna,
    )
    content = sm_efs.national_file([sm_efs.record(phone="586810000")])
    found = exchange.checked(_sent(content, project, anna), by=anna, **FOR_ALL)

    exchange.entered(found, by=anna)

    assert not Participation.objects.get().person.phone


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"gmina": "Nibylandia"}, "gmina"),
        ({"labour_status": "Zajęty"}, "labour_status"),
        ({"identifier": "85822812348"}, "pesel"),
        ({"education": "studia"}, "isced"),
    ],
)
def test_what_no_dictionary_has_is_told_at_its_field(anna, project, facts, field):
    content = sm_efs.national_file([sm_efs.record(**facts)])
    found = exchange.checked(_sent(content, project, anna), by=anna, **FOR_ALL)

    assert field in exchange.said(found, 2)


def test_a_mended_row_goes_on_in_our_own_words(anna, project):
    content = sm_efs.national_file([sm_efs.record(gmina="Nibylandia")])
    found = exchange.checked(_sent(content, project, anna), by=anna, **FOR_ALL)

    row = exchange.row(found, 2)
    exchange.operations.mend(row=row, answers={"gmina": "2205023"}, on=make.TODAY, by=anna)

    assert queries.counts(found) == {Standing.ADD: 1}


def test_a_list_of_an_office_is_read_as_before(anna, project):
    found = exchange.sent(exchange.office_csv([exchange.person(1)]), project=project, by=anna)

    assert found.known_list == ""
