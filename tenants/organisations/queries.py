"""Who of an organisation sees what, and where. Asked under the web role alone."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.models import Tenant
from tenants.organisations.models import Number, PersonInvitation, Seat, Standing
from tenants.queries import DemoPerson, memberships_of


def standing_of(number: Number, tenant: Tenant) -> Standing | None:
    found = Standing.objects.filter(tenant=tenant, kind=number.kind, text=number.text)
    return found.first()


def people_in(tenant: Tenant, number: Number) -> list[Seat]:
    """Whoever a unit's coordinator has to know of: who sees the tokens there, and who is awaited."""
    here = {"standing__tenant": tenant, "standing__kind": number.kind}
    return list(_told(Seat.objects.kept().filter(**here, standing__text=number.text)))


def people_beside(standings: Collection[UUID]) -> list[Seat]:
    """The same, of several standings."""
    return list(_told(Seat.objects.kept().filter(standing__in=standings)))


def _told(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    rows = seats.select_related("invitation", "standing__tenant")
    return rows.order_by("invitation__display_name", "standing__tenant__name", "pk")


def seats_of(account_id: UUID) -> list[Seat]:
    """What a person's invitations give now, unit by unit."""
    live = Seat.objects.live().filter(account_id=account_id)
    rows = live.select_related("standing__tenant", "standing__organisation")
    return list(rows.order_by("standing__tenant__name", "pk"))


def seat_here(seat_id: UUID, tenant: Any) -> Seat | None:
    """A seat that opens something in this unit now."""
    live = Seat.objects.live().select_related("standing")
    return live.filter(pk=seat_id, standing__tenant=tenant).first()


def managed_by(account_id: UUID) -> list[Standing]:
    """Where a person may invite and suspend others of the organisation."""
    return [seat.standing for seat in seats_of(account_id) if seat.manages]


def invitation_of(token: str, *, at: datetime) -> PersonInvitation | None:
    """The open invitation behind a link, or None when it is used up, withdrawn or too old."""
    digest = hashlib.sha256(token.encode()).digest()
    found = PersonInvitation.objects.filter(token_hash=digest, accepted_at=None)
    invitation = found.filter(expires_at__gt=at).first()
    return invitation if invitation and seats_waiting(invitation) else None


def seats_waiting(invitation: PersonInvitation) -> list[Seat]:
    rows = invitation.seats.filter(ended_at=None).select_related("standing__tenant")
    return list(rows.order_by("standing__tenant__name", "pk"))


def first_page(request: HttpRequest) -> str | None:
    """Where somebody arrives whose only business here is an organisation's."""
    user: Any = request.user
    tenant: Any = request.tenant  # type: ignore[attr-defined]
    if not tenant.is_metropolis or memberships_of(user).filter(tenant=tenant).exists():
        return None
    seen = Seat.objects.live().filter(account=user).exists()
    return reverse("organisation:start") if seen else None


def demo_people(tenant: Tenant) -> list[DemoPerson]:
    """The demonstration's people of organisations, who come in by the metropolis's host."""
    if not tenant.is_metropolis:
        return []
    managing = Seat.objects.live().filter(account__is_demo=True, manages=True)
    rows = managing.select_related("account", "standing").order_by("-started_at", "-pk")
    return list({seat.account_id: _demo_person(seat) for seat in rows}.values())


def _demo_person(seat: Seat) -> DemoPerson:
    account: Any = seat.account
    words = _("person of an organisation: %(name)s") % {"name": seat.standing.name}
    return DemoPerson(account.pk, account.display_name, words)
