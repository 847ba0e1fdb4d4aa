"""The agreement itself changes: an amendment with its number, its day, and from what to what."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements import rules
from projects.agreements.models import Amendment, Project, column
from projects.agreements.operations import partners, writing
from projects.agreements.queries import amendments_in_force
from ui import formats


class NothingAmended(RuleBroken):
    message = _(
        "This amendment changes nothing: every value is as it was. Change what the amendment "
        "changes, for example the last day of the project, or say that it changes tasks, partners, "
        "targets or who the project is for."
    )


class AmendmentNumberTaken(RuleBroken):
    message = _(
        "Amendment no. %(number)s is entered already, signed on %(signed_on)s. "
        "Give this one its own number."
    )
    field = "number"


class AmendmentBeforeAnother(RuleBroken):
    message = _(
        "Amendment no. %(number)s, signed on %(signed_on)s, holds already and comes after this "
        "one. Amendments are entered in the order of their numbers and days: withdraw the later "
        "one, enter this one, then that one again."
    )
    field = "number"


class SignedInTheFuture(RuleBroken):
    message = _("%(signed_on)s is still to come. Enter the amendment when it is signed.")
    field = "signed_on"


class OnlyTheLastAmendment(RuleBroken):
    message = _(
        "Only the last amendment can be withdrawn, and that is no. %(number)s. "
        "Look at the list again."
    )


@operation(moves_figures=True)
def amend_project(
    *,
    project: Project,
    version: int,
    number: int,
    signed_on: date,
    reason: str,
    changes_more: bool = False,
    on: date,
    by: Actor,
    **facts: Any,
) -> Amendment:
    """Change the agreement by an amendment; what it said before stays readable.

    With `changes_more` it may change no fact of the project: tasks, partners, targets or the target
    group are set by it afterwards.
    """
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if locked.version != version:
        raise StaleEdit
    _decide_order(locked, number, signed_on, on=on)
    before = {name: getattr(locked, name) for name in ("own_amount", *facts)}
    writing.apply(locked, facts)
    writing.decide(locked)
    partners.decide_total(locked)
    changes = {
        name: [rules.written(old), rules.written(getattr(locked, name))]
        for name, old in before.items()
        if getattr(locked, name) != old
    }
    if not changes and not changes_more:
        raise NothingAmended
    locked.version += 1
    locked.save()
    amendment = Amendment.objects.create(
        project=locked, number=number, signed_on=signed_on, reason=reason, changes=changes
    )
    audit.record("amended a project", locked, by=by, fields=changes, reason=reason)
    outbox.write(outbox.Topic.PROJECT, locked.pk)
    return amendment


@operation(moves_figures=True)
def withdraw_amendment(
    *, amendment: Amendment, version: int, reason: str, at: datetime, by: Actor
) -> Project:
    """Take back the last amendment, entered by mistake: the agreement says again what it said."""
    require(by, Permission.EDIT_PROJECTS, project=amendment.project_id)
    locked = Project.objects.select_for_update().get(pk=amendment.project_id)
    if locked.version != version:
        raise StaleEdit
    last = amendments_in_force(locked).last()
    if last is None or last.pk != amendment.pk:
        raise OnlyTheLastAmendment(number=last.number if last else "—")
    before = {name: column(name).to_python(old) for name, (old, _new) in last.changes.items()}
    writing.apply(locked, before)
    writing.decide(locked)
    partners.decide_total(locked)
    locked.version += 1
    locked.save()
    last.withdrawn_at, last.withdrawal_reason = at, reason
    last.withdrawn_by = by if isinstance(by, Member) else None
    last.save()
    audit.record("withdrew an amendment", locked, by=by, fields=before, reason=reason)
    outbox.write(outbox.Topic.PROJECT, locked.pk)
    return locked


def mend_history(project: Project, changed: list[str]) -> None:
    """A corrected value is also what the last amendment of it meant to say."""
    amendments = list(amendments_in_force(project))
    places = rules.last_changed_by([amendment.changes for amendment in amendments])
    for name in changed:
        if name in places:
            amendment = amendments[places[name]]
            before, _after = amendment.changes[name]
            amendment.changes[name] = [before, rules.written(getattr(project, name))]
            amendment.save(update_fields=["changes"])


def _decide_order(project: Project, number: int, signed_on: date, *, on: date) -> None:
    if signed_on > on:
        raise SignedInTheFuture(signed_on=formats.day(signed_on))
    for other in amendments_in_force(project):
        day = formats.day(other.signed_on)
        if other.number == number:
            raise AmendmentNumberTaken(number=other.number, signed_on=day)
        if other.number > number or other.signed_on > signed_on:
            raise AmendmentBeforeAnother(number=other.number, signed_on=day)
