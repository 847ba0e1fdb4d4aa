"""Asking a unit for what it can mend itself, and ending the request."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit, jobs
from core.days import add_working_days
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from dashboards.watching.models import UnitRequest, Warned
from dashboards.watching.rules import ASKABLE
from tenants.models import Tenant
from ui import formats

ANSWER_DAYS = 10
CARRY = "dashboards.watching.tasks.carry_requests"


class NothingToDo(RuleBroken):
    message = _("No unit can mend this by doing something in Szansa. Write or call instead.")


class Over(RuleBroken):
    message = _("This warning is over: there is nothing left to ask for.")


class AskedAlready(RuleBroken):
    message = _("%(unit)s was asked for it on %(day)s and has until %(until)s.")


class UnitNotFound(RuleBroken):
    message = _("No open unit, or more than one, is called %(unit)s. Write or call instead.")


class EndedAlready(RuleBroken):
    message = _("This request is over already.")


@operation()
def ask_unit(*, warned: Warned, on: date, by: Actor) -> UnitRequest:
    """Ask the unit behind a warning to mend it; one open request for each matter."""
    require(by, Permission.ASK_UNITS)
    if warned.kind not in ASKABLE:
        raise NothingToDo
    if warned.ended_on:
        raise Over
    waiting = _open_about(warned)
    if waiting is not None:
        days = {"day": formats.day(waiting.asked_on), "until": formats.day(waiting.wanted_by)}
        raise AskedAlready(unit=waiting.tenant_name, **days)
    tenant = _tenant_called(warned.tenant_name)
    asked = UnitRequest.objects.create(
        kind=warned.kind,
        subject=warned.subject,
        tenant=tenant,
        tenant_name=tenant.name,
        unit_code=warned.unit_code or tenant.unit_id or "",
        project_id=warned.project_id,
        title=warned.title,
        day=warned.day,
        asked_by=by.display_name,
        asked_on=on,
        wanted_by=add_working_days(on, ANSWER_DAYS),
    )
    audit.record("asked a unit", asked, by=by, tenant_id=tenant.pk)
    jobs.send_after_commit(CARRY)
    return asked


@operation()
def withdraw_request(*, request: UnitRequest, on: date, by: Actor) -> UnitRequest:
    """Ask for it no more; the unit sees that it was withdrawn."""
    require(by, Permission.ASK_UNITS)
    return _end(request, "withdrawn_on", "withdrew a request to a unit", on=on, by=by)


@operation()
def note_answer(*, request: UnitRequest, on: date, by: Actor) -> UnitRequest:
    """The unit has done it: the request is over."""
    require(by, Permission.ASK_UNITS)
    return _end(request, "answered_on", "noted a unit's answer", on=on, by=by)


def _end(request: UnitRequest, field: str, verb: str, *, on: date, by: Actor) -> UnitRequest:
    found = UnitRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not found.is_open:
        raise EndedAlready
    setattr(found, field, on)
    found.save(update_fields=[field])
    audit.record(verb, found, by=by, tenant_id=found.tenant_id)
    jobs.send_after_commit(CARRY)
    return found


def _open_about(warned: Warned) -> UnitRequest | None:
    same = UnitRequest.objects.filter(kind=warned.kind, subject=warned.subject)
    return same.filter(answered_on=None, withdrawn_on=None).first()


def _tenant_called(name: str) -> Tenant:
    """Released figures name a unit and carry no number of it."""
    found = list(Tenant.objects.open().filter(name=name)[:2])
    if len(found) != 1:
        raise UnitNotFound(unit=name)
    return found[0]
