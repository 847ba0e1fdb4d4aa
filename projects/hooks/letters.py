"""The letter to whoever looks after an address that stopped by itself."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import Account
from core import mail, tenancy
from core.tenancy.hosts import address_of
from projects.hooks import queries
from projects.hooks.models import Subscription
from projects.hooks.queries import Stopped

TEMPLATE = "hooks/mail/stopped"


def tell_of_stopped(tenant: tenancy.Place, *, at: datetime) -> int:
    """Once for each time it stopped; a crash between letter and note writes a second one.

    Found under the tenant's role, which knows no address of a person, and written under the web role.
    """
    with tenancy.inside(tenant):
        untold = queries.stopped_untold()
    for one in untold:
        with tenancy.inside(tenant, role=tenancy.Role.WEB), transaction.atomic():
            _write(tenant, one)
        with tenancy.inside(tenant):
            Subscription.objects.filter(pk=one.subscription_id).update(told_at=at)
    return len(untold)


def _write(tenant: tenancy.Place, stopped: Stopped) -> None:
    account = Account.objects.filter(pk=stopped.account_id, is_active=True).first()
    if account is None:
        return
    page = reverse("hooks:one", args=[stopped.subscription_id], urlconf=settings.TENANT_URLCONF)
    mail.write(
        to=account.email,
        template=TEMPLATE,
        language=account.language,
        unit=tenant,
        stopped=stopped,
        url=address_of(tenant) + page,
    )
