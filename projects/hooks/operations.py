"""Subscriptions are made, paused and ended, their secrets renewed, their events sent once more."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from core import audit, due, jobs, tenancy
from core.errors import RuleBroken
from core.ids import new_id
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.hooks import addresses, queries, rules, sealing, seeing, signing
from projects.hooks.models import Event, SigningSecret, Subscription
from projects.hooks.vocabulary import EVENTS, TEST, Change, Progress, Working
from projects.partners.actions import Action
from projects.partners.models import Token
from projects.partners.queries import reach_of

SEND = "projects.hooks.tasks.send_events"
MOST_OF_A_TOKEN = 5


class NotToldOfAnything(RuleBroken):
    message = _(
        "This token is not allowed to be told of changes, or it has ended. Make one that is allowed."
    )


class NoKind(RuleBroken):
    message = _("Choose at least one kind of records that the token may read.")
    field = "kinds"


class TooMany(RuleBroken):
    message = _("A token has at most five addresses. End one that is not needed.")


class EndedAlready(RuleBroken):
    message = _("This address is told of nothing any more. Add it anew.")


class ShownAlready(RuleBroken):
    message = _("The secret has been shown once already. Whoever lost it makes a new one.")


class NotSending(RuleBroken):
    message = _("Nothing is sent to this address now. Turn it on first.")


class TokenIsSilent(RuleBroken):
    message = _(
        "The token of this address does not work or may not be told of changes, so nothing is sent."
    )


class StillWaiting(RuleBroken):
    message = _("This event still waits; it is sent again by itself.")


class NotSeenNow(RuleBroken):
    message = _("The token no longer sees this record, so it is told nothing of it.")


@operation()
def subscribe(
    *, token: Token, address: str, kinds: Sequence[str], at: datetime, by: Member
) -> Subscription:
    """Tell this address of changes from now on; what was before is read through the API."""
    held = Token.objects.select_for_update(of=("self",), no_key=True).get(pk=token.pk)
    _require(held, by)
    if not held.is_open(at) or Action.RECEIVE_EVENTS not in held.actions:
        raise NotToldOfAnything
    if not kinds or not set(kinds) <= set(queries.kinds_for(held)):
        raise NoKind
    if held.subscriptions.exclude(state=Working.ENDED).count() >= MOST_OF_A_TOKEN:
        raise TooMany
    addresses.place_of(address)
    made = Subscription.objects.create(
        token=held, address=address, kinds=sorted(set(kinds)), made_by=by, made_at=at
    )
    _make_secret(made, at)
    audit.record("subscribed an address to events", made, by=by, fields=("address", "kinds"))
    return made


@operation()
def show_secret(*, subscription: Subscription, at: datetime, by: Member) -> str:
    """The newest secret, this once."""
    locked = _locked(subscription, by)
    newest = locked.secrets.select_for_update().first()
    if newest is None or newest.shown_at is not None:
        raise ShownAlready
    newest.shown_at = at
    newest.save(update_fields=["shown_at"])
    audit.record("showed a secret of events", locked, by=by)
    return newest.text


@operation()
def renew_secret(
    *, subscription: Subscription, overlap: timedelta, at: datetime, by: Member
) -> Subscription:
    """A new secret; those before it sign beside it for the overlap, at most seven days."""
    locked = _locked(subscription, by)
    until = at + min(max(overlap, timedelta()), rules.LONGEST_OVERLAP)
    # One that was to end earlier still does.
    locked.secrets.filter(ends_at=None).update(ends_at=until)
    locked.secrets.filter(ends_at__gt=until).update(ends_at=until)
    _make_secret(locked, at)
    audit.record("renewed a secret of events", locked, by=by)
    return locked


@operation()
def pause(*, subscription: Subscription, by: Member) -> Subscription:
    """Send nothing for a while; what happens meanwhile waits."""
    locked = _locked(subscription, by)
    locked.state = Working.PAUSED
    _save(locked, "state")
    audit.record("paused an address of events", locked, by=by)
    return locked


@operation()
def turn_on(*, subscription: Subscription, at: datetime, by: Member) -> Subscription:
    """Send again, from what waits; whoever turns it on is told when it stops."""
    locked = _sending(subscription, at, by)
    locked.state, locked.made_by = Working.ON, by
    locked.failures_count, locked.failing_since, locked.rests_until = 0, None, None
    locked.stopped_at = locked.told_at = None
    health = ("failures_count", "failing_since", "rests_until", "stopped_at", "told_at")
    _save(locked, "state", "made_by", *health)
    _wake()
    audit.record("turned on an address of events", locked, by=by)
    return locked


@operation()
def end(*, subscription: Subscription, at: datetime, by: Member) -> Subscription:
    """Tell this address of nothing any more; what waits is not sent."""
    locked = _locked(subscription, by)
    locked.state = Working.ENDED
    _save(locked, "state")
    waiting = locked.events.filter(state=Progress.WAITING)
    waiting.update(state=Progress.WITHHELD, ended_at=at, held_until=None)
    audit.record("ended an address of events", locked, by=by)
    return locked


@operation()
def send_test(*, subscription: Subscription, at: datetime, by: Member) -> Event:
    """An event of which nothing follows; it is tried once."""
    locked = _sending(subscription, at, by)
    if locked.state != Working.ON:
        raise NotSending
    locked.last_number += 1
    _save(locked, "last_number")
    made = Event.objects.create(
        pk=new_id(),
        subscription=locked,
        number=locked.last_number,
        kind=TEST,
        change=Change.CHANGED,
        object_id=new_id(),
        happened_at=at,
        due_at=at,
    )
    _hurry(locked)
    audit.record("sent a test event", locked, by=by)
    return made


@operation()
def send_again(*, event: Event, at: datetime, by: Member) -> Event:
    """The same event under the same id; later ones of its object that wait come after it."""
    locked = _sending(event.subscription, at, by)
    row = locked.events.select_for_update().get(pk=event.pk)
    if row.state == Progress.WAITING:
        raise StillWaiting
    if row.state == Progress.WITHHELD:
        raise NotSeenNow
    row.state, row.tries_count, row.due_at, row.ended_at = Progress.WAITING, 0, at, None
    row.save(update_fields=["state", "tries_count", "due_at", "ended_at"])
    _hurry(locked)
    audit.record("sent an event again", locked, by=by)
    return row


@operation()
def send_given_up_again(*, subscription: Subscription, at: datetime, by: Member) -> Subscription:
    """All that was given up, in its order."""
    locked = _sending(subscription, at, by)
    given_up = locked.events.filter(state=Progress.GIVEN_UP)
    count = given_up.update(state=Progress.WAITING, tries_count=0, due_at=at, ended_at=None)
    _hurry(locked)
    audit.record("sent again what was given up", locked, by=by, count=count)
    return locked


def _make_secret(of: Subscription, at: datetime) -> None:
    made = SigningSecret(subscription=of, made_at=at)
    made.sealed_text = sealing.closed(signing.new_secret(), row=made.pk)
    made.save()


def _locked(subscription: Subscription, by: Actor) -> Subscription:
    rows = Subscription.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("token").get(pk=subscription.pk)
    _require(locked.token, by)
    if locked.state == Working.ENDED:
        raise EndedAlready
    return locked


def _sending(subscription: Subscription, at: datetime, by: Actor) -> Subscription:
    """Held, and of a token that is told of something: otherwise sending would be a promise."""
    locked = _locked(subscription, by)
    if not seeing.is_listening(reach_of(locked.token_id), at):
        raise TokenIsSilent
    return locked


def _require(token: Token, by: Actor) -> None:
    for partner in token.partners.all():
        require(by, Permission.EDIT_PROJECTS, project=partner.project_id)


def _save(subscription: Subscription, *fields: str) -> None:
    subscription.version += 1
    subscription.save(update_fields=[*fields, "version"])


def _hurry(subscription: Subscription) -> None:
    """Whoever asks wants to know now, whatever failed before."""
    subscription.rests_until = None
    _save(subscription, "rests_until")
    _wake()


def _wake() -> None:
    due.leave(EVENTS)
    jobs.send_after_commit(SEND, tenancy.current().schema_name)
