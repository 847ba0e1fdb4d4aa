"""What a person of the metropolis has for themselves: a calendar address, the letter of the month."""

import hashlib
import secrets
from datetime import date, datetime

from accounts.models import Account
from core import audit
from core.errors import NotAllowed
from core.operation import operation
from core.permissions import Actor, Permission, require
from dashboards.watching.models import CalendarFeed, MonthlyLetter


@operation()
def make_feed(*, account: Account, language: str, by: Actor, at: datetime) -> str:
    """Make one's own secret calendar address, or a new one in its place; return its token."""
    require_own(account, by=by)
    token = secrets.token_urlsafe(32)
    facts = {"token_hash": hash_of(token), "language": language, "made_at": at}
    CalendarFeed.objects.update_or_create(account=account, defaults=facts)
    audit.record("made a calendar feed", account, by=by)
    return token


@operation()
def revoke_feed(*, account: Account, by: Actor) -> None:
    """Close the calendar address: whoever knows it finds nothing there from now on."""
    require_own(account, by=by)
    CalendarFeed.objects.filter(account=account).delete()
    audit.record("revoked a calendar feed", account, by=by)


@operation()
def want_letter(*, account: Account, wanted: bool, on: date, by: Actor) -> None:
    """Ask for the letter of the month, from the next month on, or for no more of them."""
    require_own(account, by=by)
    if wanted:
        MonthlyLetter.objects.get_or_create(
            account=account, defaults={"written_for": on.replace(day=1)}
        )
    else:
        MonthlyLetter.objects.filter(account=account).delete()
    verb = "asked for the monthly letter" if wanted else "stopped the monthly letter"
    audit.record(verb, account, by=by)


def hash_of(token: str) -> bytes:
    """What is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


def require_own(account: Account, *, by: Actor) -> None:
    """Only people of the metropolis have these, and only their own."""
    require(by, Permission.SEE_METROPOLIS)
    if getattr(by, "account_id", None) != account.pk:
        raise NotAllowed
