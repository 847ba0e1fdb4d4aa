"""Carries requests to the units they are for, and notes those that a unit has done.

Runs in the worker under the web role. Whether it is done is read under the metropolis's role from
what the unit has published; what the unit is told is one row in a table of its own, written under
the number of the request, so that carrying twice changes nothing.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from core import tenancy
from core.permissions import System
from dashboards.metropolis import queries as released
from dashboards.metropolis.models import ReleasedProject
from dashboards.watching import operations
from dashboards.watching.models import UnitRequest
from dashboards.watching.rules import Kind
from indicators.programme_periods.models import PeriodStanding
from projects.deadlines.models import ProgrammeRequest
from tenants.models import Tenant

logger = logging.getLogger(__name__)
Told = UnitRequest.Told


def carry(*, on: date) -> None:
    """Note what is done, then tell every unit what it has not been told."""
    with tenancy.acting_as(tenancy.Role.WEB):
        waiting = list(UnitRequest.objects.filter(answered_on=None, withdrawn_on=None))
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        done = list(_done(waiting)) if waiting else []
    with tenancy.acting_as(tenancy.Role.WEB):
        note(done, on=on)
        untold = list(_untold())
    for request in untold:
        try:
            _tell(request)
        except Exception:
            # It stays untold, so that the next round tries again; the others do not wait for it.
            logger.exception("request %s could not be told to its unit", request.pk)


def note(done: Iterable[UnitRequest], *, on: date) -> None:
    """Note what is done; what somebody has ended meanwhile is over anyway."""
    for request in done:
        with suppress(operations.EndedAlready):
            operations.note_answer(request=request, on=on, by=System(_("Watch of the programme")))


def _done(waiting: Iterable[UnitRequest]) -> Iterable[UnitRequest]:
    late = {one.tenant_id for one in released.freshness().late}
    projects = [request.project_id for request in waiting if request.project_id]
    cards: dict[UUID, ReleasedProject] = ReleasedProject.objects.in_bulk(projects)
    first_open = dict(
        PeriodStanding.objects.filter(project_id__in=projects).values_list(
            "project_id", "first_open_ends_on"
        )
    )
    for request in waiting:
        if _is_done(request, late, cards, first_open):
            yield request


def _is_done(
    request: UnitRequest, late: set[int], cards: dict[UUID, Any], first_open: dict[Any, Any]
) -> bool:
    if request.kind == Kind.LATE:
        return request.tenant_id not in late
    if request.project_id not in cards:
        # A project that is there no more waits for nothing.
        return True
    if request.kind == Kind.PERIOD:
        still_open = first_open.get(request.project_id)
        return still_open is None or still_open > request.day
    targets = cards[request.project_id].targets
    return any(target.get("total") for target in targets.values())


def _untold() -> Iterable[UnitRequest]:
    rows = UnitRequest.objects.exclude(told=Told.OVER).select_related("tenant").order_by("pk")
    open_tenant = rows.filter(tenant__state=Tenant.State.OPEN)
    return (row for row in open_tenant if row.told != _state(row))


def _state(request: UnitRequest) -> str:
    return Told.OPEN if request.is_open else Told.OVER


def _tell(request: UnitRequest) -> None:
    with tenancy.inside(request.tenant, role=tenancy.Role.WEB):
        ProgrammeRequest.objects.update_or_create(
            pk=request.pk,
            defaults={
                "matter": request.kind,
                "project_id": request.project_id,
                "day": request.day,
                "asked_on": request.asked_on,
                "asked_by": request.asked_by,
                "wanted_by": request.wanted_by,
                "answered_on": request.answered_on or request.withdrawn_on,
                "is_withdrawn": request.withdrawn_on is not None,
            },
        )
    with tenancy.acting_as(tenancy.Role.WEB):
        UnitRequest.objects.filter(pk=request.pk).update(told=_state(request))
