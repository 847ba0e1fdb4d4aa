"""Whether anything goes to an address, why not, and when the next try is: sentences of its page."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from projects.hooks import seeing, sending
from projects.hooks.models import Event, Subscription
from projects.hooks.vocabulary import TEST, Kind, Progress, Working
from projects.partners.actions import Action
from projects.partners.models import Token
from projects.partners.queries import reach_of
from ui import formats


def facts_of(one: Subscription, at: datetime) -> dict[str, Any]:
    """For its page: why nothing is sent, if so, and how it stands."""
    silent = silence(one.token, at)
    next_at = sending.next_due(one) if one.failing_since else None
    return {"silent": silent, "state": state(one, silent=silent, next_at=next_at, at=at)}


def silence_of(token: Token, at: datetime) -> str:
    """Why the token is told of nothing, as it says itself; empty where it says nothing against it."""
    if token.revoked_at is not None:
        told = {"moment": formats.moment(token.revoked_at)}
        return _("Nothing is sent here: its token was revoked on %(moment)s.") % told
    if token.ends_at <= at:
        told = {"moment": formats.moment(token.ends_at)}
        return _("Nothing is sent here: its token ended on %(moment)s.") % told
    if token.suspended_at is not None:
        told = {"moment": formats.moment(token.suspended_at)}
        return (
            _(
                "Nothing is sent here while its token is suspended, since %(moment)s. What happens "
                "meanwhile is not told later; the receiver reads it through the API."
            )
            % told
        )
    if Action.RECEIVE_EVENTS not in token.actions:
        return _("Nothing is sent here: its token may no longer be told of changes.")
    return ""


def silence(token: Token, at: datetime) -> str:
    """The same, asking also what whoever made the token may still do."""
    said = silence_of(token, at)
    if said or seeing.is_listening(reach_of(token.pk), at):
        return said
    return _("Nothing is sent here: whoever answers for its token may no longer see the people.")


def state(
    one: Subscription, *, silent: str, next_at: datetime | None, at: datetime
) -> tuple[str, str]:
    """How the address stands, as a sentence and its tone. `next_at` is when the next try may be."""
    if one.state == Working.ENDED:
        return _("Nothing is sent to this address any more."), ""
    if silent:
        return silent, "bad"
    if one.state == Working.STOPPED:
        told = {"since": formats.moment(one.failing_since)}
        return (
            _(
                "Stopped by itself: nothing has come through since %(since)s. What happens now is "
                "not told; after you turn it on, the receiver reads it through the API."
            )
            % told,
            "bad",
        )
    if one.state == Working.PAUSED:
        return _("Paused: what happens waits, and is sent when you turn it on."), "amber"
    if one.failing_since is not None:
        return _failing(one.failing_since, next_at, at), "amber"
    return _("It is on: events are sent within seconds of a change."), "ok"


def _failing(since: datetime, next_at: datetime | None, at: datetime) -> str:
    told = {"since": formats.moment(since)}
    if next_at is None:
        return (
            _("Tries have failed since %(since)s. Nothing waits; the next change is tried.") % told
        )
    if next_at <= at:
        return _("Tries have failed since %(since)s; the next is made within seconds.") % told
    told["next"] = formats.moment(next_at)
    return _("Tries have failed since %(since)s; the next is after %(next)s.") % told


def why_withheld(event: Event) -> str:
    """Why an event was not sent at all; empty for every other."""
    if event.state != Progress.WITHHELD:
        return ""
    if event.kind in (TEST, Kind.TOKEN):
        return _("not sent: its token worked no longer, or the address was ended")
    return _("not sent: the token no longer saw the record, or the address was ended")
