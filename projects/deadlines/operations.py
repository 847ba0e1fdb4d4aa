"""Changes of deadlines: saying that a term was kept elsewhere, the morning letter, the calendar."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, can
from projects.deadlines.items import SETTLED_WITH, Item
from projects.deadlines.models import Digest, Feed, Settled
from projects.deadlines.queries.settled import settled_among
from projects.deadlines.rules import Kind


class SettledAlready(RuleBroken):
    message = _("Somebody has just marked this as done. Nothing is left to mark.")


class NotSettledByHand(RuleBroken):
    message = _(
        "This cannot be marked as done: it disappears by itself once what is missing is entered."
    )


@dataclass(frozen=True)
class Term:
    """One deadline, named by what it is about and the day from which it is counted."""

    kind: Kind
    subject_id: UUID
    project_id: UUID | None
    basis_on: date

    @classmethod
    def of(cls, item: Item) -> "Term":
        return cls(item.kind, item.subject_id, item.project_id, item.due.basis_on)


@operation()
def settle(*, terms: Sequence[Term], by: Actor, on: date) -> list[Settled]:
    """Say that these terms were kept outside of Szansa; those settled before stay as they were."""
    for term in terms:
        _require_right_to_settle(term.kind, term.project_id, by=by)
    done = settled_among({one.subject_id for one in terms}, {one.kind for one in terms})
    new = [one for one in terms if (one.kind, one.subject_id, one.basis_on) not in done]
    if not new:
        raise SettledAlready
    settled = Settled.objects.bulk_create(
        Settled(
            kind=term.kind,
            subject_id=term.subject_id,
            project_id=term.project_id,
            basis_on=term.basis_on,
            settled_on=on,
            settled_by=by if isinstance(by, Member) else None,
        )
        for term in new
    )
    _record("settled deadlines", settled, by=by)
    return settled


@operation()
def reopen(*, settled: Settled, by: Actor) -> None:
    """Take it back: the term was not kept after all."""
    _require_right_to_settle(Kind(settled.kind), settled.project_id, by=by)
    locked = Settled.objects.select_for_update().filter(pk=settled.pk)
    if not locked:
        raise SettledAlready
    locked.delete()
    _record("reopened a deadline", [settled], by=by)


@operation()
def want_digest(*, wanted: bool, by: Actor) -> None:
    """Ask for the morning letter, or for no more of them."""
    member = _member(by)
    if wanted:
        Digest.objects.get_or_create(member=member)
    else:
        Digest.objects.filter(member=member).delete()
    audit.record("asked for the digest" if wanted else "stopped the digest", member, by=by)


@operation()
def make_feed(*, language: str, by: Actor, at: datetime) -> str:
    """Make the member's secret calendar address, or a new one in its place; return its token."""
    member = _member(by)
    token = secrets.token_urlsafe(32)
    facts = {"token_hash": hash_of(token), "language": language, "made_at": at}
    Feed.objects.update_or_create(member=member, defaults=facts)
    audit.record("made a calendar feed", member, by=by)
    return token


@operation()
def revoke_feed(*, by: Actor) -> None:
    """Close the calendar address: whoever knows it finds nothing there from now on."""
    member = _member(by)
    Feed.objects.filter(member=member).delete()
    audit.record("revoked a calendar feed", member, by=by)


def hash_of(token: str) -> bytes:
    """What is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


def _member(by: Actor) -> Member:
    """Only people have a morning and a calendar; the platform itself has none."""
    if not isinstance(by, Member):
        raise NotAllowed
    return by


def _require_right_to_settle(kind: Kind, project_id: UUID | None, *, by: Actor) -> None:
    if kind not in SETTLED_WITH:
        raise NotSettledByHand
    if not any(can(by, permission, project=project_id) for permission in SETTLED_WITH[kind]):
        raise NotAllowed


def _record(verb: str, settled: Sequence[Settled], *, by: Actor) -> None:
    """One row, whatever their number; the kinds stand where fields do."""
    kinds = {one.kind for one in settled}
    subject = settled[0] if len(settled) == 1 else Settled
    audit.record(verb, subject, by=by, fields=kinds, count=len(settled))
