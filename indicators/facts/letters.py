"""The alarm: a letter to the operators of the platform when a reconciliation found something."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core import mail
from core.tenancy.hosts import address_of
from indicators.facts.models import Reconciliation
from tenants import queries as tenants

TEMPLATE = "facts/mail/differences"


@transaction.atomic
def tell_operators() -> int:
    """Write to every operator about the latest round that nobody was told of; how many letters."""
    untold = Reconciliation.objects.select_for_update().filter(told_at=None)
    found = list(untold.exclude(Q(differences={}) & Q(troubles={})).order_by("pk"))
    if not found:
        return 0
    operators = tenants.operators()
    for account in operators:
        mail.write(
            to=account.email,
            template=TEMPLATE,
            language=account.language,
            found=found[-1],
            page_url=_page_url(),
        )
    Reconciliation.objects.filter(pk__in=[row.pk for row in found]).update(told_at=timezone.now())
    return len(operators)


def _page_url() -> str:
    # The worker serves no host, so it knows no addresses until it is told whose.
    page = reverse("facts:reconciliations", urlconf=settings.ROOT_URLCONF)
    return address_of(tenants.metropolis()) + page
