"""`prepare_database`: makes roles and database, and brings every schema up to date. Safe to repeat."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config import queue
from core import keys
from core.permissions import System
from core.tenancy import cluster, grants, migrating
from indicators.definitions import operations as definitions
from tenants import operations as tenants
from tenants.models import Tenant
from territory import operations as territory
from territory.models import Unit


class Command(BaseCommand):
    """Run by the owner of the database, before anything else starts."""

    help = "Create roles and database, migrate the shared schema and every tenant."
    requires_system_checks = []

    def handle(self, *, verbosity: int, **_: Any) -> None:
        _make_trial_keys()
        if settings.EMBEDDED_POSTGRES is not None:
            cluster.make_embedded_database()
        cluster.make_roles()
        if not settings.BROKER_URL:
            queue.install()
        shared = migrating.migrate_shared()
        template = migrating.migrate_template()
        # Suspended ones too, and those whose opening was cut off: they will be opened again.
        named = Tenant.objects.exclude(kind=Tenant.Kind.METROPOLIS)
        schemas = filter(migrating.has_schema, named.values_list("schema_name", flat=True))
        behind = migrating.migrate_tenants(list(schemas))
        grants.apply_shared()
        _load_what_every_deployment_has()
        if verbosity:
            self.stdout.write(
                f"{shared} shared and {template} tenant migrations; {len(behind)} tenants renewed"
            )


def _make_trial_keys() -> None:
    """On a developer's machine keys are made; production must bring its own."""
    ring, matching = keys.files()
    if not settings.PRODUCTION and not ring.exists():
        matching.unlink(missing_ok=True)
        keys.make(ring, matching, trial=True)


def _load_what_every_deployment_has() -> None:
    by = System("prepare_database")
    if not Unit.objects.exists():
        territory.load_units(by=by)
    definitions.load_standard(by=by)
    if not Tenant.objects.filter(kind=Tenant.Kind.METROPOLIS).exists():
        tenants.found_programme(
            code="OMGGS",
            name="Metropolitalny program aktywizacji społeczno-zawodowej",
            starts_on=date(2014, 1, 1),
            metropolis_name="Metropolia Gdańsk-Gdynia-Sopot",
            by=by,
        )
