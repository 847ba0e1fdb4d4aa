"""`invite`: sends an invitation by e-mail; the way in for whoever comes first."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from core import tenancy
from core.errors import RuleBroken
from core.permissions import System
from tenants import operations, queries
from tenants.actors import ROLE_NAMES
from tenants.models import Invitation, Tenant


class Command(BaseCommand):
    """Later people are invited from the page of members; nobody can be the first one there."""

    help = "Invite the first operator of the metropolis, or the first administrator of a tenant."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="the person's own at work")
        parser.add_argument("--name", required=True, help="first and last name")
        parser.add_argument("--role", default="operator", choices=list(ROLE_NAMES))
        parser.add_argument("--tenant", help="the name of its host; the metropolis by default")

    def handle(self, *, email: str, name: str, role: str, tenant: str | None, **_: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f'"{email}" is no e-mail address. Correct --email.') from None
        with tenancy.acting_as(tenancy.Role.WEB):
            invitation = _invite(_found(tenant), email=email, name=name, role=role)
        self.stdout.write(
            f"Invited {invitation.email} to {invitation.tenant}, {invitation.get_role_display()};"
            f" the link works until {invitation.expires_at:%Y-%m-%d %H:%M} UTC."
        )


def _found(slug: str | None) -> Tenant:
    if slug is None:
        return queries.metropolis()
    found = queries.tenants().filter(schema_name=slug.replace("-", "_")).first()
    if found is None:
        raise CommandError(f'There is no tenant "{slug}". Open it first, or correct --tenant.')
    return found


def _invite(tenant: Tenant, *, email: str, name: str, role: str) -> Invitation:
    try:
        return operations.invite(
            tenant=tenant, email=email, display_name=name, role=role, by=System("Szansa")
        )
    except RuleBroken as refusal:
        raise CommandError(str(refusal)) from refusal
