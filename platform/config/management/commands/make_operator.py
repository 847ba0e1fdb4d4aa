"""`make_operator`: lets the first person in, who can then invite everybody else."""

from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import operations as accounts
from core import tenancy
from core.errors import RuleBroken
from core.permissions import MetropolitanRole, System
from core.tenancy.hosts import address_of
from tenants import operations, queries


class Command(BaseCommand):
    """Prints a link with which the operator sets a password; nothing secret is typed here."""

    help = "Make an account with the role of platform operator, and print the link that lets it in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help='first and last name, in quotes: "Olga Wiśniewska"')

    def handle(self, *, email: str, name: str, **_: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as refusal:
            raise CommandError(f"“{email}” is not an e-mail address.") from refusal
        by = System("make_operator")
        try:
            with tenancy.acting_as(tenancy.Role.WEB):
                metropolis = queries.metropolis()
                account = accounts.create_account(email=email, display_name=name, by=by)
                operations.grant(
                    account=account, tenant=metropolis, role=MetropolitanRole.OPERATOR, by=by
                )
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        uid = urlsafe_base64_encode(force_bytes(account.pk))
        token = default_token_generator.make_token(account)
        self.stdout.write(
            f"Set a password within an hour, then sign in:\n{address_of(metropolis)}"
            f"/konto/haslo/{uid}/{token}/"
        )
