"""An organisation is noted, its people are invited, accept, are withdrawn, suspended and resumed.

Whoever calls on behalf of a unit has allowed it inside the unit. Of an organisation's own people each
is asked here: nobody gives away, or takes, what they do not manage themselves.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import queries as accounts
from accounts.models import Account
from accounts.operations import account_of_letter
from core import audit, mail
from core.errors import NotAllowed, RuleBroken
from core.operation import operation
from core.permissions import Actor
from core.tenancy.hosts import address_of
from tenants import queries as tenants
from tenants.actors import Steward
from tenants.models import Tenant
from tenants.operations.invitations import INVITATION_LASTS, LinkUsedUp
from tenants.organisations import queries
from tenants.organisations.models import (
    Number,
    Organisation,
    PersonInvitation,
    Seat,
    Standing,
)


class SeesAlready(RuleBroken):
    message = _("%(email)s was invited here already. Withdraw that first, or invite somebody else.")
    field = "email"


class NowhereToInvite(RuleBroken):
    message = _("Choose at least one unit.")
    field = "standings"


class OwnSeat(RuleBroken):
    message = _("Nobody suspends themselves. Ask another person of the organisation.")


@operation()
def note_organisation(*, tenant: Tenant, number: Number, name: str, by: Actor) -> Standing:
    """Find the organisation of this number or make it, and note that this unit names it so.

    The unit learns nothing by it: an organisation that others know is answered like a new one.
    """
    known = queries.standing_of(number, tenant)
    if known is not None:
        return known
    standing = _stood(tenant, number, name)
    audit.record("noted an organisation", standing, by=by, tenant_id=tenant.pk)
    return standing


@operation()
def invite_person(
    *,
    tenant: Tenant,
    number: Number,
    name: str,
    token_id: UUID,
    email: str,
    display_name: str,
    manages: bool,
    at: datetime,
    by: Actor,
) -> PersonInvitation:
    """A unit lets somebody of a partner see its tokens there; `name` is the partner's in the unit."""
    standing = _stood(tenant, number, name)
    made = _invite({standing: token_id}, email, display_name, manages=manages, at=at, by=by)
    audit.record("invited a person of an organisation", made, by=by, tenant_id=tenant.pk)
    return made


@operation()
def invite_colleague(
    *,
    standings: Collection[Standing],
    email: str,
    display_name: str,
    manages: bool,
    at: datetime,
    by: Steward,
) -> PersonInvitation:
    """Somebody of the organisation lets another see what they manage themselves."""
    if not standings:
        raise NowhereToInvite
    _require_managing({standing.pk for standing in standings}, by=by)
    own = {seat.standing_id: seat.token_id for seat in queries.seats_of(by.account_id)}
    let_in_by = {standing: own[standing.pk] for standing in standings}
    made = _invite(let_in_by, email, display_name, manages=manages, at=at, by=by)
    audit.record("invited a colleague", made, by=by)
    return made


@operation()
def accept_invitation(
    *,
    invitation: PersonInvitation,
    display_name: str,
    password: str | None,
    at: datetime,
    by: Actor,
) -> Account:
    """Turn the link into an account, or use the one of that e-mail; its seats open from now on."""
    locked = PersonInvitation.objects.select_for_update().get(pk=invitation.pk)
    seats = queries.seats_waiting(locked)
    if locked.accepted_at is not None or locked.expires_at <= at or not seats:
        raise LinkUsedUp
    account = account_of_letter(
        email=locked.email, display_name=display_name, password=password, by=by
    )
    for seat in seats:
        seat.account, seat.started_at = account, at
        seat.save(update_fields=["account", "started_at"])
    locked.accepted_at = at
    locked.save(update_fields=["accepted_at"])
    arrived = tenants.guest(account, tenants.metropolis())
    audit.record("accepted an invitation of an organisation", locked, by=arrived)
    return account


@operation()
def withdraw_seat(*, seat: Seat, at: datetime, by: Actor) -> None:
    """A unit no longer lets somebody see the partner's tokens there, nor those they asked in."""
    locked = _locked(seat)
    locked.ended_at = at
    locked.save(update_fields=["ended_at"])
    if locked.account_id is not None:
        _end_those_asked_in([locked.standing_id], locked.account_id, at)
    tenant_id = locked.standing.tenant_id
    audit.record("withdrew a person of an organisation", locked, by=by, tenant_id=tenant_id)


@operation()
def suspend_person(*, seat: Seat, at: datetime, by: Steward) -> None:
    """The organisation itself stops somebody of its own, wherever whoever asks manages.

    Whom they asked in there and who has not come yet comes no more, resumed or not.
    """
    where = _set_suspended(seat, at, by=by)
    if seat.account_id is not None:
        _end_those_asked_in(where, seat.account_id, at)
    audit.record("suspended a person of an organisation", seat, by=by)


@operation()
def resume_person(*, seat: Seat, by: Steward) -> None:
    _set_suspended(seat, None, by=by)
    audit.record("resumed a person of an organisation", seat, by=by)


def _stood(tenant: Tenant, number: Number, name: str) -> Standing:
    """The standing of this number in the unit, under the name that the unit has for it now."""
    organisation = _organisation_of(number)
    standing, _made = Standing.objects.update_or_create(
        tenant=tenant,
        kind=number.kind,
        text=number.text,
        defaults={"organisation": organisation, "name": name},
    )
    return standing


def _organisation_of(number: Number) -> Organisation:
    """The one of this number, found by the KRS beside it, or new; it learns a number that nobody has."""
    named: dict[str, Any] = {number.kind.lower(): number.text}
    found = Organisation.objects.filter(**named).first()
    beside = Organisation.objects.filter(krs=number.beside).first() if number.beside else None
    if found is None and beside is not None and not beside.nip and _learned(beside, **named):
        return beside
    if found is None:
        found, _made = Organisation.objects.get_or_create(**named)
    if number.beside and beside is None and not found.krs:
        _learned(found, krs=number.beside)
    return found


def _learned(organisation: Organisation, **number: str) -> bool:
    """Note another number of it; only a hint, so one that somebody took meanwhile is let go."""
    try:
        with transaction.atomic():
            Organisation.objects.filter(pk=organisation.pk).update(**number)
    except IntegrityError:
        return False
    return True


def _invite(
    let_in_by: Mapping[Standing, UUID],
    email: str,
    display_name: str,
    *,
    manages: bool,
    at: datetime,
    by: Actor,
) -> PersonInvitation:
    """With the token by which each unit lets them in."""
    email = email.strip().lower()
    _refuse_twice(let_in_by, email)
    token = secrets.token_urlsafe(32)
    invitation = PersonInvitation.objects.create(
        email=email,
        display_name=display_name,
        token_hash=hashlib.sha256(token.encode()).digest(),
        invited_by_id=getattr(by, "account_id", None),
        invited_by_name=by.display_name,
        expires_at=at + INVITATION_LASTS,
    )
    for standing, token_id in let_in_by.items():
        Seat.objects.create(
            standing=standing, token_id=token_id, invitation=invitation, manages=manages
        )
    _write_letter(invitation, let_in_by, token)
    return invitation


def _refuse_twice(standings: Iterable[Standing], email: str) -> None:
    ids = [standing.pk for standing in standings]
    # Two who invite the same person at once take turns.
    list(Standing.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    if Seat.objects.kept().filter(standing__in=ids, invitation__email=email).exists():
        raise SeesAlready(email=email)


def _write_letter(invitation: PersonInvitation, standings: Iterable[Standing], token: str) -> None:
    known = accounts.account_of(invitation.email)
    address = address_of(tenants.metropolis())
    mail.write(
        to=invitation.email,
        template="organisations/mail/invitation",
        language=known.language if known else settings.LANGUAGE_CODE,
        inviter=invitation.invited_by_name,
        places=[(one.name, one.tenant.name) for one in standings],
        link=f"{address}/organizacja/zaproszenie/{token}/",
    )


def _require_managing(standings: Collection[object], *, by: Steward) -> None:
    if not set(standings) <= {standing.pk for standing in queries.managed_by(by.account_id)}:
        raise NotAllowed


def _locked(seat: Seat) -> Seat:
    return Seat.objects.select_for_update(of=("self",)).select_related("standing").get(pk=seat.pk)


def _end_those_asked_in(standings: Collection[UUID], account_id: UUID, at: datetime) -> None:
    """Whoever goes leaves no door open behind them."""
    asked_in = Seat.objects.filter(standing__in=standings, started_at=None, ended_at=None)
    asked_in.filter(invitation__invited_by_id=account_id).update(ended_at=at)


def _set_suspended(seat: Seat, at: datetime | None, *, by: Steward) -> list[UUID]:
    """Stop or resume them wherever whoever asks manages; the standings of that."""
    _require_managing({seat.standing_id}, by=by)
    if seat.account_id == by.account_id:
        raise OwnSeat
    whose = {"account_id": seat.account_id} if seat.account_id else {"pk": seat.pk}
    managed = [standing.pk for standing in queries.managed_by(by.account_id)]
    Seat.objects.filter(standing__in=managed, ended_at=None, **whose).update(suspended_at=at)
    return managed
