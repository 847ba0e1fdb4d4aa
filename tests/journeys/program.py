"""A partner with a token in the site's database: `python -m tests.journeys.program NAME [ADDRESS]` prints what it may use.

At the address it is told of changes, where there is one.
"""

import json
import os
import sys
from typing import Any

import django


def main(name: str, address: str = "") -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Only now: its modules need the settings.
    from core import tenancy
    from core.tenancy import Role
    from tests import make
    from tests.make import partners

    with tenancy.acting_as(Role.WEB):
        unit = make.tenant("somonino")
        anna = make.account(f"{name}@example.org", "Anna Lis", unit, "coordinator")
    made = partners.workshop(unit, anna, name=f"Fundacja {name}")
    with tenancy.inside(unit):
        things = _things(made)
    token, key = partners.token(made, per_minute_count=1_000_000)
    with tenancy.inside(unit):
        link = _link(token, made.anna)
        secret = _listening(token, address, made.anna) if address else ""
    told = {
        "host": unit.host,
        "schema": unit.schema_name,
        "token": str(token.pk),
        "key": key,
        "link": link,
        "secret": secret,
        "session": str(made.session.pk),
        "participants": [str(one.pk) for one in made.people],
        **things,
    }
    sys.stdout.write(json.dumps(told))
    return 0


def _things(made: Any) -> dict[str, str]:
    """What each of the usual jobs is about: a ticket, a course, and somebody who has left."""
    from tests.make import partners
    from tests.make import support as making

    facts = {"of": made.project, "by": made.anna, "provider": made.partner}
    course, ticket = making.course(**facts), making.benefit(**facts)
    gone = partners.somebody_who_left(made)
    return {"service": str(ticket.pk), "course": str(course.pk), "who_left": str(gone.pk)}


def _link(token: Any, by: Any) -> str:
    from django.utils import timezone

    from projects.partners import operations

    return operations.make_portal_link(token=token, at=timezone.now(), by=by)


def _listening(token: Any, address: str, by: Any) -> str:
    """The secret of its address."""
    from tests.make import hooks

    kinds = ("attendance", "support")
    return hooks.secret_of(hooks.subscription(token, by=by, address=address, kinds=kinds))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
