"""The people of a project are removed: one person asks, another one agrees, and nobody can undo it."""

from datetime import date, datetime, timedelta

from core import audit, outbox
from core.ledger.models import Member
from core.ledger.people import somebody
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.deadlines.models import Settled
from projects.deadlines.rules import Kind
from projects.participants.models import Participation
from projects.participants.operations import locked_with_their_people
from projects.retention import queries, refusals, removing
from projects.retention.models import Removal
from projects.retention.queries import Preview
from projects.retention.rules import ASKED_FOR_DAYS
from ui import formats


@operation()
def ask_to_remove(*, project: Project, on: date, by: Actor) -> Removal:
    """Ask; nothing changes until somebody else agrees, and after two weeks nobody can."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    found, asking = _locked(project), somebody(by)
    kept_until = _insist_on_time(found, on=on)
    if (waiting := queries.waiting(found.pk, on=on)) is not None:
        until = formats.day(waiting.expires_on)
        raise refusals.AskedAlready(who=waiting.asked_by.display_name, until=until)
    if queries.preview(found).is_nobody:
        raise refusals.NobodyToRemove
    asked = Removal.objects.create(
        project=found,
        retain_until=kept_until,
        source=found.retention_source,
        asked_by=asking,
        expires_on=on + timedelta(days=ASKED_FOR_DAYS),
    )
    audit.record("asked to remove the people of a project", asked, by=by)
    return asked


@operation(moves_figures=True)
def remove_people(*, removal: Removal, seen: str, on: date, at: datetime, by: Actor) -> Removal:
    """Agree to what somebody else asked for: what counted stays, the people go for ever."""
    require(by, Permission.EDIT_PROJECTS, project=removal.project_id)
    for hold in removing.holders:
        hold(removal.project_id)
    found, agreeing = _locked(removal.project), somebody(by)
    asked = _waiting(removal, on=on)
    if agreeing == asked.asked_by:
        raise refusals.TakesTwo
    kept_until = _insist_on_time(found, on=on)
    _hold(found)
    gone = queries.preview(found)
    if gone.fingerprint != seen:
        raise refusals.ChangedMeanwhile
    removing.remove(found, at=at)
    _write_down(asked, gone, by=agreeing, at=at)
    _settle(found, kept_until, on=on, by=agreeing)
    outbox.write(outbox.Topic.PROJECT, found.pk)
    audit.record("removed the people of a project", asked, by=by, count=max(gone.participations, 1))
    return asked


@operation()
def drop_removal(*, removal: Removal, on: date, at: datetime, by: Actor) -> Removal:
    """Refuse it, or take one's own request back: everything stays."""
    require(by, Permission.EDIT_PROJECTS, project=removal.project_id)
    dropping, asked = somebody(by), _waiting(removal, on=on)
    asked.dropped_by, asked.dropped_at = dropping, at
    asked.save(update_fields=["dropped_by", "dropped_at"])
    audit.record("refused to remove the people of a project", asked, by=by)
    return asked


def _locked(project: Project) -> Project:
    return Project.objects.select_for_update().get(pk=project.pk)


def _waiting(removal: Removal, *, on: date) -> Removal:
    rows = Removal.objects.select_for_update(of=("self",)).select_related("asked_by")
    found = rows.get(pk=removal.pk)
    if not found.waits(on=on):
        raise refusals.NothingWaits(until=formats.day(found.expires_on))
    return found


def _insist_on_time(project: Project, *, on: date) -> date:
    """The day until which the records were kept; refused before it is known and over."""
    refusal = refusals.why_not(project, on=on)
    if refusal is not None or project.retain_until is None:
        raise refusal or refusals.DayNotKnown
    return project.retain_until


def _hold(project: Project) -> None:
    """Lock everybody, and insist that what they count for is published as it stands.

    Nobody comes meanwhile: the project is locked. The number by which a person is counted once is known to the publisher alone, and after this
    nobody could find it out again.
    """
    rows = Participation.objects.filter(project=project)
    locked_with_their_people(set(rows.values_list("pk", flat=True)))
    if not queries.is_published():
        raise refusals.BeingCounted


def _write_down(removal: Removal, gone: Preview, *, by: Member, at: datetime) -> None:
    removal.confirmed_by, removal.confirmed_at = by, at
    for name, count in vars(gone).items():
        setattr(removal, f"{name}_count", count)
    removal.save()


def _settle(project: Project, kept_until: date, *, on: date, by: Member) -> None:
    """The term is kept: nobody needs to be reminded of it."""
    Settled.objects.get_or_create(
        kind=Kind.RETENTION,
        subject_id=project.pk,
        basis_on=kept_until,
        defaults={"project_id": project.pk, "settled_on": on, "settled_by": by},
    )
