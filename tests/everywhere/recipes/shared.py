"""Recipes of what no tenant owns: accounts, tenants, territory, definitions."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone

from core import tenancy
from indicators.definitions.models import Definition, Version
from tenants import operations as tenants
from tenants.models import Invitation, Tenant
from territory.boundaries.operations import Source
from territory.rules import DegreeRow
from tests import make
from tests.everywhere.recipes.recipe import recipe
from tests.make import borders

PASSWORD = "a long sentence only Anna says"  # noqa: S105 - nobody's


def _somebody() -> Any:
    return make.account("jan@example.org", "Jan Hinc")


def _alfa() -> Tenant:
    return make.tenant("alfa")


def _member_of_alfa() -> Any:
    account = _somebody()
    return account, tenants.grant(account=account, tenant=_alfa(), role="viewer", by=make.BY)


@recipe("accounts.operations.create_account")
def create_account() -> dict[str, Any]:
    return {"email": "New@example.org", "display_name": "Nowa Osoba", "by": make.BY}


@recipe("accounts.operations.set_password")
def set_password() -> dict[str, Any]:
    return {"account": _somebody(), "password": PASSWORD, "by": make.BY}


@recipe("accounts.operations.choose_language")
def choose_language() -> dict[str, Any]:
    return {"account": _somebody(), "language": "en", "by": make.BY}


@recipe("accounts.operations.send_password_reset")
def send_password_reset() -> dict[str, Any]:
    return {"account": _somebody(), "address": "http://alfa.localhost", "by": make.BY}


@recipe("tenants.operations.opening.found_programme", role=tenancy.Role.OWNER)
def found_programme() -> dict[str, Any]:
    # The shared schema has its metropolis already: the second one is founded after the first left.
    Tenant.objects.filter(schema_name="public").update(schema_name="former", kind="NGO")
    make.tenant("former").domains.update(domain="former.localhost")
    return {
        "code": "NEW",
        "name": "Program",
        "starts_on": date(2020, 1, 1),
        "metropolis_name": "Metropolia",
        "by": make.BY,
    }


@recipe("tenants.operations.opening.ask_to_open")
def ask_to_open() -> dict[str, Any]:
    return {
        "slug": "gamma",
        "name": "Gmina Gamma",
        "short_name": "Gamma",
        "kind": "GMINA",
        "unit_code": "2205",
        "teryt_code": "2205032",
        "administrator_email": "ada@example.org",
        "administrator_name": "Ada Formela",
        "by": make.BY,
    }


@recipe("tenants.operations.opening.declare_open")
def declare_open() -> dict[str, Any]:
    tenants.ask_to_open(**ask_to_open())
    return {"tenant": make.tenant("gamma"), "by": make.BY}


@recipe("tenants.operations.memberships.grant")
def grant() -> dict[str, Any]:
    return {"account": _somebody(), "tenant": _alfa(), "role": "viewer", "by": make.BY}


@recipe("tenants.operations.memberships.end_membership")
def end_membership() -> dict[str, Any]:
    return {"membership": _member_of_alfa()[1], "by": make.BY}


@recipe("tenants.operations.memberships.leave")
def leave_tenant() -> dict[str, Any]:
    account, _membership = _member_of_alfa()
    return {"account": account, "tenant": _alfa(), "by": account}


@recipe("tenants.operations.matching.leave_matching")
def leave_matching() -> dict[str, Any]:
    return {"tenant": _alfa(), "reason": "uchwała", "by": make.BY}


@recipe("tenants.operations.matching.join_matching")
def join_matching() -> dict[str, Any]:
    return {"tenant": tenants.leave_matching(**leave_matching()), "reason": "aneks", "by": make.BY}


@recipe("tenants.operations.invitations.invite")
def invite() -> dict[str, Any]:
    return {
        "tenant": _alfa(),
        "email": "ewa@example.org",
        "display_name": "Ewa Czaja",
        "role": "viewer",
        "by": make.BY,
    }


def _invitation() -> Invitation:
    return tenants.invite(**invite())


@recipe("tenants.operations.invitations.withdraw_invitation")
def withdraw_invitation() -> dict[str, Any]:
    return {"invitation": _invitation(), "by": make.BY}


@recipe("tenants.operations.invitations.accept_invitation")
def accept_invitation() -> dict[str, Any]:
    return {
        "invitation": _invitation(),
        "display_name": "Ewa Czaja",
        "password": PASSWORD,
        "by": make.BY,
    }


@recipe("territory.operations.load_units", role=tenancy.Role.OWNER)
def load_units() -> dict[str, Any]:
    return {"by": make.BY}


@recipe("territory.operations.load_degurba", role=tenancy.Role.OWNER)
def load_degurba() -> dict[str, Any]:
    return {
        "rows": [DegreeRow(line=2, code="2205023", degree="2")],
        "source": "invented list",
        "valid_from": date(2024, 1, 1),
        "by": make.BY,
    }


@recipe("territory.boundaries.operations.load_boundaries", role=tenancy.Role.OWNER)
def load_boundaries() -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        prepared = borders.prepared(Path(folder))
    return {
        "prepared": prepared,
        "source": Source("invented borders", "nobody's"),
        "valid_from": date(2024, 1, 1),
        "at": timezone.now(),
        "by": make.BY,
    }


@recipe("indicators.definitions.operations.load_standard", role=tenancy.Role.OWNER)
def load_standard() -> dict[str, Any]:
    # One of them is missing and another has an old name: the rest stay as they are.
    Version.objects.filter(definition="EMPLOYED_AFTER").delete()
    Definition.objects.filter(pk="EMPLOYED_AFTER").delete()
    Definition.objects.filter(pk="PEOPLE_AT_RISK").update(name_pl="osoby")
    return {"by": make.BY}
