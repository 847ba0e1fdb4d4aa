"""A fleet: one database with so many tenants, opened, published and released by the real code."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.models import Model

from core import tenancy
from core.permissions import System
from core.tenancy import Role
from core.tenancy.backend.base import DatabaseWrapper
from dashboards.metropolis import releasing
from dashboards.metropolis.models import Release, ReleasedBreakdown, ReleasedCell
from indicators.facts import tasks as publishing
from tenants import operations as tenants
from tenants import provisioning
from tenants.models import Tenant
from territory import queries as territory
from tests.benchmarks import entering, server
from tests.benchmarks.population import UNITS, Population

# A connection remembers every table it saw; a new one, now and then, forgets them.
TENANTS_PER_CONNECTION = 20
Each = TypeVar("Each")


@dataclass
class Fleet:
    """`seconds` says how long each step of making it took."""

    size: int
    links: dict[str, DatabaseWrapper] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"fleet_{self.size}"

    @contextmanager
    def connected(self, *, purpose: str, login: Role) -> Iterator[None]:
        """Speak with this fleet's database, over a connection of its own for every purpose."""
        # Each fleet has its own roles, so that a small one does not carry the big one's.
        settings.DATABASE_ROLE_PREFIX = self.name
        if purpose not in self.links:
            known = {**connection.settings_dict, "NAME": self.name}
            known["USER"] = f"{self.name}_{login}"
            self.links[purpose] = DatabaseWrapper(known, "default")
        before = connections["default"]
        connections["default"] = self.links[purpose]
        try:
            yield
        finally:
            connections["default"] = before

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[step] = time.perf_counter() - started


def made(size: int, population: Population, *, releases: int) -> Fleet:
    """Open the tenants, enter the people set-based, and let publishing and releasing do the rest."""
    fleet = Fleet(size)
    settings.DATABASES["default"]["NAME"] = fleet.name
    with fleet.connected(purpose="making", login=Role.OWNER):
        with fleet.timed("prepare"):
            call_command("prepare_database", verbosity=0)
        with fleet.timed("open"):
            opened = [open_tenant(number) for number in on_new_connections(range(size))]
        with fleet.timed("enter"):
            rows = entering.spread(opened, population)
            for tenant in on_new_connections(opened):
                entering.enter(tenant, rows[tenant.pk], population)
        with fleet.timed("publish"):
            for tenant in on_new_connections(opened):
                publishing.publish_tenant(tenant)
        with fleet.timed("release"), tenancy.acting_as(Role.PUBLISHING):
            releasing.release_breakdowns()
            _keep_like_it(releases - 1)
        connection.close()
    with fleet.timed("vacuum"):
        server.settle(fleet.name)
    return fleet


def on_new_connections(several: Iterable[Each]) -> Iterator[Each]:
    for number, each in enumerate(several):
        if number % TENANTS_PER_CONNECTION == 0:
            connection.close()
        yield each


def open_tenant(number: int) -> Tenant:
    unit = UNITS[number % len(UNITS)]
    gminy = list(territory.gminy(unit))
    name = f"{gminy[number // len(UNITS) % len(gminy)].display_name} {number}"
    job = tenants.ask_to_open(
        slug=f"gmina-{number}",
        name=name,
        short_name=name,
        kind=Tenant.Kind.GMINA,
        unit_code=unit,
        teryt_code=gminy[0].code,
        by=System("benchmark"),
    )
    provisioning.open_tenant(str(job.pk))
    return Tenant.objects.get(pk=job.arguments["tenant"])


def _keep_like_it(days: int) -> None:
    """Copy the release for the days on which there would have been others like it."""
    first = Release.objects.get()
    for _ in range(days):
        kept = Release.objects.get(pk=first.pk)
        kept.pk = None
        kept.save(force_insert=True)
        for model in (ReleasedCell, ReleasedBreakdown):
            _copy(model, first, kept)


def _copy(model: type[Model], first: Release, kept: Release) -> None:
    columns = ", ".join(
        f'"{each.column}"'
        for each in model._meta.concrete_fields
        if each.name not in ("id", "release")
    )
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (release_id, {columns})"
            f" SELECT %s, {columns} FROM {table} WHERE release_id = %s",
            [kept.pk, first.pk],
        )
