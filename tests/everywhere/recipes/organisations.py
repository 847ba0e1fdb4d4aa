"""Recipes of organisations and their people."""

from typing import Any

from django.utils import timezone

from accounts.models import Account
from core.ids import new_id
from tenants.organisations import operations
from tenants.organisations.models import Number, NumberKind, PersonInvitation, Seat
from tests import make
from tests.everywhere.recipes.recipe import recipe
from tests.make import organisations

ORGANISATIONS = "tenants.organisations.operations"
ZOFIA, JAN = "zofia@most.example.org", "jan@most.example.org"


def _named() -> dict[str, Any]:
    number = Number(NumberKind.NIP, organisations.NIP)
    return {"tenant": make.tenant("alfa"), "number": number, "name": "Fundacja Most"}


@recipe(f"{ORGANISATIONS}.note_organisation")
def note_organisation() -> dict[str, Any]:
    return {**_named(), "by": make.BY}


@recipe(f"{ORGANISATIONS}.invite_person")
def invite_person() -> dict[str, Any]:
    who = {"email": ZOFIA, "display_name": "Zofia Klejna", "manages": True}
    return {**_named(), **who, "token_id": new_id(), "at": timezone.now(), "by": make.BY}


def _zofia() -> Account:
    return organisations.accepted(operations.invite_person(**invite_person()))


@recipe(f"{ORGANISATIONS}.invite_colleague")
def invite_colleague() -> dict[str, Any]:
    zofia = _zofia()
    who = {"email": JAN, "display_name": "Jan Hinc", "manages": False}
    standings = [Seat.objects.get(account=zofia).standing]
    by = organisations.acting(zofia)
    return {**who, "standings": standings, "at": timezone.now(), "by": by}


def _invitation_of_jan() -> tuple[PersonInvitation, Any]:
    facts = invite_colleague()
    return operations.invite_colleague(**facts), facts["by"]


@recipe(f"{ORGANISATIONS}.accept_invitation")
def accept_invitation() -> dict[str, Any]:
    return {
        "invitation": operations.invite_person(**invite_person()),
        "display_name": "Zofia Klejna",
        "password": organisations.PASSWORD,
        "at": timezone.now(),
        "by": make.BY,
    }


@recipe(f"{ORGANISATIONS}.withdraw_seat")
def withdraw_seat() -> dict[str, Any]:
    _jan, _by = _invitation_of_jan()
    seat = Seat.objects.get(account__email=ZOFIA)
    return {"seat": seat, "at": timezone.now(), "by": make.BY}


@recipe(f"{ORGANISATIONS}.suspend_person")
def suspend_person() -> dict[str, Any]:
    invitation, by = _invitation_of_jan()
    organisations.accepted(invitation)
    return {"seat": Seat.objects.get(account__email=JAN), "at": timezone.now(), "by": by}


@recipe(f"{ORGANISATIONS}.resume_person")
def resume_person() -> dict[str, Any]:
    facts = suspend_person()
    operations.suspend_person(**facts)
    return {"seat": facts["seat"], "by": facts["by"]}
