"""Changes of targets: of a project as its agreement has them, of the unit, and plans of periods.

What is set replaces everything of its level and period at once; what it was stays as a version.
Whoever saves a page says by `version` what it showed, and is refused when something else holds by then.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from core import audit, outbox
from core.errors import StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from core.turns import take_turn
from indicators.targets import queries, refusals, rules
from indicators.targets.checking import check, check_period
from indicators.targets.entries import PeriodEntry, TargetEntry, changed_entries
from indicators.targets.models import Target, TargetChange, TargetInForce, TargetPeriod
from indicators.targets.refusals import CellsDoNotAddUp
from projects.agreements.models import Amendment, Project
from projects.agreements.queries import amendments_in_force
from ui import formats

__all__ = [
    "CellsDoNotAddUp",
    "PeriodEntry",
    "TargetEntry",
    "change_period",
    "check",
    "enter_period",
    "set_targets",
    "set_unit_targets",
    "withdraw_period",
]

Why = TargetChange.Why
Held = Mapping[rules.Key, TargetInForce]


@operation(moves_figures=True)
def set_targets(
    *,
    project: Project,
    entries: Sequence[TargetEntry],
    amendment: Amendment | None = None,
    reason: str = "",
    version: int | None = None,
    by: Actor,
) -> TargetChange:
    """Replace what the agreement promises by these.

    What was promised before changes by an amendment, or as a mistake that the reason explains.
    """
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    _lock(project)
    _refuse_stale(project, None, version)
    check(entries)
    if amendment and not amendments_in_force(project).filter(pk=amendment.pk).exists():
        raise refusals.AmendmentDoesNotHold(number=amendment.number)
    held = _held(project, None)
    changed = _changed(held, entries)
    change = TargetChange(
        project=project, why=_why(held, changed, amendment, reason), amendment=amendment
    )
    if change.why == Why.CORRECTION:
        # A correction is what its version should have said, from the day on which that one began.
        rows = [_version(entry, change, like=held.get(entry.key)) for entry in changed]
    else:
        since = amendment.signed_on if amendment else None
        _check_not_late(held, changed, since)
        rows = [_version(entry, change, since=since) for entry in changed]
    _keep(change, rows, reason=reason, by=by)
    audit.record("set targets", project, by=by, fields=_codes(changed), reason=reason)
    outbox.write(outbox.Topic.PROJECT, project.pk)
    return change


@operation(moves_figures=True)
def set_unit_targets(
    *,
    entries: Sequence[TargetEntry],
    valid_from: date,
    reason: str,
    version: int | None = None,
    on: date,
    by: Actor,
) -> TargetChange:
    """Replace the whole unit's own targets by these, from a day on; they are no sum of projects."""
    require(by, Permission.EDIT_PROJECTS)
    _lock(None)
    _refuse_stale(None, None, version)
    check(entries)
    if valid_from > on:
        raise refusals.StillToCome(day=formats.day(valid_from))
    held = _held(None, None)
    changed = _changed(held, entries)
    _check_not_late(held, changed, valid_from, field="valid_from")
    change = TargetChange(project=None, why=Why.DECISION)
    rows = [_version(entry, change, since=valid_from) for entry in changed]
    _keep(change, rows, reason=reason, by=by)
    audit.record("set targets of the unit", change, by=by, fields=_codes(changed), reason=reason)
    outbox.write(outbox.Topic.TARGETS, change.pk)
    return change


@operation(moves_figures=True)
def enter_period(
    *, project: Project | None, facts: PeriodEntry, entries: Sequence[TargetEntry], by: Actor
) -> TargetPeriod:
    """Plan a stretch of time of a project, or of the unit where no project is named."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk if project else None)
    _lock(project)
    check(entries)
    _check_period(project, facts)
    made = TargetPeriod.objects.create(project=project, **vars(facts))
    _keep_plan(made, [entry for entry in entries if entry.cells.is_set], by=by)
    audit.record("entered a plan of a period", made, by=by, fields=_codes(entries))
    _announce(made)
    return made


@operation(moves_figures=True)
def change_period(
    *,
    period: TargetPeriod,
    facts: PeriodEntry,
    entries: Sequence[TargetEntry],
    version: int | None = None,
    by: Actor,
) -> TargetPeriod:
    """Plan a period anew; the contract is untouched, so no amendment is asked for."""
    require(by, Permission.EDIT_PROJECTS, project=period.project_id)
    _lock(period.project)
    period = _standing(period)
    _refuse_stale(period.project, period, version)
    check(entries)
    _check_period(period.project, facts, but=period)
    changed = _changed(_held(period.project, period), entries, may_be_none=True)
    for name, value in vars(facts).items():
        setattr(period, name, value)
    period.save(update_fields=list(vars(facts)))
    _keep_plan(period, changed, by=by)
    fields = {*vars(facts), *_codes(changed)}
    audit.record("changed a plan of a period", period, by=by, fields=fields)
    _announce(period)
    return period


@operation(moves_figures=True)
def withdraw_period(*, period: TargetPeriod, at: datetime, by: Actor) -> None:
    """Take a plan back; what it said stays in the history, and its name is free again."""
    require(by, Permission.EDIT_PROJECTS, project=period.project_id)
    _lock(period.project)
    period = _standing(period)
    period.withdrawn_at = at
    period.save(update_fields=["withdrawn_at"])
    audit.record("withdrew a plan of a period", period, by=by)
    _announce(period)


def _lock(project: Project | None) -> None:
    """Whoever saves the same at once waits, and then replaces these."""
    if project:
        Project.objects.select_for_update().get(pk=project.pk)
        return
    # Nobody else's row can be locked for the unit itself.
    take_turn("targets")


def _standing(period: TargetPeriod) -> TargetPeriod:
    """The plan as it stands under the lock; what somebody took back meanwhile stays taken back."""
    standing = queries.periods_of(period.project).filter(pk=period.pk).first()
    if standing is None:
        raise StaleEdit
    return standing


def _refuse_stale(
    project: Project | None, period: TargetPeriod | None, version: int | None
) -> None:
    """Nobody overwrites what their page did not show; without a page there is no version to tell."""
    if version is not None and version != queries.version_of(project, period):
        raise StaleEdit


def _held(project: Project | None, period: TargetPeriod | None) -> Held:
    """The versions that hold, those that took a target away among them."""
    rows = TargetInForce.objects.filter(project=project, period=period)
    return {(row.definition_code, row.subset): row for row in rows}


def _changed(
    held: Held, entries: Sequence[TargetEntry], *, may_be_none: bool = False
) -> list[TargetEntry]:
    changed = changed_entries({key: row.as_entry() for key, row in held.items()}, entries)
    if not changed and not may_be_none:
        raise refusals.NothingChanged
    return changed


def _why(
    held: Held, changed: Sequence[TargetEntry], amendment: Amendment | None, reason: str
) -> TargetChange.Why:
    if amendment:
        return Why.AMENDMENT
    if all(entry.key not in held for entry in changed):
        return Why.FIRST
    if not reason:
        raise refusals.SayWhy
    return Why.CORRECTION


def _check_not_late(
    held: Held,
    changed: Sequence[TargetEntry],
    since: date | None,
    *,
    field: str = "amendment",
) -> None:
    for entry in changed:
        before = held.get(entry.key)
        if before and rules.is_late(since, before.valid_from):
            days = {"later": formats.day(before.valid_from), "day": formats.day(since)}
            raise refusals.LaterVersionHolds(field=field, **days)


def _version(
    entry: TargetEntry,
    change: TargetChange,
    *,
    since: date | None = None,
    like: TargetInForce | None = None,
    period: TargetPeriod | None = None,
) -> Target:
    """A version from a day on, or one that stands in the place of another."""
    return Target(
        change=change,
        project=change.project,
        period=period,
        valid_from=like.valid_from if like else since,
        amendment_id=like.amendment_id if like else change.amendment_id,
        definition_code=entry.definition_code,
        subset=entry.subset,
        total_count=entry.total,
        women_count=entry.women,
        men_count=entry.men,
        invented=list(entry.invented),
    )


def _keep_plan(period: TargetPeriod, entries: Iterable[TargetEntry], *, by: Actor) -> None:
    change = TargetChange(project=period.project, why=Why.PLAN)
    rows = [_version(entry, change, period=period) for entry in entries]
    if rows:
        _keep(change, rows, by=by)


def _keep(change: TargetChange, rows: list[Target], *, reason: str = "", by: Actor) -> None:
    change.reason = reason
    change.set_by = by if isinstance(by, Member) else None
    change.save()
    Target.objects.bulk_create(rows)


def _check_period(
    project: Project | None, period: PeriodEntry, *, but: TargetPeriod | None = None
) -> None:
    check_period(period, within=project)
    others = queries.periods_of(project).filter(name=period.name)
    if any(other != but for other in others):
        raise refusals.PeriodNameTaken(name=period.name)


def _announce(period: TargetPeriod) -> None:
    if period.project_id:
        outbox.write(outbox.Topic.PROJECT, period.project_id)
    else:
        outbox.write(outbox.Topic.TARGETS, period.pk)


def _codes(entries: Iterable[TargetEntry]) -> set[str]:
    return {entry.definition_code for entry in entries}
