"""Whoever answers for a token is told in time, once; what nobody uses is stopped, once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core import tenancy
from core.ledger.models import AuditEvent
from core.platform_ledger.models import OutgoingMail
from projects.partners import answers, letters, operations, rules, tasks
from projects.partners.models import KeptAnswer, Token
from tenants.credentials import tasks as credentials
from tenants.credentials.models import ApiRequest, Credential
from tests import make
from tests.make import partners

DAY = timedelta(days=1)
END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("left", "due"),
    [(31, None), (30, 30), (29, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)],
)
def test_each_reminder_has_its_days(left, due):
    on = END - left * DAY

    assert rules.reminder_due(made_on=END - 180 * DAY, ends_on=END, on=on) == due


def test_what_was_made_for_a_week_is_not_announced_to_end_within_a_month():
    assert rules.reminder_due(made_on=END - 7 * DAY, ends_on=END, on=END - 7 * DAY) is None
    assert rules.reminder_due(made_on=END - 7 * DAY, ends_on=END, on=END - DAY) == 1


@pytest.mark.parametrize(("days", "idle"), [(89, False), (90, True)])
def test_it_is_idle_from_the_ninetieth_day(days, idle):
    assert rules.is_idle(used_on=END - days * DAY, on=END) is idle


def test_the_letter_comes_once_and_names_the_token_and_its_last_day(workshop, alfa):
    at = timezone.now()
    partners.token(workshop, ends_at=at + 40 * DAY)
    written = [letters.look_after(alfa, at=at + days * DAY) for days in (9, 11, 11, 12, 34, 39)]

    sent = list(OutgoingMail.objects.order_by("pk"))
    assert written == [0, 1, 0, 0, 1, 1]
    assert {letter.to for letter in sent} == {"anna@example.org"}
    assert "System Fundacji Most" in sent[0].subject
    assert "/programy-partnerow/" in sent[0].text


def test_whoever_may_not_change_it_gets_no_letter(workshop, alfa):
    make.member(alfa, "iga@example.org", "Iga Szulc", "auditor")
    at = timezone.now()
    partners.token(workshop, ends_at=at + 40 * DAY)

    letters.look_after(alfa, at=at + 11 * DAY)

    assert [letter.to for letter in OutgoingMail.objects.all()] == ["anna@example.org"]


def test_unused_for_ninety_days_it_is_suspended_once_and_told_once(workshop, alfa):
    token, key = partners.token(workshop, ends_at=timezone.now() + 300 * DAY)
    at = timezone.now()

    written = [letters.look_after(alfa, at=at + days * DAY) for days in (89, 90, 90, 91)]

    assert written == [0, 1, 0, 0]
    assert partners.Program(alfa, key).get("/sessions/").status_code == 401
    with tenancy.inside(alfa):
        assert Token.objects.get(pk=token.pk).is_idle
        assert AuditEvent.objects.filter(verb="suspended an idle token").count() == 1


def test_used_it_is_not_idle_and_resumed_it_has_ninety_days_again(workshop, alfa):
    token, key = partners.token(workshop, ends_at=timezone.now() + 300 * DAY)
    at = timezone.now()
    Credential.objects.update(last_used_at=at + 50 * DAY)
    assert letters.look_after(alfa, at=at + 100 * DAY) == 0
    letters.look_after(alfa, at=at + 140 * DAY)

    with tenancy.inside(alfa):
        operations.resume_token(token=token, at=at + 141 * DAY, by=workshop.anna)
    letters.look_after(alfa, at=at + 142 * DAY)

    with tenancy.inside(alfa):
        assert Token.objects.get(pk=token.pk).suspended_at is None


def test_the_morning_task_reaches_every_unit(workshop, alfa):
    partners.token(workshop, ends_at=timezone.now() + DAY)
    with tenancy.inside(alfa):
        Token.objects.update(made_at=timezone.now() - 100 * DAY)

    tasks.look_after_tokens.run()

    assert OutgoingMail.objects.count() == 1


def test_answers_are_forgotten_after_48_hours_by_the_clock(program, workshop, alfa):
    program.post("/attendance/", {"items": []})
    body = {"items": [_mark(workshop)]}
    program.post("/attendance/", body, key="old")
    program.post("/attendance/", {**body, "atomic": False}, key="new")
    with tenancy.inside(alfa):
        old = timezone.now() - answers.KEPT_FOR - DAY
        KeptAnswer.objects.filter(key="old").update(kept_at=old)

    tasks.forget_answers.run()

    with tenancy.inside(alfa):
        assert list(KeptAnswer.objects.values_list("key", flat=True)) == ["new"]


def _mark(workshop):
    return {
        "session": str(workshop.session.pk),
        "participant": str(workshop.people[0].pk),
        "mark": "PRESENT",
    }


def test_requests_are_forgotten_after_ninety_days_by_the_clock(program, workshop):
    program.get("/participants/")
    ApiRequest.objects.create(
        credential=Credential.objects.get(),
        made_at=timezone.now() - 91 * DAY,
        method="GET",
        route="api/v1/sessions/",
        status=200,
        took_ms=1,
    )

    credentials.forget_requests.run()

    assert [row.route for row in ApiRequest.objects.all()] == ["api/v1/participants/"]
