"""The two ways to a token's page: its own link, and the pass of a person of the partner's organisation."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db.models import Exists, QuerySet
from django.urls import reverse

from core import tenancy
from core.tenancy.hosts import address_of
from projects.partners import operations, queries
from projects.partners.models import Token
from tenants import queries as tenants
from tenants.organisations import queries as organisations
from tenants.organisations.models import Seat

# So long after its end a token's page still tells why the program is refused.
OPEN_AFTER_END = timedelta(days=90)
PASS_LASTS = timedelta(hours=8)
# Stands in a pass and never in a link.
DOT = "."
_SIGNER = signing.TimestampSigner(salt="projects.portal.ways", sep=DOT)


@dataclass(frozen=True)
class Way:
    """A token's page as it was entered; `back_url` leads to the organisation's, for who came from there."""

    token: Token
    text: str
    back_url: str = ""


def pass_to(token_id: UUID, *, seat_id: UUID) -> str:
    """What stands in the address in place of the link. Nothing is written down: the seat is asked."""
    return _SIGNER.sign(f"{seat_id.hex}{token_id.hex}")


def address_in(tenant: Any, text: str) -> str:
    page = reverse("portal:start", args=[text], urlconf=settings.TENANT_URLCONF)
    return address_of(tenant) + page


def way_behind(text: str, tenant: Any, *, at: datetime) -> Way | None:
    """What the address opens in this unit; a link that was closed and a pass that is over, nothing."""
    if DOT in text:
        return _passed(text, tenant, at=at)
    link = queries.link_named(operations.hash_of(text))
    return Way(link.token, text) if link else None


def _passed(text: str, tenant: Any, *, at: datetime) -> Way | None:
    """What a pass opens, if its person still sees it: the seat's own unit and number say so."""
    try:
        told = _SIGNER.unsign(text, max_age=PASS_LASTS)
    except signing.BadSignature:
        return None
    seat_id, token_id = UUID(told[:32]), UUID(told[32:])
    with tenancy.acting_as(tenancy.Role.WEB):
        seat = organisations.seat_here(seat_id, tenant)
        root = address_of(tenants.metropolis())
    seen = tokens_of(seat, at=at).select_related("made_by") if seat else Token.objects.none()
    token = seen.filter(pk=token_id).first()
    back_url = root + reverse("organisation:start", urlconf=settings.ROOT_URLCONF)
    return Way(token, text, back_url) if token else None


def tokens_of(seat: Seat, *, at: datetime) -> QuerySet[Token]:
    """What a seat shows, asked inside its unit: by the number that was typed there, and no other.

    Nothing, once the partner that let its person in is another's: its number was corrected.
    """
    number = seat.standing.number
    shown = queries.tokens_of(number, since=at - OPEN_AFTER_END)
    return shown.filter(Exists(queries.tokens_by(number).filter(pk=seat.token_id)))
