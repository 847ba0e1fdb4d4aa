"""`python -m tests.journeys.program NAME`: a partner with a token in the site's database; prints what it may use."""

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django


def main(name: str) -> int:
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
    told = {
        "host": unit.host,
        "schema": unit.schema_name,
        "key": key,
        "link": link,
        "session": str(made.session.pk),
        "participants": [str(one.pk) for one in made.people],
        **things,
    }
    sys.stdout.write(json.dumps(told))
    return 0


def _things(made: Any) -> dict[str, str]:
    """What each of the usual jobs is about: a ticket, a course, and somebody who has left."""
    from tests import make
    from tests.make import support as making

    facts = {"of": made.project, "by": made.anna, "provider": made.partner}
    course, ticket = making.course(**facts), making.benefit(**facts)
    # After the others, so that the sheet begins with somebody who is still there.
    gone = make.participation(of=made.project, by=made.anna, family_name="Lis99", pesel=None)
    making.join(made.group, gone, by=made.anna)
    _leave(gone, by=made.anna)
    return {"service": str(ticket.pk), "course": str(course.pk), "who_left": str(gone.pk)}


def _leave(gone: Any, *, by: Any) -> None:
    from core.days import today
    from projects.participants import operations
    from tests import make

    gone.refresh_from_db()
    entry = make.leave_entry(ended_on=today() - timedelta(days=10), outcomes=())
    operations.leave(participation=gone, entry=entry, version=gone.version, on=today(), by=by)


def _link(token: Any, by: Any) -> str:
    from django.utils import timezone

    from projects.partners import operations

    return operations.make_portal_link(token=token, at=timezone.now(), by=by)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
