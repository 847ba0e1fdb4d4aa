"""Why a token that somebody holds opens nothing now, for its holder: whoever shows its whole secret.

Nobody else comes as far as this. A key that is unknown, misspelt or another host's is refused at the
door, and one that comes from elsewhere than its token names hears the same: it may have been found.
"""

from collections.abc import Collection
from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import Protocol

from django.utils.translation import gettext as _

from core.api.problems import Fault
from core.days import warsaw_day
from tenants.credentials.door import refusal, refused
from tenants.credentials.models import Credential
from ui import formats

ELSEWHERE = "other-network"


class Held(Protocol):
    """A token as its owner keeps it: of a partner in a unit, or of a body at the metropolis."""

    @property
    def networks(self) -> Collection[str]: ...

    @property
    def per_minute_count(self) -> int: ...

    @property
    def ends_at(self) -> datetime: ...

    @property
    def revoked_at(self) -> datetime | None: ...

    @property
    def suspended_at(self) -> datetime | None: ...

    @property
    def is_idle(self) -> bool: ...


def require_place(token: Held, *, address: str | None) -> None:
    """Refuse whoever comes from elsewhere than the token names, as a key that nobody has."""
    if not may_come_from(token.networks, address):
        # Told in the token's own log alone.
        raise refused(noted=[Fault(detail="", code=ELSEWHERE)])


def require_open(token: Held, credential: Credential, *, address: str | None, at: datetime) -> None:
    """Let a token pass that works with this key from this address; tell its holder why another does not."""
    require_place(token, address=address)
    if token.revoked_at is not None:
        said = _("It was revoked on %(day)s. Ask whoever gave it for a new one.")
        raise refusal("token-ended", said % {"day": _day(token.revoked_at)})
    if token.ends_at <= at:
        said = _("Its last day was %(day)s. Ask whoever gave it for a new one.")
        raise refusal("token-ended", said % {"day": _day(token.ends_at)})
    if token.suspended_at is not None:
        raise refusal("token-suspended", _suspended(token, since=token.suspended_at))
    if credential.ends_at <= at:
        said = _(
            "A newer key took the place of this one, which worked until %(moment)s. Put the newer one "
            "into your program."
        )
        raise refusal("token-ended", said % {"moment": formats.moment(credential.ends_at)})


def _suspended(token: Held, *, since: datetime) -> str:
    said = (
        _("It was suspended on %(day)s, because nobody had used it for 90 days. Ask to resume it.")
        if token.is_idle
        else _("It was suspended by hand on %(day)s. Ask whoever gave it to resume it.")
    )
    return said % {"day": _day(since)}


def may_come_from(networks: Collection[str], address: str | None) -> bool:
    """Whether an address lies in one of the networks; without any, all do."""
    if not networks:
        return True
    if address is None:
        return False
    here = ip_address(address)
    return any(here in ip_network(network, strict=False) for network in networks)


def _day(moment: datetime) -> str:
    return formats.day(warsaw_day(moment))
