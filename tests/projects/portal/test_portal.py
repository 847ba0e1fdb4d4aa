"""Whoever has only the link reads the token's rights, requests and guide, and never a key or a name."""

import json
import re
import shlex
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings
from django.utils import timezone

from core import tenancy
from core.days import today
from core.ids import new_id
from core.ledger.models import AuditEvent, OutboxEntry
from projects.agreements.models import Project
from projects.hooks.models import RecordChange
from projects.participants.models import Participation, Person
from projects.partners import issuing, operations
from projects.partners.models import KeptAnswer, Token
from projects.portal.jobs import jobs
from projects.portal.sandbox import SHOWN
from projects.support.api.spreadsheet import COLUMNS
from projects.support.models import Attendance, Session
from tenants.credentials.models import ApiRequest
from tests.make import hooks, partners

PAGES = ("", "zapytania/", "przewodnik/", "wyprobuj/", "zmiany/", "openapi.json")
JOBS = [job.code for job in jobs(SHOWN, on=today())]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_the_link_alone_and_is_kept_by_nobody(visitor, made, page):
    _token, _key, address = made

    answer = visitor.get(address + page)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_holds_the_key_or_a_name(visitor, made, page, workshop):
    _token, key, address = made
    partners.Program(workshop.tenant, key).get("/participants/")

    seen = visitor.get(address + page).content.decode()

    assert key.split("_")[2] not in seen
    assert "Lis0" not in seen
    assert "Anna" not in seen


@pytest.mark.parametrize("page", PAGES)
def test_another_link_opens_nothing(visitor, made, page):
    assert visitor.get(f"/partner/{'x' * 43}/{page}").status_code == 404


def test_the_link_is_no_key_and_the_key_is_no_link(visitor, made, alfa):
    _token, key, address = made

    assert partners.Program(alfa, address.split("/")[2]).get("/sessions/").status_code == 401
    assert visitor.get(f"/partner/{key}/").status_code == 404


def test_at_the_neighbours_host_the_link_opens_nothing(client_of, beta, made):
    assert client_of(None, beta).get(made[2]).status_code == 404


def test_it_says_why_the_program_is_refused_until_ninety_days_after_the_end(
    visitor, made, workshop, alfa
):
    token, _key, address = made
    with tenancy.inside(alfa):
        operations.suspend_token(token=token, at=timezone.now(), by=workshop.anna)
    assert "suspended by hand" in visitor.get(address).content.decode()

    for days, status in ((89, 200), (91, 404)):
        with tenancy.inside(alfa):
            Token.objects.update(ends_at=timezone.now() - timedelta(days=days))
        assert visitor.get(address).status_code == status


def test_the_log_tells_errors_in_words(visitor, made, alfa):
    _token, key, address = made
    partners.Program(alfa, key).post("/attendance/", {"items": [{"colour": "red"}]})

    seen = visitor.get(f"{address}zapytania/").content.decode()

    assert "Some fields are not right. " in seen
    assert "/items/0" in seen
    assert "colour" not in seen


def test_the_guide_has_the_ids_of_the_tokens_own_project(visitor, made, workshop):
    seen = visitor.get(f"{made[2]}przewodnik/").content.decode()

    assert str(workshop.session.pk) in seen
    assert any(str(person.pk) in seen for person in workshop.people)
    assert "SZANSA_TOKEN" in seen


def test_what_the_guide_sends_the_api_takes(visitor, made, workshop, alfa):
    """The curl command of attendance, cut into its words as a shell would."""
    _token, key, address = made
    examples = visitor.get(f"{address}przewodnik/").context["examples"]
    words = shlex.split(examples[0].curl)
    body = json.loads(words[words.index("--data") + 1])

    answer = partners.Program(alfa, key).post("/attendance/", body)

    assert answer.json()["done_count"] == 1
    with tenancy.inside(alfa):
        assert Attendance.objects.get().session_id == workshop.session.pk


def test_every_python_example_compiles(visitor, made):
    for example in visitor.get(f"{made[2]}przewodnik/").context["examples"]:
        for text in (example.python, example.client):
            compile(text, example.job.code, "exec")


def test_every_curl_example_is_one_command_of_a_shell(visitor, made):
    for example in visitor.get(f"{made[2]}przewodnik/").context["examples"]:
        checked = subprocess.run(["bash", "-n", "-c", example.curl], capture_output=True)
        assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("code", JOBS)
def test_each_usual_job_succeeds_on_invented_people(visitor, made, code):
    page = f"{made[2]}wyprobuj/?co={code}"
    body = visitor.get(page).context["form"].initial["body"]

    answer = visitor.post(page, {"body": body}).context["answer"]

    assert answer.is_fine, answer.body
    told = json.loads(answer.body)
    assert told.get("items") or told["id"]


def test_an_error_is_answered_as_the_api_answers_it(visitor, made):
    page = f"{made[2]}wyprobuj/?co=attendance"

    bodies = ("{", "{}", r'{"\ud800": 1}', r'{"items": [{"mark": "\ud800"}]}', "[" * 1200)
    answers = [visitor.post(page, {"body": body}).context["answer"] for body in bodies]

    assert [answer.status for answer in answers] == [400, 422, 422, 422, 400]


def test_trying_out_leaves_nothing_behind_and_reads_nobody_real(visitor, made, workshop, alfa):
    token, _key, address = made
    with tenancy.inside(alfa):
        before = _counts()
    page = f"{address}wyprobuj/?co="
    for code in JOBS:
        body = visitor.get(page + code).context["form"].initial["body"] or "{}"
        seen = visitor.post(page + code, {"body": body}).content.decode()
        assert str(workshop.session.pk) not in seen
    real = json.dumps({"items": [_mark(workshop)], "atomic": False})

    refused = visitor.post(f"{page}attendance", {"body": real}).context["answer"]

    assert json.loads(refused.body)["done_count"] == 0
    assert not ApiRequest.objects.exists()
    with tenancy.inside(alfa):
        assert _counts() == before


def test_trying_out_and_letting_people_in_tell_nobody_of_a_change(visitor, made, workshop, alfa):
    """An address that is told of every change of the token, which stays as it was."""
    token, _key, address = made
    with tenancy.inside(alfa):
        hooks.subscription(token, by=workshop.anna)
        before = set(RecordChange.objects.values_list("pk", flat=True))
    page = f"{address}wyprobuj/?co=changes"

    answers = [visitor.post(page, {"body": ""}).context["answer"] for _nth in range(2)]
    with tenancy.inside(alfa):
        operations.let_a_person_in(token=token, at=timezone.now(), by=workshop.anna)
        operations.shut_a_person_out(token=token, by=workshop.anna)

    assert [answer.status for answer in answers] == [200, 200]
    with tenancy.inside(alfa):
        assert not RecordChange.objects.exclude(pk__in=before).exists()
        assert Token.objects.get().version == token.version
        operations.suspend_token(token=token, at=timezone.now(), by=workshop.anna)
        assert RecordChange.objects.exclude(pk__in=before).exists()


def _mark(workshop):
    return {
        "session": str(workshop.session.pk),
        "participant": str(workshop.people[0].pk),
        "mark": "PRESENT",
    }


def _counts():
    models = (
        Project,
        Person,
        Participation,
        Session,
        Attendance,
        AuditEvent,
        OutboxEntry,
        KeptAnswer,
        Token,
    )
    return [model.objects.count() for model in models]


def test_what_the_token_may_not_do_it_may_not_try(visitor, workshop, alfa):
    token, _key = partners.token(workshop, actions=("figures:read",))
    with tenancy.inside(alfa):
        link = operations.make_portal_link(token=token, at=timezone.now(), by=workshop.anna)
    page = f"/partner/{link}/wyprobuj/?co=support"

    answer = visitor.post(page, {"body": "{}"}).context["answer"]

    assert answer.status == 403


def test_a_maker_of_one_project_alone_does_not_narrow_what_is_tried(visitor, made, alfa):
    """The sandbox is nobody's project: whoever made the token has no role in it, and needs none."""
    answer = visitor.post(f"{made[2]}wyprobuj/?co=changes", {"body": ""}).context["answer"]

    assert answer.status == 200


def test_it_is_tried_twenty_times_a_minute(visitor, made, monkeypatch):
    monkeypatch.setattr("projects.portal.trying.MOST_A_MINUTE", 2)
    page = f"{made[2]}wyprobuj/?co=changes"

    answers = [visitor.post(page, {"body": ""}) for _nth in range(6)]

    # A minute may begin in between.
    told = [answer for answer in answers if "answer" in answer.context]
    assert 2 <= len(told) <= 4
    assert re.search("enough for this minute", answers[-1].content.decode()) or len(told) > 2


def test_nobody_who_is_signed_in_acts_on_it(client_of, coordinator, alfa, made):
    answer = client_of(coordinator, alfa).get(made[2])

    assert answer.status_code == 200
    assert "Anna" not in answer.content.decode()


def test_what_the_changelog_of_the_api_tells_the_page_tells_too(visitor, made):
    kept = (settings.BASE_DIR / "docs" / "api" / "changes.md").read_text(encoding="utf-8")
    months = re.findall(r"^- (\d{4}-\d{2}):", kept, re.MULTILINE)

    seen = visitor.get(f"{made[2]}zmiany/").content.decode()

    assert months
    assert [month for month in months if month not in seen] == []


def test_the_log_tells_the_reason_of_each_place(visitor, made, alfa, workshop):
    _token, key, address = made
    facts = {"session": str(workshop.session.pk), "participant": str(workshop.people[0].pk)}
    partners.Program(alfa, key).post("/attendance/", {"items": [{**facts, "mark": "MAYBE"}]})

    seen = visitor.get(f"{address}zapytania/").content.decode()

    assert "/items/0/mark: it is none of the values of the list" in seen
    assert "MAYBE" not in seen


def test_a_batch_of_which_nothing_was_saved_is_told_as_refused(visitor, made, alfa, workshop):
    _token, key, address = made
    facts = {"session": str(new_id()), "participant": str(workshop.people[0].pk), "mark": "PRESENT"}
    answer = partners.Program(alfa, key).post("/attendance/", {"items": [facts], "atomic": False})
    assert answer.status_code == 200

    seen = visitor.get(f"{address}zapytania/?odpowiedz=odrzucone").content.decode()

    assert "200 refused" in seen
    assert "Nothing of it was saved. /items/0: One of the people or sessions" in seen


def test_an_unknown_address_is_told_as_one(visitor, made, alfa):
    _token, key, address = made
    partners.Program(alfa, key).get("/no-such-thing/")

    assert "GET an unknown address" in visitor.get(f"{address}zapytania/").content.decode()


def test_of_a_revoked_token_nothing_is_promised(visitor, made, alfa, workshop):
    token, _key, address = made
    with tenancy.inside(alfa):
        issuing.revoke_token(token=token, at=timezone.now(), by=workshop.anna)

    answer = visitor.get(address)

    assert answer.context["left"] == 0
    assert "All its keys ended with it." in answer.content.decode()
    assert "Get the key from the coordinator" not in answer.content.decode()


def test_the_guide_names_its_parts_and_tells_of_sheets_and_events(visitor, made):
    seen = visitor.get(f"{made[2]}przewodnik/").content.decode()

    for part in re.findall(r'<a href="#([a-z-]+)"', seen):
        assert f'id="{part}"' in seen, part
    assert {"sheets", "ids", "events"} <= set(re.findall(r'href="#([a-z-]+)"', seen))
    assert "webhook-signature" in seen
    assert "given_on" in seen


def test_every_column_of_a_sheet_is_in_the_guide(visitor, made):
    columns = visitor.get(f"{made[2]}przewodnik/").context["columns"]

    assert {row[1]: row[0] for row in columns.rows} == COLUMNS


def test_an_example_in_python_prints_the_problem_it_was_answered(visitor, made):
    """Run as it stands, against a server that refuses: the document and no traceback."""
    (example, *_others) = visitor.get(f"{made[2]}przewodnik/").context["examples"]
    with refusing() as root:
        program = re.sub(r'"http[^"]*/api', f'"{root}/api', example.python)
        ran = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            env={"SZANSA_TOKEN": "x", "NO_PROXY": "*"},
        )

    assert ran.returncode == 1
    assert "422" in ran.stderr
    assert "told as it is" in ran.stderr
    assert "Traceback" not in ran.stderr


@contextmanager
def refusing():
    class Refusing(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(422)
            self.end_headers()
            self.wfile.write(b'{"detail": "told as it is"}')

        def log_message(self, *_said):
            return

    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def test_support_in_python_is_of_another_day_than_with_curl(visitor, made):
    examples = visitor.get(f"{made[2]}przewodnik/").context["examples"]
    (support,) = [one for one in examples if one.job.code == "support"]

    assert support.job.body["items"][0]["given_on"] not in support.python


def test_the_description_has_a_server_and_no_words_about_the_code(visitor, made):
    told = visitor.get(f"{made[2]}openapi.json").json()

    assert told["servers"] == [{"url": "/"}]
    said = [one.get("description", "") for one in told["components"]["schemas"].values()]
    assert not [one for one in said if one.startswith("The base of")]
