"""Events go out: each as often as it takes, no two of one object out of order, no two workers at one.

Whoever takes an event holds it for a while, sends it outside of any transaction, and notes how it went.
Who dies in between loses the hold, and the event goes again under the same id.
"""

import json
import random
import time
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from projects.hooks import posting, rules, sealing, seeing, signing
from projects.hooks.models import Event, SigningSecret, Subscription, Try
from projects.hooks.vocabulary import TEST, Progress, Working
from projects.partners.queries import reach_of

# One unit does not keep the worker from the others for longer; what is left goes the next time.
ENOUGH_SECONDS = 20


def send_due() -> int:
    """Send what is due in this unit, for a while; tell how many tries that were."""
    ends, tries = time.monotonic() + ENOUGH_SECONDS, 0
    while time.monotonic() < ends and (event := take(timezone.now())) is not None:
        send(event)
        tries += 1
    return tries


def next_due(to: Subscription | None = None) -> datetime | None:
    """When the first of what waits may go, at all addresses or at one; None when nothing waits."""
    free_at = Greatest("due_at", "held_until", "subscription__rests_until")
    rows = _first_of_their_objects()
    rows = rows.filter(subscription=to) if to else rows
    return rows.aggregate(at=Min(free_at))["at"]


def take(at: datetime) -> Event | None:
    """Hold the event that is due first; none whose object an earlier event still waits for."""
    rested = Q(subscription__rests_until=None) | Q(subscription__rests_until__lte=at)
    free = Q(held_until=None) | Q(held_until__lte=at)
    with transaction.atomic():
        rows = _first_of_their_objects().select_for_update(of=("self",), skip_locked=True)
        due = rows.filter(free, rested, due_at__lte=at)
        found = due.order_by("due_at", "number").first()
        if found is not None:
            found.held_until = at + rules.HELD_FOR
            found.save(update_fields=["held_until"])
    return found


def _first_of_their_objects() -> QuerySet[Event]:
    """What waits at addresses that are told, without those that come after another of their object."""
    earlier = Event.objects.filter(
        subscription=OuterRef("subscription"),
        object_id=OuterRef("object_id"),
        number__lt=OuterRef("number"),
        state=Progress.WAITING,
    )
    rows = Event.objects.filter(state=Progress.WAITING, subscription__state=Working.ON)
    return rows.filter(~Exists(earlier))


def send(event: Event) -> None:
    """Look once more whether the token sees it, send it, note how it went."""
    at = timezone.now()
    subscription = Subscription.objects.get(pk=event.subscription_id)
    if not seeing.still_sees(event, reach_of(subscription.token_id), at):
        _withhold(event, at)
        return
    body = body_of(event)
    headers = signing.headers(
        event_id=event.pk, at=at, body=body, by_key=_secrets_of(subscription, at)
    )
    answer = posting.post(subscription.address, body=body, headers=headers)
    note(event, answer, at=at)


def body_of(event: Event) -> bytes:
    """The same at every try: what kind of thing happened to which object, and when."""
    told = {
        "id": str(event.pk),
        "type": event.kind if event.kind == TEST else f"{event.kind}.{event.change}",
        "object_id": str(event.object_id),
        "happened_at": event.happened_at.astimezone(UTC).isoformat(),
        "number": event.number,
        "subscription_id": str(event.subscription_id),
    }
    return json.dumps(told, separators=(",", ":")).encode()


def _secrets_of(subscription: Subscription, at: datetime) -> dict[UUID, str]:
    """The newest first; what has ended signs no more."""
    open_ones = SigningSecret.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at))
    return {one.pk: one.text for one in open_ones.filter(subscription=subscription)}


def _withhold(event: Event, at: datetime) -> None:
    waiting = Event.objects.filter(pk=event.pk, state=Progress.WAITING)
    waiting.update(state=Progress.WITHHELD, ended_at=at, held_until=None)


@transaction.atomic
def note(event: Event, answer: posting.Answer, *, at: datetime) -> None:
    """Write the try down, and what follows from it for the event and for its subscription."""
    to = Subscription.objects.select_for_update(of=("self",), no_key=True).get(
        pk=event.subscription_id
    )
    row = Event.objects.select_for_update().get(pk=event.pk)
    Try.objects.create(
        event=row,
        tried_at=at,
        milliseconds=answer.milliseconds,
        status=answer.status,
        trouble=answer.trouble,
        sealed_answer=sealing.closed(answer.text, row=row.pk) if answer.text else None,
    )
    row.tries_count += 1
    row.held_until = None
    now = timezone.now()
    if rules.is_taken(answer.status):
        row.state, row.ended_at = Progress.DELIVERED, now
        to.failures_count, to.failing_since, to.rests_until = 0, None, None
    else:
        _fail(row, to, at=now)
    row.save()
    to.save(update_fields=[*HEALTH, "state", "stopped_at"])


HEALTH = ("failures_count", "failing_since", "rests_until")


def _fail(row: Event, to: Subscription, *, at: datetime) -> None:
    # A test is for whoever looks at it: it is told at once and tried no more.
    chance = random.random()  # noqa: S311 - spreads tries over time, keeps no secret
    pause = None if row.kind == TEST else rules.pause_after(row.tries_count, chance=chance)
    if pause is None:
        row.state, row.ended_at = Progress.GIVEN_UP, at
    else:
        row.due_at = at + pause
    to.failures_count += 1
    to.failing_since = to.failing_since or at
    to.rests_until = at + rules.rest_after(to.failures_count, chance=chance)
    if to.state == Working.ON and rules.is_hopeless(to.failing_since, at):
        to.state, to.stopped_at = Working.STOPPED, at
