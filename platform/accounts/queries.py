"""What can be asked about accounts."""

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.utils.http import urlsafe_base64_decode

from accounts.models import Account


def account_of(email: str) -> Account | None:
    return Account.objects.filter(email=email.strip().lower()).first()


def active_account(email: str) -> Account | None:
    return Account.objects.filter(email=email.strip().lower(), is_active=True).first()


def account_of_reset_link(uid: str, token: str) -> Account | None:
    """The account whose link this is, or None when it is used up, too old or made up."""
    try:
        account_id = urlsafe_base64_decode(uid).decode()
        account = Account.objects.filter(pk=account_id, is_active=True).first()
    except (ValueError, ValidationError):
        return None
    return account if account and default_token_generator.check_token(account, token) else None
