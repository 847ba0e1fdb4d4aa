"""Everything of a unit is taken out: one person asks, another one agrees, whoever asked has it made."""

from datetime import date, datetime, timedelta

from core import audit
from core.ledger.people import somebody
from core.operation import operation
from core.permissions import Actor, Permission, require
from core.turns import take_turn
from projects.leaving import queries, refusals
from projects.leaving.models import UnitExport
from projects.leaving.preparing import KIND
from projects.workbench import preparing

ASKED_FOR_DAYS = 14
USABLE_DAYS = 7


@operation()
def ask_to_export(*, reason: str, on: date, at: datetime, by: Actor) -> UnitExport:
    """Ask; nothing leaves until somebody else agrees."""
    require(by, Permission.EXPORT_UNIT)
    asking = somebody(by)
    # Of two that ask at once the second one finds the first one's request.
    take_turn("everything")
    if (open_one := queries.current(on=on)) is not None:
        raise refusals.AskedAlready(who=open_one.asked_by.display_name)
    asked = UnitExport.objects.create(
        reason=reason,
        asked_by=asking,
        asked_at=at,
        expires_on=on + timedelta(days=ASKED_FOR_DAYS),
    )
    audit.record("asked to export everything", asked, by=by, reason=reason)
    return asked


@operation()
def agree_to_export(*, export: UnitExport, on: date, at: datetime, by: Actor) -> UnitExport:
    """Let whoever asked have the archive made, within a week."""
    require(by, Permission.AGREE_TO_EXPORT)
    agreeing, asked = somebody(by), _waiting(export, on=on)
    if agreeing == asked.asked_by:
        raise refusals.TakesTwo
    asked.agreed_by, asked.agreed_at = agreeing, at
    asked.usable_until = on + timedelta(days=USABLE_DAYS)
    asked.save(update_fields=["agreed_by", "agreed_at", "usable_until"])
    audit.record("agreed to export everything", asked, by=by)
    return asked


@operation()
def drop_export(*, export: UnitExport, on: date, at: datetime, by: Actor) -> UnitExport:
    """Refuse it, or take one's own request back; agreed to already, it takes with it what was made."""
    require(by, Permission.AGREE_TO_EXPORT)
    dropping, found = somebody(by), _locked(export)
    if not (found.waits(on=on) or found.is_usable(on=on)):
        raise refusals.NothingWaits
    found.dropped_by, found.dropped_at = dropping, at
    found.save(update_fields=["dropped_by", "dropped_at"])
    preparing.withdraw(KIND, of=found.asked_by)
    audit.record(_how_dropped(found), found, by=by)
    return found


@operation()
def note_export(*, reason: str, count: int, by: Actor) -> None:
    """Somebody outside of the unit took out everything that it has: it shall read that, and why."""
    require(by, Permission.EXPORT_UNIT)
    audit.record("exported everything", UnitExport, by=by, reason=reason, count=count)


def _how_dropped(export: UnitExport) -> str:
    """The verb of the trail: whoever asked takes back, the others refuse or withdraw an agreement."""
    if export.dropped_by_id == export.asked_by_id:
        return "took back a request for everything"
    if export.agreed_at is None:
        return "refused a request for everything"
    return "withdrew an agreement to export everything"


def _locked(export: UnitExport) -> UnitExport:
    rows = UnitExport.objects.select_for_update(of=("self",)).select_related("asked_by")
    return rows.get(pk=export.pk)


def _waiting(export: UnitExport, *, on: date) -> UnitExport:
    found = _locked(export)
    if not found.waits(on=on):
        raise refusals.NothingWaits
    return found
