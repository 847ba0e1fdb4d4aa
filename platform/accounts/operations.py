"""Changes of accounts: made, given a password, told the way back in."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from core import audit, mail
from core.errors import NotAllowed, RuleBroken
from core.operation import operation
from core.permissions import Actor


class EmailTaken(RuleBroken):
    message = _("There already is an account with this e-mail. Sign in with it instead.")
    field = "email"


@operation()
def create_account(
    *,
    email: str,
    display_name: str,
    by: Actor,
    password: str | None = None,
    language: str = settings.LANGUAGE_CODE,
    is_demo: bool = False,
) -> Account:
    """Make an account that may sign in and may do nothing yet."""
    email = email.strip().lower()
    if Account.objects.filter(email=email).exists():
        raise EmailTaken
    account = Account(email=email, display_name=display_name, language=language, is_demo=is_demo)
    account.set_password(password)
    account.save()
    audit.record("created an account", account, by=by)
    return account


def account_of_letter(*, email: str, display_name: str, password: str | None, by: Actor) -> Account:
    """The account of whoever opened a letter's link; whoever calls this has checked the link.

    Somebody with an account already must be signed in with it.
    """
    account = Account.objects.filter(email=email).first()
    if account is None:
        account = Account(email=email, display_name=display_name)
        account.set_password(password)
        account.save()
    elif getattr(by, "account_id", None) != account.pk:
        raise NotAllowed
    return account


@operation()
def set_password(*, account: Account, password: str, by: Actor) -> None:
    account.set_password(password)
    account.save(update_fields=["password"])
    audit.record("set a password", account, by=by, fields=["password"])


@operation()
def choose_language(*, account: Account, language: str, by: Actor) -> None:
    account.language = language
    account.save(update_fields=["language"])
    audit.record("chose a language", account, by=by, fields=["language"])


@operation()
def send_password_reset(*, account: Account, address: str, by: Actor) -> None:
    """Send a link that works once and for an hour; `address` is the host's own root."""
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    token = default_token_generator.make_token(account)
    mail.write(
        to=account.email,
        template="accounts/mail/password_reset",
        language=account.language,
        link=f"{address}/konto/haslo/{uid}/{token}/",
    )
    audit.record("asked for a new password", account, by=by)
