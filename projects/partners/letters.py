"""What whoever answers for a token is told by letter: that it ends soon, or that nobody uses it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from accounts.models import Account
from core import mail, tenancy
from core.days import warsaw_day
from core.permissions import System
from core.tenancy.hosts import address_of
from projects.partners import operations, queries, rules, usage
from projects.partners.models import Token, TokenLetter
from ui import formats

TEMPLATE = "partners/mail/"
BY = System("clock")


@dataclass(frozen=True)
class Letter:
    """One thing to tell about a token, and to whom: accounts, for the unit knows no addresses."""

    token: Token
    matter: TokenLetter.Matter
    day: date
    readers: tuple[UUID, ...]


def look_after(tenant: tenancy.Place, *, at: datetime) -> int:
    """Suspend what nobody has used for 90 days and write what is due; tell how many letters.

    Running twice on one day writes nothing the second time.
    """
    with tenancy.inside(tenant):
        due = [*_put_to_rest(at), *_reminders(at)]
    with tenancy.inside(tenant, role=tenancy.Role.WEB):
        return sum(_write(tenant, letter, at=at) for letter in due)


def _put_to_rest(at: datetime) -> Iterator[Letter]:
    """Also those of an earlier day whose letter a crash prevented: suspended and still idle."""
    tokens = queries.open_tokens(at)
    use = usage.use_of([token.pk for token in tokens], at=at)
    for token in tokens:
        used_at = max(filter(None, (use[token.pk].last_used_at, token.woken_at, token.made_at)))
        if rules.is_idle(used_on=warsaw_day(used_at), on=warsaw_day(at)):
            operations.suspend_idle_token(token=token, at=at, by=BY)
    for token in queries.idle_tokens(at):
        day = warsaw_day(token.suspended_at)  # type: ignore[arg-type]
        yield from _unwritten(token, TokenLetter.Matter.IDLE, day)


def _reminders(at: datetime) -> Iterator[Letter]:
    for token in queries.open_tokens(at):
        ends_on = warsaw_day(token.ends_at)
        days = rules.reminder_due(
            made_on=warsaw_day(token.made_at), ends_on=ends_on, on=warsaw_day(at)
        )
        if days is not None:
            yield from _unwritten(token, TokenLetter.Matter(f"ends-{days}"), ends_on)


def _unwritten(token: Token, matter: TokenLetter.Matter, day: date) -> Iterator[Letter]:
    if not token.letters.filter(matter=matter, day=day).exists():
        readers = tuple(member.account_id for member in queries.who_may_change(token))
        yield Letter(token, matter, day, readers)


@transaction.atomic
def _write(tenant: tenancy.Place, letter: Letter, *, at: datetime) -> bool:
    facts = {"token_id": letter.token.pk, "matter": letter.matter, "day": letter.day}
    row = TokenLetter(**facts, written_at=at)
    if TokenLetter.objects.filter(**facts).exists():
        return False
    row.save(force_insert=True)
    for account in Account.objects.filter(pk__in=letter.readers, is_active=True):
        _send(tenant, letter, account)
    return True


def _send(tenant: tenancy.Place, letter: Letter, account: Account) -> None:
    page = reverse("partners:token", args=[letter.token.pk], urlconf=settings.TENANT_URLCONF)
    name = "idle" if letter.matter == TokenLetter.Matter.IDLE else "ends"
    with translation.override(account.language):
        mail.write(
            to=account.email,
            template=f"{TEMPLATE}{name}",
            language=account.language,
            unit=tenant,
            token=letter.token.name,
            day=formats.day(letter.day),
            page_url=address_of(tenant) + page,
        )
