"""People of a partner's organisation, from a token's page: allowed in the unit, invited outside of it.

As with keys, the two transactions cannot be one. A crash between them leaves a line in the trail and
nobody invited, or somebody withdrawn twice over.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from core import tenancy
from core.ledger.models import Member
from projects.partners import operations, queries
from projects.partners.models import Token
from projects.partners.parts import partner_name
from tenants.models import Tenant
from tenants.organisations import operations as organisations
from tenants.organisations import queries as seats
from tenants.organisations.models import Seat


def people_of(token: Token) -> list[Seat]:
    """Who sees this partner's tokens in the unit, and who is awaited."""
    number = queries.number_of(token)
    if number is None:
        return []
    place = _here()
    with tenancy.acting_as(tenancy.Role.WEB):
        return seats.people_in(place, number)


def invite(
    *, token: Token, email: str, display_name: str, manages: bool, at: datetime, by: Member
) -> None:
    """The letter goes out whoever it is for; whether they are known elsewhere, nobody here learns."""
    number = queries.number_of(token)
    if number is None:
        raise Http404
    _refuse_whoever_sees(token, email, by=by)
    operations.let_a_person_in(token=token, at=at, by=by)
    name, place = partner_name(token), _here()
    with tenancy.acting_as(tenancy.Role.WEB):
        organisations.invite_person(
            tenant=place,
            number=number,
            name=name,
            token_id=token.pk,
            email=email,
            display_name=display_name,
            manages=manages,
            at=at,
            by=by,
        )


def withdraw(*, token: Token, seat_id: UUID, at: datetime, by: Member) -> Seat:
    """What they have open is closed with their next click."""
    seat = next((one for one in people_of(token) if one.pk == seat_id), None)
    if seat is None:
        raise Http404
    operations.shut_a_person_out(token=token, by=by)
    with tenancy.acting_as(tenancy.Role.WEB):
        organisations.withdraw_seat(seat=seat, at=at, by=by)
    return seat


def _refuse_whoever_sees(token: Token, email: str, *, by: Member) -> None:
    """Before anything is allowed: the trail would tell of somebody let in who was not.

    Whoever may not invite learns nothing here: they are refused right after it.
    """
    wanted = email.strip().lower()
    known = {seat.invitation.email for seat in people_of(token)}
    if wanted in known and queries.may_let_people_in(by, token):
        raise organisations.SeesAlready(email=wanted)


def _here() -> Tenant:
    place: Any = tenancy.current()
    return place
