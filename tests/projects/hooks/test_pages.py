"""What a coordinator sees and does: adds an address, shows its secret once, reads the log, sends again."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from config import settings as own_settings
from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, Member
from core.platform_ledger.models import OutgoingMail
from projects.hooks import forgetting, operations, rules, tasks
from projects.hooks.models import Event, SigningSecret, Subscription
from projects.hooks.vocabulary import Progress, Working
from tests import make
from tests.make import hooks, partners


def _page(name: str, *ids: Any) -> str:
    return reverse(f"hooks:{name}", args=ids, urlconf=own_settings.TENANT_URLCONF)


@pytest.fixture
def browser(client_of: Any, coordinator: Any, alfa: Any) -> Any:
    return client_of(coordinator, alfa)


def test_an_address_is_added_and_its_secret_shown_once(browser, workshop, alfa):
    token, _key = partners.token(workshop)
    address = "https://system.example.org/szansa"
    added = browser.post(_page("add", token.pk), {"address": address, "kinds": ["session"]})
    with tenancy.inside(alfa):
        made = Subscription.objects.get()
        secret = hooks.secret_of(made)

    assert added.url == _page("one", made.pk)
    assert secret.encode() not in browser.get(added.url).content
    assert secret.encode() in browser.post(_page("show-secret", made.pk)).content
    assert browser.post(_page("show-secret", made.pk)).status_code == 302


def test_the_secret_is_sealed_in_the_database(workshop, alfa):
    made = hooks.subscribed(workshop)
    with tenancy.inside(alfa):
        secret = hooks.secret_of(made)
        (kept,) = SigningSecret.objects.values_list("sealed_text", flat=True)

    assert secret.encode() not in bytes(kept)


@pytest.mark.parametrize("address", ["http://a.example.org/", "https://127.0.0.1/", "https://a/"])
def test_a_bad_address_is_refused_at_its_field(browser, workshop, alfa, address):
    token, _key = partners.token(workshop)

    answer = browser.post(_page("add", token.pk), {"address": address})

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"address", "kinds"}
    with tenancy.inside(alfa):
        assert not Subscription.objects.exists()


def test_only_what_the_token_may_read_is_offered(browser, workshop):
    token, _key = partners.token(workshop, actions=("attendance:read", "events:receive"))

    form = browser.get(_page("add", token.pk)).context["form"]

    assert {code for code, _name in form.fields["kinds"].choices} == {"attendance", "token"}


def test_a_token_that_may_not_be_told_gets_no_address(browser, workshop, alfa):
    token, _key = partners.token(workshop, actions=("attendance:read",))
    facts = {"address": "https://system.example.org/", "kinds": ["attendance"]}

    answer = browser.post(_page("add", token.pk), facts)

    assert answer.context["form"].non_field_errors()


def test_the_log_shows_what_was_answered_and_sends_again(browser, workshop, alfa, receiver):
    made = hooks.subscribed(workshop, receiver.address(), kinds=["session"])
    receiver.next.extend([hooks.answering(500, "Zepsute")] * (len(rules.PAUSES) + 1))
    with tenancy.inside(alfa):
        hooks.planned(workshop)
        hooks.send_all()
        (event,) = Event.objects.all()

    log = browser.get(_page("one", made.pk) + "?state=given_up").content.decode()
    one = browser.get(_page("event", event.pk)).content.decode()
    assert _page("event", event.pk) in log
    assert "Zepsute" in one
    assert "500" in one

    browser.post(_page("send-again", event.pk))
    with tenancy.inside(alfa):
        hooks.send()
        event.refresh_from_db()
    assert event.state == Progress.DELIVERED


def test_pausing_turning_on_and_ending_are_written_in_the_trail(browser, workshop, alfa):
    made = hooks.subscribed(workshop)
    for page in ("pause", "turn-on", "send-test", "end"):
        assert browser.post(_page(page, made.pk)).status_code == 302
    with tenancy.inside(alfa):
        trail = AuditEvent.objects.filter(subject_id=made.pk)
        verbs = set(trail.values_list("verb", flat=True))
        state = Subscription.objects.get().state

    assert state == Working.ENDED
    assert verbs == {
        *("subscribed an address to events", "paused an address of events"),
        *("turned on an address of events", "sent a test event", "ended an address of events"),
    }


def test_the_neighbour_and_whoever_edits_no_project_find_nothing(client_of, workshop, alfa, beta):
    made = hooks.subscribed(workshop)
    viewer = make.account("ewa@example.org", "Ewa Miotk", alfa, "viewer")
    stranger = make.account("bob@example.org", "Bob Czaja", beta, "coordinator")

    assert client_of(viewer, alfa).get(_page("one", made.pk)).status_code == 404
    assert client_of(viewer, alfa).get(_page("list")).status_code == 403
    assert client_of(stranger, beta).get(_page("one", made.pk)).status_code == 404


def test_a_case_worker_changes_nothing(workshop, alfa):
    made = hooks.subscribed(workshop)
    worker = make.account("ola@example.org", "Ola Labuda", alfa, "case_worker")
    with tenancy.inside(alfa):
        ola = Member.objects.get(account_id=worker.pk)

        with pytest.raises(NotAllowed):
            operations.pause(subscription=made, by=ola)


def test_whoever_made_an_address_gets_one_letter_when_it_stops(workshop, alfa):
    made = hooks.subscribed(workshop)
    with tenancy.inside(alfa):
        at = timezone.now()
        Subscription.objects.update(state=Working.STOPPED, stopped_at=at, failing_since=at)

    tasks.send_events.run(alfa.schema_name)
    tasks.sweep.run()

    (letter,) = OutgoingMail.objects.filter(to="anna@example.org")
    assert made.address in letter.text
    assert _page("one", made.pk) in letter.text


def test_the_log_is_forgotten_after_thirty_days(workshop, alfa):
    hooks.subscribed(workshop)
    with tenancy.inside(alfa):
        hooks.planned(workshop)
        hooks.make_events()
        assert forgetting.forget(at=timezone.now()) == 0
        later = timezone.now() + rules.KEPT_FOR + timedelta(seconds=1)

        assert forgetting.forget(at=later) > 0
        assert not Event.objects.exists()
