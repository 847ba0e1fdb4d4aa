"""A token together with its key. Here both are the platform's tables, so it is one transaction."""

from datetime import datetime, timedelta

from django.db import transaction

from core.permissions import Actor
from dashboards.serving import operations
from dashboards.serving.models import ReleaseToken
from projects.partners.issuing import LONGEST_OVERLAP
from tenants import queries as tenants
from tenants.credentials import operations as credentials


@transaction.atomic
def make_token(
    *, entry: operations.ReleaseEntry, at: datetime, by: Actor
) -> tuple[ReleaseToken, str]:
    """A token with its first key; the key's text is told this once."""
    made = operations.make_token(entry=entry, at=at, by=by)
    return made, _issue(made, at=at, older_end_at=at, by=by)


@transaction.atomic
def issue_key(
    *,
    token: ReleaseToken,
    overlap: timedelta,
    at: datetime,
    by: Actor,
    version: int | None = None,
) -> str:
    """A new key; the one before it lives on for the overlap, at most seven days."""
    asked = operations.ask_for_key(token=token, at=at, by=by, version=version)
    return _issue(asked, at=at, older_end_at=at + min(overlap, LONGEST_OVERLAP), by=by)


@transaction.atomic
def revoke_token(*, token: ReleaseToken, at: datetime, by: Actor) -> ReleaseToken:
    """Refuse it from now on, and end its keys."""
    revoked = operations.revoke_token(token=token, at=at, by=by)
    credentials.end_credentials(token_id=revoked.pk, at=at, by=by)
    return revoked


def _issue(token: ReleaseToken, *, at: datetime, older_end_at: datetime, by: Actor) -> str:
    _made, secret = credentials.issue_credential(
        tenant=tenants.metropolis(),
        token_id=token.pk,
        display_name=token.body_name,
        at=at,
        ends_at=token.ends_at,
        older_end_at=older_end_at,
        by=by,
    )
    return secret.text
