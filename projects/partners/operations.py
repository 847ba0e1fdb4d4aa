"""Tokens are made, narrowed, suspended and revoked; each gives no more than its maker holds."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import ProjectPartner
from projects.partners import queries
from projects.partners.actions import needed_for
from projects.partners.models import PortalLink, Token, TokenProject

LONGEST = timedelta(days=365)


class NoReach(RuleBroken):
    message = _("Choose at least one project and one thing that the token may do.")


class EndsTooLate(RuleBroken):
    message = _("A token lives at most 365 days. Choose an earlier day.")
    field = "ends_on"


class EndedAlready(RuleBroken):
    message = _("This token has been revoked. Make a new one.")


class OnlyNarrower(RuleBroken):
    message = _("A token is only ever narrowed. For more, make a new one.")


class NothingTaken(RuleBroken):
    message = _("Nothing was taken away: all is still ticked. Untick what the token is to lose.")


@dataclass(frozen=True, kw_only=True)
class TokenEntry:
    """What a token may do, where, from where, how often and until when."""

    name: str
    partners: Sequence[ProjectPartner]
    actions: Sequence[str]
    ends_at: datetime
    fields: Sequence[str] = ()
    networks: Sequence[str] = ()
    per_minute_count: int = 600


@operation()
def make_token(*, entry: TokenEntry, at: datetime, by: Member) -> Token:
    """Write what the token reaches. It opens nothing before a key is issued for it."""
    if not entry.partners or not entry.actions:
        raise NoReach
    _require(by, entry.partners, entry.actions, entry.fields)
    if not at < entry.ends_at <= at + LONGEST:
        raise EndsTooLate
    made = Token.objects.create(
        name=entry.name,
        actions=sorted(set(entry.actions)),
        fields=sorted(set(entry.fields)),
        networks=list(entry.networks),
        per_minute_count=entry.per_minute_count,
        ends_at=entry.ends_at,
        made_at=at,
        made_by=by,
    )
    TokenProject.objects.bulk_create(
        TokenProject(token=made, partner=partner) for partner in entry.partners
    )
    audit.record("made a token", made, by=by, fields=("actions", "fields", "partners"))
    return made


@operation()
def ask_for_key(*, token: Token, at: datetime, by: Member, version: int | None = None) -> Token:
    """Allow and record that a new key is issued; the key itself is made outside the unit.

    With a `version` it is refused once the token is another: a second click makes no second key.
    """
    locked = _locked(token, at=at, by=by)
    if version is not None and version != locked.version:
        raise StaleEdit
    locked.woken_at = at
    _save(locked, "woken_at")
    audit.record("asked for a new key of a token", locked, by=by)
    return locked


@operation()
def narrow_token(
    *, token: Token, actions: Sequence[str], fields: Sequence[str], at: datetime, by: Member
) -> Token:
    """Take actions and fields away; changes are refused at once, readings within a second."""
    locked = _locked(token, at=at, by=by)
    if not set(actions) <= set(locked.actions) or not set(fields) <= set(locked.fields):
        raise OnlyNarrower
    if not actions:
        raise NoReach
    if set(actions) == set(locked.actions) and set(fields) == set(locked.fields):
        raise NothingTaken
    locked.actions, locked.fields = sorted(set(actions)), sorted(set(fields))
    _save(locked, "actions", "fields")
    audit.record("narrowed a token", locked, by=by, fields=("actions", "fields"))
    return locked


@operation()
def suspend_token(*, token: Token, at: datetime, by: Member) -> Token:
    """Stop it, for changes at once and for readings within a second, until somebody resumes it."""
    locked = _locked(token, at=at, by=by)
    if locked.suspended_at is None:
        locked.suspended_at = at
        _save(locked, "suspended_at")
        audit.record("suspended a token", locked, by=by)
    return locked


@operation()
def resume_token(*, token: Token, at: datetime, by: Member) -> Token:
    """Let it work again; whoever resumes it answers for it from now on."""
    locked = _locked(token, at=at, by=by)
    _require(by, list(locked.partners.all()), locked.actions, locked.fields)
    locked.suspended_at, locked.made_by = None, by
    locked.is_idle, locked.woken_at = False, at
    _save(locked, "suspended_at", "made_by", "is_idle", "woken_at")
    audit.record("resumed a token", locked, by=by)
    return locked


@operation()
def suspend_idle_token(*, token: Token, at: datetime, by: Actor) -> Token:
    """Stop a token that nobody has used for long; whoever needs it resumes it."""
    locked = _locked(token, at=at, by=by)
    if locked.suspended_at is None:
        locked.suspended_at, locked.is_idle = at, True
        _save(locked, "suspended_at", "is_idle")
        audit.record("suspended an idle token", locked, by=by)
    return locked


@operation()
def revoke_token(*, token: Token, at: datetime, by: Member) -> Token:
    """End it for good."""
    locked = _locked(token, at=at, by=by)
    locked.revoked_at = at
    _save(locked, "revoked_at")
    audit.record("revoked a token", locked, by=by)
    return locked


@operation()
def make_portal_link(*, token: Token, at: datetime, by: Member) -> str:
    """The secret address of the page for the partner's developer, told this once.

    One that was made before opens nothing any more.
    """
    locked = _locked(token, at=at, by=by)
    text = secrets.token_urlsafe(32)
    facts = {"link_hash": hash_of(text), "made_at": at, "made_by": by}
    PortalLink.objects.update_or_create(token=locked, defaults=facts)
    audit.record("made a portal link", locked, by=by)
    return text


@operation()
def close_portal_link(*, token: Token, by: Member) -> None:
    """Whoever has the address finds nothing there from now on."""
    _require_all(token, by=by)
    PortalLink.objects.filter(token=token).delete()
    audit.record("closed a portal link", token, by=by)


@operation()
def let_a_person_in(*, token: Token, at: datetime, by: Member) -> Token:
    """Allow and record that somebody of the partner may see its tokens; they are invited outside.

    Only by whoever may change every token of the partner: all of them will be seen.
    """
    locked = _locked(token, at=at, by=by)
    for other in queries.tokens_of_same(locked):
        _require_all(other, by=by)
    audit.record("let a person of the partner in", locked, by=by)
    return locked


@operation()
def shut_a_person_out(*, token: Token, by: Member) -> Token:
    """Allow and record that somebody of the partner sees its tokens no longer."""
    locked = Token.objects.select_for_update(of=("self",)).get(pk=token.pk)
    _require_all(locked, by=by)
    audit.record("shut a person of the partner out", locked, by=by)
    return locked


def hash_of(text: str) -> bytes:
    """What is kept of a link: 256 random bits need no slow hash."""
    return hashlib.sha256(text.encode()).digest()


def _locked(token: Token, *, at: datetime, by: Actor) -> Token:
    locked = Token.objects.select_for_update(of=("self",)).get(pk=token.pk)
    _require_all(locked, by=by)
    if locked.revoked_at is not None:
        raise EndedAlready
    return locked


def _require_all(token: Token, *, by: Actor) -> None:
    for partner in token.partners.all():
        require(by, Permission.EDIT_PROJECTS, project=partner.project_id)


def _save(token: Token, *fields: str) -> None:
    token.version += 1
    token.save(update_fields=[*fields, "version"])


def _require(
    by: Actor, partners: Iterable[ProjectPartner], actions: Sequence[str], fields: Sequence[str]
) -> None:
    needed = needed_for([*actions], [*fields]) | {Permission.EDIT_PROJECTS}
    for project_id in {partner.project_id for partner in partners}:
        for permission in needed:
            require(by, permission, project=project_id)
