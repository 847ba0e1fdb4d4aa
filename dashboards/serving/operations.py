"""Tokens of released figures are made, given new keys, suspended, resumed and revoked."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.ids import new_id
from core.operation import operation
from core.permissions import Actor, Permission, require
from dashboards.serving.models import ReleaseLink, ReleaseToken
from projects.partners.operations import LONGEST, EndedAlready, EndsTooLate, hash_of
from tenants import numbers


class NobodyNamed(RuleBroken):
    message = _("Say who gets the token and what for: whoever looks at it later has to know.")


@dataclass(frozen=True, kw_only=True)
class ReleaseEntry:
    """Who reads, what for, until when, from where and how often."""

    body_name: str
    purpose: str
    ends_at: datetime
    nip: str = ""
    krs: str = ""
    networks: Sequence[str] = ()
    per_minute_count: int = 60
    # Chosen by the page, so that a second click makes no second token.
    token_id: UUID = field(default_factory=new_id)


@operation()
def make_token(*, entry: ReleaseEntry, at: datetime, by: Actor) -> ReleaseToken:
    """Write down who may read the releases. It opens nothing before a key is issued for it."""
    require(by, Permission.SERVE_FIGURES)
    if not entry.body_name.strip() or not entry.purpose.strip():
        raise NobodyNamed
    if not at < entry.ends_at <= at + LONGEST:
        raise EndsTooLate
    made = ReleaseToken(
        id=entry.token_id,
        body_name=entry.body_name.strip(),
        nip=numbers.nip(entry.nip),
        krs=numbers.krs(entry.krs),
        purpose=entry.purpose.strip(),
        networks=list(entry.networks),
        per_minute_count=entry.per_minute_count,
        ends_at=entry.ends_at,
        made_at=at,
        made_by_name=by.display_name,
    )
    made.save(force_insert=True)
    audit.record("made a token of released figures", made, by=by)
    return made


@operation()
def ask_for_key(
    *, token: ReleaseToken, at: datetime, by: Actor, version: int | None = None
) -> ReleaseToken:
    """Allow and record that a new key is issued; with a `version`, of the token as it was seen."""
    locked = _locked(token, by=by)
    if version is not None and version != locked.version:
        raise StaleEdit
    if locked.is_over(at):
        raise EndedAlready
    _save(locked)
    audit.record("asked for a key of released figures", locked, by=by)
    return locked


@operation()
def suspend_token(*, token: ReleaseToken, at: datetime, by: Actor) -> ReleaseToken:
    """Stop it with the next request, until somebody resumes it."""
    locked = _locked(token, by=by)
    if locked.suspended_at is None:
        locked.suspended_at = at
        _save(locked, "suspended_at")
        audit.record("suspended a token of released figures", locked, by=by)
    return locked


@operation()
def resume_token(*, token: ReleaseToken, by: Actor) -> ReleaseToken:
    """Let it work again."""
    locked = _locked(token, by=by)
    if locked.suspended_at is not None:
        locked.suspended_at = None
        _save(locked, "suspended_at")
        audit.record("resumed a token of released figures", locked, by=by)
    return locked


@operation()
def revoke_token(*, token: ReleaseToken, at: datetime, by: Actor) -> ReleaseToken:
    """End it for good."""
    locked = _locked(token, by=by)
    locked.revoked_at = at
    _save(locked, "revoked_at")
    audit.record("revoked a token of released figures", locked, by=by)
    return locked


@operation()
def make_portal_link(*, token: ReleaseToken, at: datetime, by: Actor) -> str:
    """The secret address of the page for whoever writes the body's program, told this once.

    One that was made before opens nothing any more.
    """
    locked = _locked(token, by=by)
    text = secrets.token_urlsafe(32)
    facts = {"link_hash": hash_of(text), "made_at": at, "made_by_name": by.display_name}
    ReleaseLink.objects.update_or_create(token=locked, defaults=facts)
    audit.record("made a page for a token of released figures", locked, by=by)
    return text


@operation()
def close_portal_link(*, token: ReleaseToken, by: Actor) -> None:
    """Whoever has the address finds nothing there from now on."""
    require(by, Permission.SERVE_FIGURES)
    ReleaseLink.objects.filter(token=token).delete()
    audit.record("closed the page of a token of released figures", token, by=by)


def _locked(token: ReleaseToken, *, by: Actor) -> ReleaseToken:
    require(by, Permission.SERVE_FIGURES)
    locked = ReleaseToken.objects.select_for_update().get(pk=token.pk)
    if locked.revoked_at is not None:
        raise EndedAlready
    return locked


def _save(token: ReleaseToken, *fields: str) -> None:
    token.version += 1
    token.save(update_fields=[*fields, "version"])
