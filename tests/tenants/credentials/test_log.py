"""The log of requests: many lines by one statement, and what a credential's use comes to."""

import json
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.api import problems
from core.api.problems import Fault
from tenants.credentials import log
from tenants.credentials.models import ApiRequest, Credential
from tests.make import partners

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def credential(alfa, coordinator):
    partners.token(partners.workshop(alfa, coordinator))
    return Credential.objects.get()


def line(of, at, **facts):
    usual = {"method": "GET", "route": "api/v1/sessions/", "status": 200, "took_ms": 7}
    return ApiRequest(**{"credential_id": of, "made_at": at, **usual, **facts})


def use(credential):
    credential.refresh_from_db()
    return credential.last_used_at, credential.minute_at, credential.minute_count


def test_all_lines_and_the_use_of_their_key_are_one_statement(credential):
    faults = [{"pointer": "/items/0", "code": "invalid"}]
    lines = [
        line(credential.pk, NOON - MINUTE),
        line(credential.pk, NOON + MINUTE / 2, status=422, problem="invalid", faults=faults),
        line(credential.pk, NOON),
    ]

    with CaptureQueriesContext(connection) as asked:
        log.write(lines)

    assert len(asked) == 1
    kept = ApiRequest.objects.order_by("pk")
    assert [one.made_at for one in kept] == [NOON - MINUTE, NOON, NOON + MINUTE / 2]
    assert [one.faults for one in kept] == [[], [], faults]
    assert use(credential) == (NOON + MINUTE / 2, NOON, 2)


def test_what_another_process_counted_in_the_same_minute_is_added(credential):
    log.write([line(credential.pk, NOON)])
    log.write([line(credential.pk, NOON), line(credential.pk, NOON + MINUTE / 3)])

    assert use(credential) == (NOON + MINUTE / 3, NOON, 3)


def test_a_process_that_is_late_takes_nothing_back(credential):
    log.write([line(credential.pk, NOON)])
    log.write([line(credential.pk, NOON - MINUTE)])

    assert use(credential) == (NOON, NOON, 1)


def test_a_line_of_a_key_that_is_gone_keeps_no_other_from_being_written(credential):
    log.write([line(UUID(int=7), NOON), line(credential.pk, NOON)])

    assert [one.credential_id for one in ApiRequest.objects.all()] == [credential.pk]


def test_a_method_of_any_length_is_logged(alfa, coordinator):
    _token, key = partners.token(partners.workshop(alfa, coordinator))
    program = partners.Program(alfa, key)

    answer = program.client.generic(
        "VERSION-CONTROL",
        "/api/v1/sessions/",
        headers={"Authorization": f"Bearer {key}", "Host": alfa.host},
    )

    assert answer.status_code == 405
    assert ApiRequest.objects.get().method == "VERSION-"


@pytest.fixture
def program(alfa, coordinator):
    _token, key = partners.token(partners.workshop(alfa, coordinator))
    return partners.Program(alfa, key)


def faults_after(answer):
    assert answer.status_code == 422
    return ApiRequest.objects.get().faults


@pytest.mark.parametrize("name", ["%00", "44051401458", "x" * 3000])
def test_of_a_parameter_nobody_knows_the_log_keeps_no_name(program, name):
    assert faults_after(program.get(f"/sessions/?{name}=1")) == [{"code": "unknown"}]


@pytest.mark.parametrize("name", ["\0", "\ud800", "44051401458", "x" * 3000])
def test_of_a_field_nobody_knows_the_log_keeps_the_place_around_it(program, name):
    answer = program.post("/attendance/", json.dumps({"items": [{name: 1}]}).encode())

    kept = [one for one in faults_after(answer) if one["code"] == "unknown"]

    assert kept == [{"pointer": "/items/0", "code": "unknown"}]


def test_a_name_is_kept_as_the_database_takes_it():
    fault = Fault(detail="", code="invalid", pointer="/\0\ud800" + "x" * 300)

    kept = log._place_of(fault)["pointer"]

    assert kept == "/??" + "x" * 197


def test_an_error_of_ours_is_logged_and_counted_and_goes_on(program, monkeypatch):
    monkeypatch.setattr("core.api.paging.page_of", None)

    with pytest.raises(TypeError):
        program.get("/sessions/")

    assert [one.status for one in ApiRequest.objects.all()] == [500]
    assert Credential.objects.get().minute_count == 1


def test_a_program_is_told_of_an_error_of_ours_in_a_problem_document(program, monkeypatch):
    monkeypatch.setattr("core.api.paging.page_of", None)
    program.client.raise_request_exception = False

    answer = program.get("/sessions/")

    assert (answer.status_code, answer["Content-Type"]) == (500, problems.MEDIA_TYPE)
    assert answer.json()["type"].endswith("#failed")


def test_a_refused_key_leaves_no_line(program):
    program.key += "x"

    assert program.get("/sessions/").status_code == 401
    assert not ApiRequest.objects.exists()
