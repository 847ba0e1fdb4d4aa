"""A round of reconciling: every open tenant and what they share, one after another."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.utils import timezone

from core import tenancy
from indicators.facts import events, reconciling
from indicators.facts.models import Reconciliation
from tenants.models import Tenant

logger = logging.getLogger(__name__)

KEPT_ROUNDS = 400
# Where the differences of what all tenants share are told; no schema of a tenant has this name.
SHARED = "facts"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told from facts to whoever stands above them, and how it is put right."""

    place: str  # no schema of a tenant has this name, either
    differences: Callable[[], Counter[str]]
    repair: Callable[[], None]


# Filled from above, in `ready`: the metropolis compares what it is told itself.
told_above: list[Told] = []


@dataclass
class Found:
    """How many rows differ, by place and kind; and where nobody could look, because of what."""

    differences: dict[str, Counter[str]] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def rows_count(self) -> int:
        return sum(kinds.total() for kinds in self.differences.values())

    @property
    def is_well(self) -> bool:
        return not self.differences and not self.troubles


def look(tenants: Iterable[Tenant], *, on: date) -> Found:
    """Compare each tenant and what they share; one tenant's trouble does not stop the next."""
    started, found = time.monotonic(), Found()
    for tenant in tenants:
        _try(found, tenant.schema_name, partial(_differences, tenant, on=on))
    _try(found, SHARED, _shared_differences)
    for told in told_above:
        # After the facts: looking at them publishes what waited.
        _try(found, told.place, partial(_differences_above, told))
    found.seconds = round(time.monotonic() - started, 3)
    return found


def _try(found: Found, place: str, compare: Callable[[], Counter[str]]) -> None:
    try:
        if differing := compare():
            found.differences[place] = differing
    except Exception as error:
        logger.exception("reconciling %s failed", place)
        found.troubles[place] = type(error).__name__


def _differences(tenant: Tenant, *, on: date) -> Counter[str]:
    with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING):
        return reconciling.differences(tenant, on=on)


def _shared_differences() -> Counter[str]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return reconciling.shared_differences()


def _differences_above(told: Told) -> Counter[str]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return told.differences()


def repair(tenants: Iterable[Tenant], found: Found, *, on: date) -> None:
    """Put right what was found: first what is shared, on which the tenants' own cells rest."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        reconciling.repair_shared()
    for tenant in tenants:
        if tenant.schema_name in found.differences:
            with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING):
                reconciling.repair(tenant, on=on)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        for tenant in tenants:
            events.published.send(sender=None, tenant_id=tenant.pk, has_cards=True)
        for told in told_above:
            if told.place in found.differences:
                told.repair()


def remember(found: Found) -> Reconciliation:
    """Leave word of a round for the operators of the platform."""
    row = Reconciliation.objects.create(
        ended_at=timezone.now(),
        seconds=found.seconds,
        rows_count=found.rows_count,
        differences={place: dict(kinds) for place, kinds in found.differences.items()},
        troubles=found.troubles,
    )
    kept = Reconciliation.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT_ROUNDS]
    Reconciliation.objects.exclude(pk__in=list(kept)).delete()
    return row
