"""A coordinator of the site revokes a token: `python -m tests.journeys.revoke SCHEMA TOKEN`."""

import os
import sys

import django


def main(schema: str, token_id: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Only now: its modules need the settings.
    from django.utils import timezone

    from core import tenancy
    from projects.partners import issuing
    from projects.partners.models import Token
    from tenants.models import Tenant

    with tenancy.inside(Tenant.objects.get(schema_name=schema)):
        token = Token.objects.get(pk=token_id)
        issuing.revoke_token(token=token, at=timezone.now(), by=token.made_by)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
