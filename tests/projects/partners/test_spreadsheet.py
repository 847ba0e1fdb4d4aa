"""Whoever has no program sends a sheet: what it was handed out as, filled in, is what it takes."""

import csv
import io

import pytest

from core import tenancy
from core.ids import new_id
from projects.partners.actions import Action
from projects.support.models import Attendance, SupportGiven
from tests.make import partners
from tests.make import support as making

ADDRESS = "/api/v1/csv/"


@pytest.fixture
def send(program):
    def send(text, address=ADDRESS, key=None, content_type="text/csv"):
        return program.client.post(
            address,
            data=text.encode() if isinstance(text, str) else text,
            content_type=content_type,
            headers={
                "Authorization": f"Bearer {program.key}",
                "Host": program.tenant.host,
                "Idempotency-Key": key or str(new_id()),
                "Accept-Language": "en",
            },
        )

    return send


def rows(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def sheet(program, workshop):
    answer = program.get(f"/csv/?session={workshop.session.pk}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return rows(answer)


def filled(handed_out, *marks):
    head, *lines = handed_out
    place = head.index("mark")
    for line, mark in zip(lines, marks, strict=True):
        line[place] = mark
    return "\n".join(";".join(line) for line in [head, *lines])


def test_the_sheet_that_was_handed_out_is_filled_in_and_sent_back(program, workshop, send, alfa):
    handed_out = sheet(program, workshop)
    assert [line[3] for line in handed_out[1:]] == [str(one.person) for one in workshop.people]

    answer = send(filled(handed_out, "PRESENT", "ABSENT", "EXCUSED"))

    assert [line[:2] for line in rows(answer)[1:]] == [["2", "done"], ["3", "done"], ["4", "done"]]
    with tenancy.inside(alfa):
        assert Attendance.objects.exclude(mark="").count() == 3


def test_every_mistake_comes_back_with_its_row_and_nothing_is_saved(program, workshop, send, alfa):
    answer = send(filled(sheet(program, workshop), "PRESENT", "LATE", "maybe"))

    assert answer.status_code == 422
    assert [line[:2] for line in rows(answer)[1:]] == [["3", "mark"], ["4", "mark"]]
    with tenancy.inside(alfa):
        assert not Attendance.objects.exists()


def test_support_is_known_by_its_column_and_may_be_written_in_polish(
    workshop, send, alfa, coordinator
):
    with tenancy.inside(alfa):
        benefit = making.benefit(of=workshop.project, by=workshop.anna, provider=workshop.partner)
    person = workshop.people[0].pk

    answer = send(f"usługa;uczestnik;dzień;ilość\n{benefit.pk};{person};3.11.2026;2,00\n")

    assert rows(answer)[1][1] == "done"
    with tenancy.inside(alfa):
        assert str(SupportGiven.objects.get().quantity) == "2.00"


def test_what_can_be_is_done_where_the_sender_says_so(program, workshop, send, alfa):
    text = filled(sheet(program, workshop), "PRESENT", "PRESENT", "PRESENT")
    foreign = text.replace(str(workshop.people[1].pk), str(new_id()))

    assert send(foreign).status_code == 409
    told = rows(send(foreign, ADDRESS + "?atomic=false"))

    assert [line[1] for line in told[1:]] == ["done", "refused", "done"]


def test_the_same_sheet_sent_again_does_nothing_twice(program, workshop, send, alfa):
    text = filled(sheet(program, workshop), "PRESENT", "PRESENT", "PRESENT")

    first, again = send(text, key="one"), send(text, key="one")

    assert rows(first) == rows(again)
    assert again["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", 400),
        ("name;mark\nAnna;PRESENT\n", 400),
        ("session;service\na;b\n", 400),
        (b"\x81", 400),
        ("session;participant;mark;colour\na;b;PRESENT;red\n", 422),
    ],
)
def test_what_is_no_sheet_of_ours_is_told_so(send, text, status):
    assert send(text).status_code == status


def test_it_takes_nothing_but_tables(send):
    assert send("{}", content_type="application/json").status_code == 415


def test_a_token_that_may_only_read_cannot_send_a_sheet(workshop, program, send):
    text = filled(sheet(program, workshop), "PRESENT", "PRESENT", "PRESENT")
    _token, program.key = partners.token(workshop, actions=(Action.READ_ATTENDANCE,))

    assert send(text).status_code == 403


def test_the_sheet_of_another_partner_is_not_handed_out(program, workshop, coordinator, alfa):
    other = partners.workshop(alfa, coordinator, name="Fundacja Inna")

    assert program.get(f"/csv/?session={other.session.pk}").status_code == 404
    assert program.get("/csv/").status_code == 422


def test_names_stand_on_the_sheet_only_for_who_may_know_them(workshop):
    _token, key = partners.token(workshop, actions=(Action.READ_ATTENDANCE,))

    handed_out = sheet(partners.Program(workshop.tenant, key), workshop)

    assert {line[3] for line in handed_out[1:]} == {""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\x00\x01\x02", "not a text"),
        (b"PK\x03\x04 and so on", "workbook"),
        ('session;mark\n"a;PRESENT\n', "Row 2: a quotation mark is not closed"),
        ("session;mark\na;PRESENT;extra\n", "Row 2 has 3 cells and the head 2"),
        ("session;session\na;b\n", "“session” twice"),
        ("session;participant;mark\n", "no filled row below its head"),
    ],
)
def test_a_broken_sheet_is_told_what_is_wrong_with_the_sheet(send, text, said):
    answer = send(text)

    assert answer.status_code == 400
    assert said in answer.json()["detail"]
    assert "JSON" not in answer.json()["detail"]


def test_whoever_sends_another_kind_is_told_which_is_taken(send, program):
    assert "text/csv" in send("{}", content_type="application/json").json()["detail"]

    wrong = send("a", address="/api/v1/attendance/", content_type="text/plain")
    assert "application/json" in wrong.json()["detail"]


def test_a_row_that_comes_twice_is_told_by_the_row_of_the_sheet(program, workshop, send):
    head, first, *_others = filled(sheet(program, workshop), "PRESENT", "", "").split("\n")

    answer = send("\n".join([head, first, first]))

    (fault,) = rows(answer)[1:]
    assert fault[0] == "3"
    assert "row 2" in fault[3]


def test_a_sheet_that_corrects_without_the_version_is_told_which_to_send(program, workshop, send):
    text = filled(sheet(program, workshop), "PRESENT", "PRESENT", "PRESENT")
    done = rows(send(text))
    assert [line[3] for line in done[1:]] == ["1", "1", "1"]

    refused = rows(send(text.replace("PRESENT", "ABSENT")))

    assert "send version: 1" in refused[1][-1]
