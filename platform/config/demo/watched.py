"""What the metropolis does with its warnings: units asked, views saved, the month's letter wanted."""

from datetime import date

from accounts.models import Account
from config.demo import settled
from core import tenancy
from core.days import add_months
from core.permissions import Actor
from dashboards.watching import carrying, noting, operations, queries
from dashboards.watching.models import Warned
from dashboards.watching.rules import ASKABLE
from indicators.programme_periods import operations as programme
from tenants import queries as tenants
from tenants.actors import Steward
from tenants.models import Tenant

COORDINATOR = "Aleksandra Nowicka"
# Name, address, whether others of the metropolis see it.
VIEWS = (
    ("Powiat kartuski od początku", "/?powiat=2205", True),
    ("Rok {year}", "/?okres={year}", False),
    ("Kłopoty powiatu kartuskiego", "/ostrzezenia/?powiat=2205", False),
)
# How many units are asked at once.
MOST_ASKED = 3


def watch(opened: dict[str, Tenant], *, today: date) -> int:
    """Judge the day's figures, ask units, save views; returns how many warnings stand.

    One of the units does at once what it was asked for.
    """
    noting.renew(on=today)
    with tenancy.acting_as(tenancy.Role.WEB):
        account, by = coordinator()
        _name_a_period(today=today, by=by)
        _save_views(account, today=today, by=by)
        _ask(today=today, by=by)
    carrying.carry(on=today)
    settled.answer(opened, today=today)
    carrying.carry(on=today)
    noting.renew(on=today)
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        return len(queries.warnings())


def coordinator() -> tuple[Account, Actor]:
    account = Account.objects.get(display_name=COORDINATOR)
    metropolis = tenants.metropolis()
    grants = tenants.grants_of(account.pk, metropolis)
    return account, Steward(account.pk, metropolis.pk, account.display_name, grants)


def _name_a_period(*, today: date, by: Actor) -> None:
    """The last quarter that is over is closed by itself, soon."""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    ends_on = date.fromordinal(first.toordinal() - 1)
    name = f"{(ends_on.month + 2) // 3}. kwartał {ends_on.year}"
    close_by = add_months(today, 1)
    programme.name_period(name=name, ends_on=ends_on, close_by=close_by, by=by)


def _save_views(account: Account, *, today: date, by: Actor) -> None:
    for name, address, is_shared in VIEWS:
        year = today.year - 1
        operations.save_view(
            account=account,
            name=name.format(year=year),
            address=address.format(year=year),
            is_shared=is_shared,
            by=by,
        )
    operations.want_letter(account=account, wanted=True, on=today, by=by)


def _ask(*, today: date, by: Actor) -> None:
    askable = Warned.objects.filter(ended_on=None, kind__in=ASKABLE).order_by("position")
    for warned in list(askable)[:MOST_ASKED]:
        operations.ask_unit(warned=warned, on=today, by=by)
