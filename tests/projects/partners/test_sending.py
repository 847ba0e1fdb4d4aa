"""What a program sends: every fault at once, all or what can be, and nobody's change lost."""

import gzip
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.ledger.models import AuditEvent
from projects.support.models import Attendance
from tests import make
from tests.make import partners
from tests.make import support as making

ADDRESS = "/attendance/"


def mark(workshop, place=0, **facts):
    usual = {
        "session": str(workshop.session.pk),
        "participant": str(workshop.people[place].pk),
        "mark": "PRESENT",
    }
    return {**usual, **facts}


def marked(alfa):
    with tenancy.inside(alfa):
        return Attendance.objects.count()


def test_many_marks_are_one_operation_with_one_row_in_the_trail(program, workshop, alfa):
    answer = program.post(ADDRESS, {"items": [mark(workshop, place) for place in range(3)]})

    assert answer.json()["done_count"] == 3
    with tenancy.inside(alfa):
        rows = AuditEvent.objects.filter(verb="marked attendance")
        assert [row.subject_count for row in rows] == [3]


@pytest.mark.parametrize("again", [False, True], ids=["first", "changed"])
def test_however_many_marks_there_are_the_database_is_asked_as_often(program, workshop, again):
    """Also where each person's participation begins with it."""
    if again:
        program.post(ADDRESS, {"items": [mark(workshop, place) for place in range(3)]})
    facts = {"mark": "ABSENT" if again else "PRESENT", "version": int(again)}

    with CaptureQueriesContext(connection) as of_one:
        program.post(ADDRESS, {"items": [mark(workshop, **facts)]})
    with CaptureQueriesContext(connection) as of_two:
        program.post(ADDRESS, {"items": [mark(workshop, place, **facts) for place in (1, 2)]})

    assert len(of_two) == len(of_one)


def test_every_fault_is_told_at_once_with_its_place(program, workshop):
    items = [mark(workshop), mark(workshop, 1, mark="LATE", colour="red"), {"session": "x"}]

    answer = program.post(ADDRESS, {"items": items, "extra": 1})

    places = {fault["pointer"] for fault in answer.json()["errors"]}
    assert answer.status_code == 422
    assert places == {
        "/extra",
        "/items/1/mark",
        "/items/1/colour",
        "/items/2/session",
        "/items/2/participant",
        "/items/2/mark",
    }


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "pl-PL,pl;q=0.9",
            {
                "To nie jest poprawny UUID.",
                "„LATE” nie jest poprawnym wyborem. Wybierz spośród: "
                'PRESENT, ABSENT, EXCUSED, PARTIAL, "".',
            },
        ),
        (
            "en",
            {
                "Must be a valid UUID.",
                '"LATE" is not a valid choice. Choose among: '
                'PRESENT, ABSENT, EXCUSED, PARTIAL, "".',
            },
        ),
    ],
)
def test_faults_are_told_in_the_language_that_the_program_accepts(
    program, workshop, language, sentences
):
    items = [mark(workshop, mark="LATE", session="x")]

    answer = program.post(ADDRESS, {"items": items}, **{"Accept-Language": language})

    assert {
        fault["detail"].replace('"LATE"', "„LATE”" if "pl" in language else '"LATE"')
        for fault in answer.json()["errors"]
    } == sentences


def test_a_mark_that_is_none_is_answered_with_those_there_are(program, workshop):
    answer = program.post(ADDRESS, {"items": [mark(workshop, mark="present")]})

    (fault,) = answer.json()["errors"]
    assert fault["allowed"] == ["PRESENT", "ABSENT", "EXCUSED", "PARTIAL", ""]


def test_a_number_is_no_id(program, workshop, alfa):
    answer = program.post(ADDRESS, {"items": [mark(workshop, session=5, version="0")]})

    told = {fault["pointer"]: fault["code"] for fault in answer.json()["errors"]}
    assert told == {"/items/0/session": "wrong_type", "/items/0/version": "wrong_type"}
    assert marked(alfa) == 0


def test_nobody_whom_the_partner_does_not_serve_is_known_to_it(program, workshop, alfa):
    with tenancy.inside(alfa):
        (stranger,) = making.people(1, of=workshop.project, by=workshop.anna, given_name="Kanarek")
    nobody = {"participant": "01a2087c-6b7c-79ff-bb02-7fb6b428b980"}
    known = {"participant": str(stranger.pk)}

    told = [
        program.post(ADDRESS, {"items": [mark(workshop, **whom)]}).json()
        for whom in (nobody, known)
    ]

    assert [one["errors"] for one in told] == [told[0]["errors"]] * 2
    assert "Kanarek" not in str(told)


def test_a_refusal_names_nobody(program, workshop, alfa):
    with tenancy.inside(alfa):
        later = making.session(workshop.group, by=workshop.anna, held_on=make.TODAY + timedelta(9))
        name = str(workshop.people[0].person)

    answer = program.post(
        ADDRESS,
        {"items": [mark(workshop, session=str(later.pk))]},
        **{"Accept-Language": "en"},
    )

    assert answer.status_code == 409
    assert "This person" in answer.json()["errors"][0]["detail"]
    assert name.split()[0] not in str(answer.json())


def test_all_or_nothing_is_what_is_meant_unless_it_is_said_otherwise(program, workshop, alfa):
    items = [mark(workshop), mark(workshop, 1, session=str(workshop.people[0].pk))]

    refused = program.post(ADDRESS, {"items": items})
    assert refused.status_code == 409
    assert refused.json()["errors"][0]["pointer"] == "/items/1"
    assert marked(alfa) == 0

    done = program.post(ADDRESS, {"items": items, "atomic": False})
    assert [one["status"] for one in done.json()["items"]] == ["done", "refused"]
    assert marked(alfa) == 1


def test_a_mark_that_somebody_else_changed_meanwhile_is_kept(program, workshop, alfa):
    with tenancy.inside(alfa):
        making.mark(workshop.session, workshop.people[0], "ABSENT", by=workshop.anna)

    answer = program.post(ADDRESS, {"items": [mark(workshop)], "atomic": False})

    told = answer.json()["items"][0]
    assert (told["status"], told["version"]) == ("changed-meanwhile", 1)
    with tenancy.inside(alfa):
        assert Attendance.objects.get().mark == "ABSENT"


def test_the_same_cell_twice_is_a_fault(program, workshop):
    answer = program.post(ADDRESS, {"items": [mark(workshop), mark(workshop, mark="ABSENT")]})

    assert answer.json()["errors"][0]["pointer"] == "/items/1"


def test_a_session_of_another_partner_is_as_if_it_were_not(program, workshop, coordinator, alfa):
    other = partners.workshop(alfa, coordinator, name="Fundacja Inna")
    foreign = mark(other)
    unknown = mark(workshop, session="00000000-0000-7000-8000-000000000000")

    answers = [
        program.post(ADDRESS, {"items": [one], "atomic": False}).json()
        for one in (foreign, unknown)
    ]

    assert answers[0] == answers[1]
    assert marked(alfa) == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"items": [NaN]}', 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"text"', 422),
        (b'{"items": {}}', 422),
        (b'{"items": [1, null, []]}', 422),
        (b'{"items": [{"session": "\\u0000", "participant": "\\ud800", "mark": {}}]}', 422),
        (b"[" * 100_000, 400),
        (b'{"\\ud800": 1}', 422),
        (b'{"items": [{"mark": "\\ud800"}]}', 422),
        (b'{"items": [{"\\ud800": "\\udfff"}], "atomic": false}', 422),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_never_a_crash(program, body, status):
    answer = program.post(ADDRESS, body)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_that_is_too_large_is_refused(program):
    answer = program.post(ADDRESS, b'{"items": "' + b"x" * 3_000_000 + b'"}')

    assert answer.status_code == 413


def test_a_request_without_a_key_is_told_to_bring_one(program, workshop):
    answer = program.post(ADDRESS, {"items": [mark(workshop)]}, **{"Idempotency-Key": ""})

    assert answer.status_code == 400
    assert answer.json()["type"].endswith("#key-needed")


def packed(program, body, *, by="gzip", **headers):
    return program.client.post(
        "/api/v1/attendance/",
        data=body,
        content_type="application/json",
        headers={
            "Authorization": f"Bearer {program.key}",
            "Host": program.tenant.host,
            "Idempotency-Key": "packed",
            "Content-Encoding": by,
        },
    )


def test_what_is_sent_may_be_packed(program, workshop, alfa):
    body = gzip.compress(json.dumps({"items": [mark(workshop)]}).encode())

    assert packed(program, body).json()["done_count"] == 1
    assert marked(alfa) == 1


@pytest.mark.parametrize(
    ("body", "by", "status"),
    [
        (b"no gzip", "gzip", 400),
        (gzip.compress(b"{}")[:-9], "gzip", 400),
        (gzip.compress(b" " * 3_000_000), "gzip", 413),
        (b"{}", "br", 415),
    ],
    # What is packed holds the second it was packed in: two workers would call the test two things.
    ids=["nothing packed", "cut off", "too much", "another way"],
)
def test_what_is_packed_otherwise_or_too_well_is_refused(program, body, by, status):
    assert packed(program, body, by=by).status_code == status


@pytest.fixture
def given(program, workshop, alfa):
    """Support that the partner sent: its address, and the answer that tells it."""
    with tenancy.inside(alfa):
        benefit = making.benefit(of=workshop.project, by=workshop.anna, provider=workshop.partner)
    item = {
        "participant": str(workshop.people[0].pk),
        "service": str(benefit.pk),
        "given_on": "2026-11-02",
        "quantity": "1.00",
    }
    sent = program.post("/support/", {"items": [item]}).json()["items"][0]
    address = f"/support/{sent['id']}/"
    return address, program.get(address)


def test_what_was_read_is_taken_back(program, given, alfa):
    address, read = given

    answer = program.delete(address, **{"If-Match": read["ETag"]})

    assert answer.status_code == 200
    assert program.get(address).status_code == 404


def test_what_nobody_has_read_is_not_taken_back(program, given):
    address, _read = given

    answer = program.delete(address)

    assert (answer.status_code, answer.json()["type"][-14:]) == (428, "version-needed")
    assert program.get(address).status_code == 200


def test_what_has_changed_meanwhile_is_told_with_both_versions(program, given):
    address, read = given

    answer = program.delete(address, **{"If-Match": '"1"'})

    told = answer.json()
    assert answer.status_code == 412
    assert (told["current_version"], told["your_version"]) == (read["ETag"].strip('"'), "1")
    assert program.get(address).status_code == 200


@pytest.mark.parametrize("named", ["*", '"1", {tag}'])
def test_any_version_or_one_of_several_is_taken_back_where_it_is_named(program, given, named):
    address, read = given

    answer = program.delete(address, **{"If-Match": named.format(tag=read["ETag"])})

    assert answer.status_code == 200


@pytest.mark.parametrize("named", ["W/{tag}", "", "x", "**"])
def test_what_names_no_version_of_the_record_takes_nothing_back(program, given, named):
    address, read = given

    answer = program.delete(address, **{"If-Match": named.format(tag=read["ETag"])})

    assert answer.status_code == 412
    assert program.get(address).status_code == 200


def test_of_what_is_not_there_no_version_is_asked(program, given):
    """Or the star would tell of a stranger's record that it exists."""
    address, read = given
    program.delete(address, **{"If-Match": read["ETag"]})

    assert program.delete(address, **{"If-Match": "*"}).status_code == 404


@pytest.mark.parametrize("named", ["*", '"1", {tag}', "W/{tag}"])
def test_whoever_has_the_version_already_is_told_so(program, given, named):
    address, read = given

    again = program.get(address, **{"If-None-Match": named.format(tag=read["ETag"])})

    assert (again.status_code, again.content) == (304, b"")
