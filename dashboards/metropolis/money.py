"""The European money of the projects, and how much of it anybody outside could have read of."""

from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.translation import ngettext

from dashboards.metropolis import queries
from ui import formats

# Of these a demonstration made the amount up: nobody published it.
MADE_UP = Q(invented__contains=["eu_amount"])


def made_up(unit_code: str = "") -> str:
    """How much of the money was published, where a demonstration adds to it; else nothing.

    Public pages tell that much, so the two sums must not pass for one another.
    """
    known = queries.projects(unit_code).order_by().filter(eu_amount__isnull=False)
    found = known.aggregate(
        made_up_count=Count("pk", filter=MADE_UP),
        published_count=Count("pk", filter=~MADE_UP),
        amount=Sum("eu_amount", filter=~MADE_UP, default=Decimal(0)),
    )
    if not found["made_up_count"]:
        return ""
    text = ngettext(
        "of which published: %(amount)s for %(n)s project; the rest is made up for the demonstration",
        "of which published: %(amount)s for %(n)s projects; the rest is made up for the demonstration",
        found["published_count"],
    )
    amount = formats.money_millions(found["amount"])
    return text % {"amount": amount, "n": formats.number(found["published_count"])}
