"""Factories of tokens of released figures, and a release to read."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from core import tenancy
from dashboards.metropolis import releasing
from dashboards.metropolis.models import Release
from dashboards.serving import issuing, operations
from dashboards.serving.models import ReleaseToken
from dashboards.serving.operations import ReleaseEntry
from indicators.facts.tasks import publish_tenant
from tenants import queries
from tests import make
from tests.indicators.facts import world
from tests.make.partners import Program


def entry(**facts: Any) -> ReleaseEntry:
    usual: dict[str, Any] = {
        "body_name": "Wojewódzki Urząd Pracy",
        "purpose": "zestawienie kwartalne",
        "ends_at": timezone.now() + timedelta(days=90),
        "per_minute_count": 1000,
    }
    return ReleaseEntry(**{**usual, **facts})


def token(**facts: Any) -> tuple[ReleaseToken, str]:
    """A token with the text of its key."""
    with tenancy.acting_as(tenancy.Role.WEB):
        return issuing.make_token(entry=entry(**facts), at=timezone.now(), by=make.BY)


def link(of: ReleaseToken) -> str:
    """What stands in the address of its developer's page."""
    with tenancy.acting_as(tenancy.Role.WEB):
        return operations.make_portal_link(token=of, at=timezone.now(), by=make.BY)


def program(**facts: Any) -> Program:
    """A body's program at the metropolis's host."""
    return Program(queries.metropolis(), token(**facts)[1])


def release(of: Any, *, people: int = 30) -> Release:
    """So many people in one project of a tenant, published and released."""
    with tenancy.inside(of):
        project = make.project(by=make.BY)
        for serial in range(people):
            world.takes_part(world.person(serial), project)
    publish_tenant(of)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()
        return releasing.release_breakdowns()
