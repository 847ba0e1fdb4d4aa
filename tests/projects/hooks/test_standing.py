"""What an address's page says is so: whether it is told, why not, and when the next try is."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from config import settings as own_settings
from core import tenancy
from projects.hooks import operations, sending, standing
from projects.hooks.models import Event, Subscription
from projects.hooks.vocabulary import Progress
from projects.partners import operations as tokens
from tests.make import hooks, partners


@pytest.fixture
def browser(client_of: Any, coordinator: Any, alfa: Any) -> Any:
    client = client_of(coordinator, alfa)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def _page(name: str, *ids: Any) -> str:
    return reverse(f"hooks:{name}", args=ids, urlconf=own_settings.TENANT_URLCONF)


def _said(browser: Any, one: Subscription) -> str:
    return browser.get(_page("one", one.pk)).context["state"][0]


def _ended(workshop: partners.Workshop, end: Any) -> Subscription:
    made = hooks.subscribed(workshop)
    with tenancy.inside(workshop.tenant):
        end(token=made.token, at=timezone.now(), by=workshop.anna)
    return made


@pytest.mark.parametrize(
    ("end", "word"), [(tokens.revoke_token, "revoked"), (tokens.suspend_token, "suspended")]
)
def test_an_address_whose_token_does_not_work_says_so(browser, workshop, end, word):
    made = _ended(workshop, end)

    answer = browser.get(_page("one", made.pk))

    assert word in answer.context["state"][0]
    assert _page("send-test", made.pk) not in answer.content.decode()
    listed = browser.get(_page("list"))
    assert listed.context["told_count"] == 0
    assert "its token does not work" in listed.content.decode()


def test_no_test_is_promised_after_the_token_is_revoked(workshop, alfa):
    made = _ended(workshop, tokens.revoke_token)
    with tenancy.inside(alfa):
        with pytest.raises(operations.TokenIsSilent):
            operations.send_test(subscription=made, at=timezone.now(), by=workshop.anna)

        assert not Event.objects.exists()


def test_what_was_withheld_tells_why(browser, workshop, alfa):
    made = hooks.subscribed(workshop)
    at = timezone.now()
    with tenancy.inside(alfa):
        event = operations.send_test(subscription=made, at=at, by=workshop.anna)
        tokens.revoke_token(token=made.token, at=at, by=workshop.anna)
        sending.send_due()
        event.refresh_from_db()

    assert event.state == Progress.WITHHELD
    told = [fact.value for fact in browser.get(_page("event", event.pk)).context["facts"]]
    assert standing.why_withheld(event) in told


def test_while_only_a_given_up_test_is_there_no_next_try_is_promised(
    browser, workshop, alfa, receiver
):
    made = hooks.subscribed(workshop, receiver.address())
    receiver.next.append(hooks.answering(500))
    with tenancy.inside(alfa):
        operations.send_test(subscription=made, at=timezone.now(), by=workshop.anna)
        sending.send_due()

    assert "Nothing waits" in _said(browser, made)


def test_the_next_try_is_told_by_its_moment_and_never_by_an_empty_one(browser, workshop, alfa):
    made = hooks.subscribed(workshop)
    at = timezone.now()
    with tenancy.inside(alfa):
        hooks.planned(workshop)
        hooks.make_events()
        Subscription.objects.update(failing_since=at - timedelta(hours=1), rests_until=None)
    assert "within seconds" in _said(browser, made)

    with tenancy.inside(alfa):
        Event.objects.update(due_at=at + timedelta(hours=6))
    assert "the next is after" in _said(browser, made)
