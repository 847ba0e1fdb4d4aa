"""The letter of the month: what changed in the programme, trouble first, from released figures alone."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Account
from core import mail, tenancy
from core.days import next_working_day
from core.permissions import Permission, can
from core.tenancy.hosts import address_of
from dashboards.metropolis import queries as released
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import WHOLE_TIME, Pair
from dashboards.watching import due, queries
from dashboards.watching.models import MonthlyLetter, Warned
from tenants import queries as tenants
from tenants.models import Tenant
from ui import formats

TEMPLATE = "watching/mail/month"
MOST_LINES = 10
# A change of fewer people than this is not told as a number.
SMALLEST_CHANGE = 5
TOLD: dict[str, Promise] = {
    RISK: gettext_lazy("People supported"),
    DISABLED: gettext_lazy("of them with disabilities"),
    EMPLOYED: gettext_lazy("People in work afterwards"),
}


@dataclass(frozen=True)
class Line:
    """A sentence and where it leads."""

    text: str
    url: str = ""


def is_due(on: date) -> bool:
    """Whether it is the first working day of a month, or one on which the clock catches up."""
    first = on.replace(day=1)
    return on >= next_working_day(first - timedelta(days=1))


def write_letters(*, on: date) -> int:
    """Write one letter for the month to each who wants it; running twice writes nothing more."""
    month = on.replace(day=1)
    with tenancy.acting_as(tenancy.Role.WEB):
        metropolis = tenants.metropolis()
        accounts = list(_waiting(month, metropolis))
    contents = {}
    for language in {account.language for account in accounts}:
        with tenancy.acting_as(tenancy.Role.METROPOLIS), translation.override(language):
            contents[language] = content(on=on, address=address_of(metropolis))
    with tenancy.acting_as(tenancy.Role.WEB):
        return sum(_write(each, contents[each.language], month=month) for each in accounts)


def _waiting(month: date, metropolis: Tenant) -> Any:
    """Whoever wants it, has not had it for this month and still sees the metropolis."""
    for wish in MonthlyLetter.objects.filter(_unwritten(month)).select_related("account"):
        steward = tenants.steward(wish.account, metropolis) if wish.account.is_active else None
        if steward is not None and can(steward, Permission.SEE_METROPOLIS):
            yield wish.account


def _unwritten(month: date) -> Q:
    return Q(written_for=None) | Q(written_for__lt=month)


@transaction.atomic
def _write(account: Account, told: dict[str, Any], *, month: date) -> bool:
    mine = MonthlyLetter.objects.filter(_unwritten(month), account=account)
    if not mine.update(written_for=month):
        return False
    language = account.language
    mail.write(to=account.email, template=TEMPLATE, language=language, with_html=True, **told)
    return True


def content(*, on: date, address: str) -> dict[str, Any]:
    """What the letter says in the language in force; runs under the metropolis's role."""
    month = on.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    warnings = queries.warnings()
    ahead = due.entries(since=on, until=on + timedelta(days=31))
    return {
        "month": formats.month_name(before),
        "trouble": [
            Line(f"{one.title}: {one.text} {one.step}", address + one.url)
            for one in warnings[:MOST_LINES]
        ],
        "trouble_count": len(warnings),
        "new_count": sum(one.since >= before for one in warnings),
        "ended_count": Warned.objects.filter(ended_on__gte=before).count(),
        "figures": list(_figures(before)),
        "ahead": [
            Line(f"{formats.day(one.day)} – {one.title}: {one.name}", address + one.url)
            for one in ahead[:MOST_LINES]
        ],
        "ahead_count": len(ahead),
        "dashboard_url": address + reverse("metropolis:dashboard"),
        "warnings_url": address + reverse("watching:warnings"),
        "calendar_url": address + reverse("watching:calendar"),
        "settings_url": address + reverse("watching:views"),
    }


def _figures(since: date) -> Any:
    """Each main figure as released, with what it was when the month began."""
    latest = released.latest_release()
    earlier = Release.objects.filter(released_at__date__lte=since).order_by("-pk").first()
    now = released.by_unit(latest, WHOLE_TIME)
    then = released.by_unit(earlier, WHOLE_TIME) if earlier else {}
    for code, name in TOLD.items():
        people = now.get(("", code), released.nobody(latest)).people
        before = then.get(("", code), Pair()).people if earlier else None
        yield f"{name}: {formats.words(people)}{_change(people, before)}"


def _change(now: int | str, before: int | str | None) -> str:
    if not isinstance(now, int) or not isinstance(before, int):
        return ""
    if now == before:
        return _(" (as many as when the month began)")
    if abs(now - before) < SMALLEST_CHANGE:
        return _(" (about as many as when the month began)")
    return _(" (%(change)s since the month began)") % {"change": formats.signed(now - before)}
