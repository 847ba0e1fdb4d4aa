"""How much the figures of a site do not tell yet: `python -m tests.journeys.unpublished` prints it."""

import os
import sys

import django

# Totals that were counted before something was published.
STALE = "select count(*) from live_total where as_of < (select max(published_at) from publication)"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Only now: its modules need the settings.
    from django.db import connection

    from core import tenancy
    from core.ledger.models import OutboxEntry
    from tenants.models import Tenant

    with tenancy.acting_as(tenancy.Role.OWNER), connection.cursor() as cursor:
        cursor.execute(STALE)
        count = cursor.fetchone()[0]
    for tenant in Tenant.objects.open():
        with tenancy.inside(tenant):
            count += OutboxEntry.objects.count()
    sys.stdout.write(str(count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
