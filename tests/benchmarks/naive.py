"""The way the dashboard is not made: a loop over the tenants' schemas, ten counts in each."""

import time
from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, QuerySet

from core import tenancy
from core.tenancy import Role
from projects.participants.models import Participation
from projects.participants.vocabulary import Disability, LabourStatus, OutcomeKind, Sex
from tenants.models import Tenant
from tests.benchmarks.page import Stopwatch

WINDOW_DAYS = 28
WORKLESS = (LabourStatus.UNEMPLOYED, LabourStatus.INACTIVE)


@dataclass(frozen=True)
class Loop:
    """What the loop says, and the milliseconds it took: as a whole, and in its counts alone."""

    summed: Counter[str]
    wall: float
    counting: float


def loop() -> Loop:
    """Sum ten counts over all tenants; people of several tenants are counted in each of them."""
    summed: Counter[str] = Counter()
    watch, started = Stopwatch(), time.perf_counter()
    with connection.execute_wrapper(watch):
        with tenancy.acting_as(Role.WEB):
            everyone = list(Tenant.objects.open())
        for tenant in everyone:
            with tenancy.inside(tenant):
                summed.update(_ten_counts())
    return Loop(summed, 1000 * (time.perf_counter() - started), watch.total)


def _ten_counts() -> dict[str, int]:
    rows = Participation.objects.filter(voided_at=None)
    at_risk = rows.filter(at_risk=True)
    employed = at_risk.filter(_in_time(OutcomeKind.EMPLOYMENT), labour_status__in=WORKLESS)
    return {
        "participations": rows.count(),
        "people": _people(rows),
        "women": _people(rows.filter(person__sex=Sex.FEMALE)),
        "men": _people(rows.filter(person__sex=Sex.MALE)),
        "with disabilities": _people(rows.filter(disability=Disability.YES)),
        "at risk": _people(at_risk),
        "left": rows.filter(ended_on__isnull=False).count(),
        "completed the path": rows.filter(completed_path=True).count(),
        "employed": _people(employed),
        "gained a qualification": _people(at_risk.filter(_in_time(OutcomeKind.QUALIFICATION))),
    }


def _people(rows: QuerySet[Participation]) -> int:
    return rows.values("person").distinct().count()


def _in_time(kind: OutcomeKind) -> Q:
    return Q(
        outcomes__kind=kind,
        outcomes__observed_on__gte=F("ended_on"),
        outcomes__observed_on__lte=F("ended_on") + WINDOW_DAYS,
    )
