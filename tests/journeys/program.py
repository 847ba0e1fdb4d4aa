"""`python -m tests.journeys.program`: a partner with a token in the site's database; prints what it may use."""

import json
import os
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Only now: its modules need the settings.
    from core import tenancy
    from core.tenancy import Role
    from tests import make
    from tests.make import partners
    from tests.make import support as making

    with tenancy.acting_as(Role.WEB):
        unit = make.tenant("somonino")
        anna = make.account("program@example.org", "Anna Lis", unit, "coordinator")
    made = partners.workshop(unit, anna)
    with tenancy.inside(unit):
        benefit = making.benefit(of=made.project, by=made.anna, provider=made.partner)
    _token, key = partners.token(made, per_minute_count=1_000_000)
    told = {
        "host": unit.host,
        "key": key,
        "service": str(benefit.pk),
        "participants": [str(one.pk) for one in made.people],
    }
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
