"""A receiver that fails, hangs, drips, redirects, lies and returns: each event comes, in order, signed."""

import base64
import hashlib
import hmac
import socket
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from core import crypto, tenancy
from projects.hooks import addresses, operations, posting, rules, sending
from projects.hooks.models import Event, Subscription, Try
from projects.hooks.vocabulary import Progress, Trouble, Working
from projects.partners import operations as tokens
from projects.support.models import Session
from tests.make import hooks, partners


@pytest.fixture
def subscription(workshop: partners.Workshop, receiver: hooks.Receiver) -> Iterator[Subscription]:
    made = hooks.subscribed(workshop, receiver.address(), kinds=["session"])
    with tenancy.inside(workshop.tenant):
        yield made


def _moved(session: Session, place: str) -> None:
    Session.objects.filter(pk=session.pk).update(place=place)
    hooks.make_events()


def _only() -> Event:
    return Event.objects.get()


def _is_right(received: hooks.Received, secret: str) -> bool:
    """As a receiver checks it, and not by our own code."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    head = {name.lower(): value for name, value in received.headers.items()}
    signed = f"{head['webhook-id']}.{head['webhook-timestamp']}.".encode() + received.body
    own = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return own in head["webhook-signature"].split()


def test_an_event_comes_with_a_right_signature(workshop, subscription, receiver):
    session = hooks.planned(workshop)
    hooks.send()

    (received,) = receiver.received
    assert received.told["type"] == "session.created"
    assert received.told["object_id"] == str(session.pk)
    assert received.told["id"] == received.headers["webhook-id"] == str(_only().pk)
    assert received.headers["Host"] == receiver.name
    assert _is_right(received, hooks.secret_of(subscription))
    assert not _is_right(received, "whsec_" + base64.b64encode(b"0" * 32).decode())
    assert _only().state == Progress.DELIVERED


def test_only_ids_kinds_and_moments_are_sent(workshop, subscription, receiver):
    hooks.planned(workshop)
    hooks.send()

    assert set(receiver.received[0].told) == {
        *("id", "type", "object_id", "happened_at", "number", "subscription_id")
    }


FAILURES = {
    "says that it is broken": (hooks.answering(500, "Ratunku"), 500, Trouble.NONE),
    "knows no such address": (hooks.answering(404), 404, Trouble.NONE),
    "redirects": (hooks.answering(302, Location="https://localhost/gdzie-indziej"), 302, ""),
    "redirects for good": (hooks.answering(308, Location="http://127.0.0.1/"), 308, ""),
    "breaks the connection": (hooks.breaking, None, Trouble.CUT_SHORT),
    "hangs": (hooks.hanging(6), None, Trouble.TOO_SLOW),
    "answers sign by sign": (hooks.dripping(60, 0.1), None, Trouble.TOO_SLOW),
}


@pytest.mark.parametrize("how", FAILURES)
def test_a_receiver_that_fails_gets_the_event_again_when_it_has_returned(
    workshop, subscription, receiver, monkeypatch, how
):
    behaviour, status, trouble = FAILURES[how]
    receiver.next.append(behaviour)
    hooks.planned(workshop)

    with monkeypatch.context() as hurried:
        hurried.setattr(posting, "WHOLE_SECONDS", 2)
        assert hooks.send() == 1
    failed = Try.objects.get()
    assert (failed.status, failed.trouble) == (status, trouble)
    assert _only().state == Progress.WAITING
    assert _only().due_at > timezone.now()

    hooks.send_all()
    assert [one.told["id"] for one in receiver.received] == [str(_only().pk)] * 2
    assert all(_is_right(one, hooks.secret_of(subscription)) for one in receiver.received)
    assert _only().state == Progress.DELIVERED


def test_the_beginning_of_an_answer_is_kept_and_no_more(workshop, subscription, receiver):
    receiver.next.append(hooks.answering(500, "Błąd\x00 " * 40_000))
    hooks.planned(workshop)
    hooks.send()

    answer = Try.objects.get().answer
    assert answer is not None
    assert answer.startswith("Błąd  Błąd")
    assert len(answer) == posting.MOST_KEPT


def test_nothing_is_sent_before_its_pause_is_over(workshop, subscription, receiver):
    receiver.next.append(hooks.answering(500))
    hooks.planned(workshop)
    hooks.send()

    assert hooks.send() == 0
    assert len(receiver.received) == 1


def test_an_event_waits_for_the_earlier_one_of_its_object_and_not_for_others(
    workshop, subscription, receiver
):
    first, other = hooks.planned(workshop), hooks.planned(workshop)
    hooks.make_events()
    _moved(first, "Sala 2")
    _moved(first, "Sala 3")
    receiver.next.extend([hooks.answering(500), hooks.answering(204), hooks.answering(503)])

    hooks.send_all()

    objects = receiver.objects
    taken = [number for key, number in objects if key == str(first.pk)]
    assert len(objects) == 4 + 2
    assert sorted(set(taken)) == list(dict.fromkeys(taken))
    assert {key for key, _number in objects} == {str(first.pk), str(other.pk)}
    assert set(Event.objects.values_list("state", flat=True)) == {"delivered"}


def test_after_the_last_try_an_event_is_given_up_and_the_next_of_its_object_goes(
    workshop, subscription, receiver
):
    session = hooks.planned(workshop)
    hooks.make_events()
    _moved(session, "Sala 2")
    receiver.next.extend([hooks.answering(500)] * (len(rules.PAUSES) + 1))

    hooks.send_all()

    assert [one.state for one in Event.objects.order_by("number")] == ["given_up", "delivered"]
    counted = Counter(number for _object, number in receiver.objects)
    assert counted == {1: len(rules.PAUSES) + 1, 2: 1}


def test_what_was_given_up_is_sent_again_under_the_same_id(workshop, subscription, receiver):
    receiver.next.extend([hooks.answering(500)] * (len(rules.PAUSES) + 1))
    hooks.planned(workshop)
    hooks.send_all()

    operations.send_again(event=_only(), at=timezone.now(), by=workshop.anna)
    hooks.send_all()

    assert {one.told["id"] for one in receiver.received} == {str(_only().pk)}
    assert _only().state == Progress.DELIVERED


def test_all_that_was_given_up_goes_again_in_its_order(workshop, subscription, receiver):
    hooks.planned(workshop)
    hooks.planned(workshop)
    hooks.make_events()
    Event.objects.update(state=Progress.GIVEN_UP)

    operations.send_given_up_again(subscription=subscription, at=timezone.now(), by=workshop.anna)
    hooks.send_all()

    assert [number for _object, number in receiver.objects] == [1, 2]


def test_a_crash_between_sending_and_noting_sends_it_again_under_the_same_id(
    workshop, subscription, receiver, monkeypatch
):
    hooks.planned(workshop)
    hooks.make_events()
    with monkeypatch.context() as crashing:
        crashing.setattr(sending, "note", lambda *_told, **_at: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sending.send_due()

    assert sending.send_due() == 0, "somebody may still be sending it"
    Event.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    sending.send_due()

    assert [one.told["id"] for one in receiver.received] == [str(_only().pk)] * 2
    assert _only().state == Progress.DELIVERED


def test_a_token_that_was_narrowed_before_the_sending_is_sent_nothing(
    workshop, subscription, receiver
):
    hooks.planned(workshop)
    hooks.make_events()
    tokens.narrow_token(
        token=subscription.token,
        actions=["attendance:read", "events:receive"],
        fields=[],
        at=timezone.now(),
        by=workshop.anna,
    )
    sending.send_due()

    assert receiver.received == []
    assert _only().state == Progress.WITHHELD


def test_a_removal_that_the_token_may_no_longer_read_is_not_sent(workshop, subscription, receiver):
    session = hooks.planned(workshop)
    hooks.send_all()
    session.delete()
    hooks.make_events()
    tokens.suspend_token(token=subscription.token, at=timezone.now(), by=workshop.anna)
    sending.send_due()

    assert len(receiver.received) == 1
    assert set(Event.objects.values_list("state", flat=True)) == {"delivered", "withheld"}


def test_while_it_is_paused_nothing_goes_and_then_everything(workshop, subscription, receiver):
    operations.pause(subscription=subscription, by=workshop.anna)
    hooks.planned(workshop)
    assert hooks.send() == 0

    operations.turn_on(subscription=subscription, at=timezone.now(), by=workshop.anna)
    assert hooks.send() == 1
    assert len(receiver.received) == 1


def test_after_three_days_of_failing_it_stops(workshop, subscription, receiver):
    receiver.next.extend([hooks.answering(500)] * 2)
    hooks.planned(workshop)
    hooks.send()
    subscription.refresh_from_db()
    assert subscription.state == Working.ON
    Subscription.objects.update(failing_since=timezone.now() - rules.STOPPED_AFTER)
    hooks.hurry()
    sending.send_due()

    subscription.refresh_from_db()
    assert subscription.state == Working.STOPPED
    hooks.hurry()
    assert sending.send_due() == 0


def test_one_that_works_again_has_failed_never(workshop, subscription, receiver):
    receiver.next.append(hooks.answering(500))
    hooks.planned(workshop)
    hooks.send_all()

    subscription.refresh_from_db()
    assert (subscription.failures_count, subscription.failing_since) == (0, None)


def test_while_two_secrets_are_good_either_checks_the_signature(workshop, subscription, receiver):
    older = hooks.secret_of(subscription)
    at = timezone.now()
    operations.renew_secret(
        subscription=subscription, overlap=timedelta(days=1), at=at, by=workshop.anna
    )
    newer = hooks.secret_of(subscription)
    hooks.planned(workshop)
    hooks.send()

    (received,) = receiver.received
    assert older != newer
    assert _is_right(received, older)
    assert _is_right(received, newer)
    assert len(received.headers["webhook-key"].split()) == 2


def test_without_overlap_only_the_new_secret_signs(workshop, subscription, receiver):
    older = hooks.secret_of(subscription)
    operations.renew_secret(
        subscription=subscription, overlap=timedelta(), at=timezone.now(), by=workshop.anna
    )
    hooks.planned(workshop)
    hooks.send()

    assert not _is_right(receiver.received[0], older)
    assert _is_right(receiver.received[0], hooks.secret_of(subscription))


def test_a_test_event_is_tried_once(workshop, subscription, receiver):
    receiver.next.append(hooks.answering(500))
    operations.send_test(subscription=subscription, at=timezone.now(), by=workshop.anna)
    hooks.send_all()

    assert receiver.received[0].told["type"] == "test"
    assert len(receiver.received) == 1
    assert _only().state == Progress.GIVEN_UP


@pytest.fixture
def outside(tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A receiver under a name of the public network. Its machine is the one that counts as public."""
    (tmp_path / "outside").mkdir()
    with hooks.receiving(tmp_path / "outside", certified_for=OUTSIDE) as opened:
        settings.WEBHOOK_TEST_CA = str(tmp_path / "outside" / "ca.pem")
        monkeypatch.setattr(addresses, "PORTS", (opened.port,))
        public = addresses.is_public
        monkeypatch.setattr(addresses, "is_public", lambda one: one.is_loopback or public(one))
        yield opened


OUTSIDE = "system.example.org"


def _names(monkeypatch: pytest.MonkeyPatch, *turns: str) -> list[str]:
    """A name service whose answer changes with each question; it keeps what it was asked."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, port: int, *more: Any, **how: Any) -> Any:
        if host != OUTSIDE:
            return real(host, port, *more, **how)
        asked.append(host)
        machine = turns[len(asked) - 1]
        return real(machine, port, type=socket.SOCK_STREAM)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def test_the_name_is_asked_for_once_and_the_connection_goes_where_it_was_checked(
    outside, monkeypatch
):
    machine = str(socket.getaddrinfo(hooks.HOST, 0)[0][4][0])
    asked = _names(monkeypatch, machine, "10.0.0.1")

    answer = posting.post(f"https://{OUTSIDE}:{outside.port}/a", body=b"{}", headers={})

    assert answer.status == 204
    assert asked == [OUTSIDE]
    assert outside.received[0].headers["Host"] == f"{OUTSIDE}:{outside.port}"


@pytest.mark.parametrize("home", ["10.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "fd00::1"])
def test_a_name_that_leads_home_the_second_time_is_refused_then(
    workshop, outside, monkeypatch, home
):
    machine = str(socket.getaddrinfo(hooks.HOST, 0)[0][4][0])
    _names(monkeypatch, machine, home)
    hooks.subscribed(workshop, f"https://{OUTSIDE}:{outside.port}/", kinds=["session"])
    with tenancy.inside(workshop.tenant):
        for _time in range(2):
            hooks.planned(workshop)
            hooks.send()
        came = [(one.status, one.trouble) for one in Try.objects.order_by("pk")]

    assert came == [(204, Trouble.NONE), (None, Trouble.REFUSED_ADDRESS)]
    assert len(outside.received) == 1


def test_a_certificate_for_another_name_is_refused(tmp_path, settings):
    with hooks.receiving(tmp_path, certified_for="inna.example.org") as other:
        settings.WEBHOOK_TEST_RECEIVER = other.name
        settings.WEBHOOK_TEST_CA = str(tmp_path / "ca.pem")

        answer = posting.post(other.address(), body=b"{}", headers={})

    assert answer.trouble == Trouble.BAD_CERTIFICATE
    assert other.received == []


def test_a_certificate_of_an_unknown_authority_is_refused(receiver, settings, tmp_path):
    (tmp_path / "other").mkdir()
    hooks.make_certificates(tmp_path / "other", hooks.HOST)
    settings.WEBHOOK_TEST_CA = str(tmp_path / "other" / "ca.pem")

    answer = posting.post(receiver.address(), body=b"{}", headers={})

    assert answer.trouble == Trouble.BAD_CERTIFICATE


def test_a_proxy_of_the_environment_is_not_asked(receiver, monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert posting.post(receiver.address(), body=b"{}", headers={}).status == 204


def test_a_port_where_nobody_listens_says_so(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.WEBHOOK_TEST_RECEIVER = f"127.0.0.1:{port}"
    settings.WEBHOOK_TEST_CA = ""

    answer = posting.post(f"https://127.0.0.1:{port}/", body=b"{}", headers={})

    assert answer.status is None
    assert answer.trouble == Trouble.NO_CONNECTION


def test_a_name_that_is_not_known_says_so(monkeypatch):
    def unknown(*_asked: Any, **_how: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    answer = posting.post("https://system.example.org/", body=b"{}", headers={})

    assert answer.trouble == Trouble.UNKNOWN_NAME


def test_whoever_sends_needs_no_key_of_the_unit(workshop, subscription, receiver, monkeypatch):
    """The worker of a deployment has no key ring: it may read secrets of events and no person."""

    def locked(*_told: object, **_more: object) -> None:
        raise crypto.Unreadable

    hooks.planned(workshop)
    for name in ("seal_bytes", "opened_bytes", "unwrapped"):
        monkeypatch.setattr(crypto, name, locked)
    receiver.next.append(hooks.answering(500, "Zepsute"))
    hooks.send()

    assert Try.objects.get().answer == "Zepsute"
