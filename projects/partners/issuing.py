"""From a token of the unit to its key, which is made outside; `people` goes both ways likewise.

The two transactions cannot be one, for the unit's role must not write credentials, nor the role that
writes them read the unit. A crash between them leaves a token without a key, which opens nothing and
says so on its page; asking again makes the key.
"""

from datetime import datetime, timedelta
from typing import Any

from core import tenancy
from core.ledger.models import Member
from projects.partners import operations
from projects.partners import queries as reached
from projects.partners.models import Token
from projects.partners.parts import partner_name
from tenants.credentials import operations as credentials
from tenants.credentials import queries
from tenants.organisations import operations as organisations

LONGEST_OVERLAP = timedelta(days=7)


def make_token(*, entry: operations.TokenEntry, at: datetime, by: Member) -> tuple[Token, str]:
    """A token with its first key; the key's text is told this once."""
    made = operations.make_token(entry=entry, at=at, by=by)
    return made, _issue(made, at=at, older_end_at=at, by=by)


def first_key(token: Token, *, at: datetime, by: Member) -> str | None:
    """The key of a token that was made a moment ago; None if it has got one since."""
    with tenancy.acting_as(tenancy.Role.WEB):
        has_one = bool(queries.keys_of([token.pk], since=at))
    return None if has_one else _issue(token, at=at, older_end_at=at, by=by)


def issue_key(
    *, token: Token, overlap: timedelta, at: datetime, by: Member, version: int | None = None
) -> str:
    """A new key; the one before it lives on for the overlap, at most seven days."""
    asked = operations.ask_for_key(token=token, at=at, by=by, version=version)
    return _issue(asked, at=at, older_end_at=at + min(overlap, LONGEST_OVERLAP), by=by)


def revoke_token(*, token: Token, at: datetime, by: Member) -> Token:
    """The unit refuses it from now on; then its keys end, too."""
    revoked = operations.revoke_token(token=token, at=at, by=by)
    with tenancy.acting_as(tenancy.Role.WEB):
        credentials.end_credentials(token_id=revoked.pk, at=at, by=by)
    return revoked


def _issue(token: Token, *, at: datetime, older_end_at: datetime, by: Member) -> str:
    place: Any = tenancy.current()
    number, name = reached.number_of(token), partner_name(token)
    with tenancy.acting_as(tenancy.Role.WEB):
        if number is not None:
            organisations.note_organisation(tenant=place, number=number, name=name, by=by)
        _made, secret = credentials.issue_credential(
            tenant=place,
            token_id=token.pk,
            display_name=token.name,
            at=at,
            ends_at=token.ends_at,
            older_end_at=older_end_at,
            by=by,
        )
    return secret.text
