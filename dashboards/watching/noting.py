"""Keeps the warnings in step with what is released: what stands is said, what is over is ended.

They are judged under the metropolis's role, which reads released figures only, and written under
the web role: no warning can know more than the metropolis's own pages show.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core import tenancy
from dashboards.watching import judging
from dashboards.watching.models import Warned
from dashboards.watching.rules import Found


def renew(*, on: date) -> None:
    """Judge the day's figures; running twice changes nothing."""
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        found = judging.found(on=on)
    with tenancy.acting_as(tenancy.Role.WEB):
        _keep(found, on=on)


@transaction.atomic
def _keep(found: Iterable[Found], *, on: date) -> None:
    standing = {
        (row.kind, row.subject): row
        for row in Warned.objects.select_for_update().filter(ended_on=None)
    }
    for position, one in enumerate(found):
        row = standing.pop((one.kind, one.subject), None)
        told = _told(one, position)
        if row is None:
            Warned.objects.create(kind=one.kind, subject=one.subject, since=on, **told)
        elif any(getattr(row, name) != value for name, value in told.items()):
            Warned.objects.filter(pk=row.pk).update(**told)
    # What a warning said goes with it; that there was one stays, for the month's letter.
    over = [row.pk for row in standing.values()]
    Warned.objects.filter(pk__in=over).update(ended_on=on, facts={})


def _told(one: Found, position: int) -> dict[str, Any]:
    return {
        "unit_code": one.unit_code,
        "tenant_name": one.tenant_name,
        "project_id": UUID(one.project_id) if one.project_id else None,
        "title": one.title,
        "definition_code": one.code,
        "position": position,
        "day": one.day,
        "facts": dict(one.facts),
    }
