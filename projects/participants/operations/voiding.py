"""A participation is taken out of every figure, kept for the audit, and may be put back."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.models import Participation, Voiding


class IsVoidedAlready(RuleBroken):
    message = _("Somebody voided this participation already, on the day shown on its page.")


class IsNotVoided(RuleBroken):
    message = _("This participation is not voided: it counts, and there is nothing to restore.")


@operation(moves_figures=True)
def void(
    *,
    participation: Participation,
    kind: str,
    reason: str,
    version: int,
    at: datetime,
    by: Actor,
) -> Voiding:
    """Take a participation out of all figures from its first day; it stays readable."""
    require(by, Permission.EDIT_PROJECTS, project=participation.project_id)
    found = _locked(participation)
    if found.voided_at:
        raise IsVoidedAlready
    if found.version != version:
        raise StaleEdit
    found.voided_at = at
    _save(found)
    voiding = Voiding.objects.create(
        participation=found, kind=kind, reason=reason, voided_at=at, voided_by=_member(by)
    )
    # What was found may name an illness: it stays sealed in the voiding, out of the trail.
    audit.record("voided a participation", found, by=by, fields=["voided_at"])
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return voiding


@operation(moves_figures=True)
def restore(
    *, participation: Participation, reason: str, version: int, at: datetime, by: Actor
) -> Participation:
    """Put a voided participation back: it counts again from its first day."""
    require(by, Permission.EDIT_PROJECTS, project=participation.project_id)
    found = _locked(participation)
    if not found.voided_at:
        raise IsNotVoided
    if found.version != version:
        raise StaleEdit
    found.voided_at = None
    _save(found)
    for voiding in found.voidings.filter(restored_at=None):
        voiding.restored_at, voiding.restored_by = at, _member(by)
        voiding.restore_reason = reason
        voiding.save()
    audit.record("restored a participation", found, by=by, fields=["voided_at"])
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return found


def _locked(participation: Participation) -> Participation:
    rows: Any = Participation.objects.select_for_update()
    found: Participation = rows.get(pk=participation.pk)
    return found


def _save(participation: Participation) -> None:
    participation.version += 1
    participation.save(update_fields=["voided_at", "version"])


def _member(by: Actor) -> Member | None:
    """Who acts, unless it is the platform itself."""
    return by if isinstance(by, Member) else None
