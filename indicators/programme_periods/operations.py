"""The metropolis names periods of the programme, and excepts units from them, for a while."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.programme_periods import queries
from indicators.programme_periods.models import ClosingDay, ClosingException
from tenants.models import Tenant
from ui import formats


class ClosedTooEarly(RuleBroken):
    message = _(
        "Days until %(ends)s are closed later than that: reports are written after the period. "
        "Enter a later day."
    )
    field = "close_by"


class NamedAlready(RuleBroken):
    message = _("The programme has a period until %(ends)s already: %(name)s.")
    field = "ends_on"


class RanOut(RuleBroken):
    message = _("An exception holds for some time: its last day is today or later.")
    field = "expires_on"


class NoSuchProject(RuleBroken):
    message = _("This unit has no such project with settlement periods. Choose another one.")
    field = "whom"


class ExceptedAlready(RuleBroken):
    message = _("There is an exception for it until %(until)s. End that one first.")


class EndedAlready(RuleBroken):
    message = _("This exception was ended already.")


@operation()
def name_period(*, name: str, ends_on: date, close_by: date, by: Actor) -> ClosingDay:
    """Name the days that every unit closes by a day."""
    require(by, Permission.EDIT_DEFINITIONS)
    if close_by <= ends_on:
        raise ClosedTooEarly(ends=formats.day(ends_on))
    known = ClosingDay.objects.filter(ends_on=ends_on).first()
    if known is not None:
        raise NamedAlready(ends=formats.day(ends_on), name=known.name)
    period = ClosingDay.objects.create(name=name, ends_on=ends_on, close_by=close_by)
    audit.record("named a period of the programme", period, by=by)
    return period


@operation()
def except_unit(
    *,
    programme_period: ClosingDay,
    tenant: Tenant,
    project_id: UUID | None,
    reason: str,
    expires_on: date,
    on: date,
    at: datetime,
    by: Actor,
) -> ClosingException:
    """Leave a unit, or one project of it, open until a day; the next morning it is closed."""
    require(by, Permission.EDIT_DEFINITIONS)
    if expires_on < on:
        raise RanOut
    same = {"programme_period": programme_period, "tenant": tenant, "project_id": project_id}
    if project_id is not None and not queries.reports(tenant, project_id):
        raise NoSuchProject
    live = ClosingException.objects.filter(**same, withdrawn_at=None).first()
    if live is not None and live.expires_on >= on:
        raise ExceptedAlready(until=formats.day(live.expires_on))
    if live is not None:
        # What ran out makes room for another, and stays on record.
        live.withdrawn_at = at
        live.save(update_fields=["withdrawn_at"])
    made = ClosingException.objects.create(
        **same, reason=reason, expires_on=expires_on, made_by=by.display_name, made_at=at
    )
    audit.record("excepted a unit from closing", made, by=by, tenant_id=tenant.pk)
    return made


@operation()
def end_exception(*, exception: ClosingException, at: datetime, by: Actor) -> ClosingException:
    """Let it end before its day."""
    require(by, Permission.EDIT_DEFINITIONS)
    found = ClosingException.objects.select_for_update().get(pk=exception.pk)
    if found.withdrawn_at:
        raise EndedAlready
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    audit.record("ended an exception from closing", found, by=by, tenant_id=found.tenant_id)
    return found
