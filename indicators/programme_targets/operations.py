"""Changes of the programme's targets: on what ground, from which day; nothing set is forgotten."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from core import audit
from core.errors import StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from core.turns import take_turn
from indicators.programme_targets import queries
from indicators.programme_targets.models import ProgrammeChange, ProgrammePeriod, ProgrammeTarget
from indicators.targets import refusals, rules
from indicators.targets.checking import check, check_period
from indicators.targets.entries import PeriodEntry, TargetEntry, changed_entries
from ui import formats


@operation()
def set_programme_targets(
    *,
    entries: Sequence[TargetEntry],
    valid_from: date,
    source: str,
    version: int | None = None,
    on: date,
    by: Actor,
) -> ProgrammeChange:
    """Replace what the whole programme shall reach by these, from a day on; no sum of anything."""
    require(by, Permission.SET_PROGRAMME_TARGETS)
    _lock()
    _refuse_stale(None, version, on=on)
    check(entries)
    if valid_from > on:
        raise refusals.StillToCome(day=formats.day(valid_from))
    held = queries.held_in(None, on=on)
    changed = changed_entries({key: row.as_entry() for key, row in held.items()}, entries)
    if not changed:
        raise refusals.NothingChanged
    for entry in changed:
        before = held.get(entry.key)
        if before and rules.is_late(valid_from, before.valid_from):
            days = {"later": formats.day(before.valid_from), "day": formats.day(valid_from)}
            raise refusals.LaterVersionHolds(field="valid_from", **days)
    change = _keep(changed, source=source, by=by, valid_from=valid_from)
    audit.record("set targets of the programme", change, by=by, fields=_codes(changed))
    return change


@operation()
def enter_programme_period(
    *, facts: PeriodEntry, entries: Sequence[TargetEntry], source: str, by: Actor
) -> ProgrammePeriod:
    """Plan a stretch of time of the programme."""
    require(by, Permission.SET_PROGRAMME_TARGETS)
    _lock()
    check(entries)
    _check_period(facts)
    made = ProgrammePeriod.objects.create(**vars(facts))
    wanted = [entry for entry in entries if entry.cells.is_set]
    if wanted:
        _keep(wanted, source=source, by=by, period=made)
    audit.record("entered a plan of the programme", made, by=by, fields=_codes(wanted))
    return made


@operation()
def change_programme_period(
    *,
    period: ProgrammePeriod,
    facts: PeriodEntry,
    entries: Sequence[TargetEntry],
    source: str,
    version: int | None = None,
    on: date,
    by: Actor,
) -> ProgrammePeriod:
    """Plan a period of the programme anew."""
    require(by, Permission.SET_PROGRAMME_TARGETS)
    _lock()
    period = _standing(period)
    _refuse_stale(period, version, on=on)
    check(entries)
    _check_period(facts, but=period)
    changed = changed_entries(queries.entries_in(period, on=on), entries)
    for name, value in vars(facts).items():
        setattr(period, name, value)
    period.save(update_fields=list(vars(facts)))
    if changed:
        _keep(changed, source=source, by=by, period=period)
    fields = {*vars(facts), *_codes(changed)}
    audit.record("changed a plan of the programme", period, by=by, fields=fields)
    return period


@operation()
def withdraw_programme_period(*, period: ProgrammePeriod, at: datetime, by: Actor) -> None:
    """Take a plan back; what it said stays in the history, and its name is free again."""
    require(by, Permission.SET_PROGRAMME_TARGETS)
    _lock()
    period = _standing(period)
    period.withdrawn_at = at
    period.save(update_fields=["withdrawn_at"])
    audit.record("withdrew a plan of the programme", period, by=by)


def _lock() -> None:
    """Two who set the programme's targets at once take turns."""
    take_turn("programme targets")


def _standing(period: ProgrammePeriod) -> ProgrammePeriod:
    """The plan as it stands under the lock; what somebody took back meanwhile stays taken back."""
    standing = queries.periods().filter(pk=period.pk).first()
    if standing is None:
        raise StaleEdit
    return standing


def _refuse_stale(period: ProgrammePeriod | None, version: int | None, *, on: date) -> None:
    """Nobody overwrites what their page did not show; without a page there is no version to tell."""
    if version is not None and version != queries.version_of(period, on=on):
        raise StaleEdit


def _keep(
    entries: Iterable[TargetEntry],
    *,
    source: str,
    by: Actor,
    valid_from: date | None = None,
    period: ProgrammePeriod | None = None,
) -> ProgrammeChange:
    change = ProgrammeChange.objects.create(source=source, set_by_name=by.display_name)
    ProgrammeTarget.objects.bulk_create(
        ProgrammeTarget(
            change=change,
            period=period,
            valid_from=valid_from,
            definition_code=entry.definition_code,
            subset=entry.subset,
            total_count=entry.total,
            women_count=entry.women,
            men_count=entry.men,
            invented=list(entry.invented),
        )
        for entry in entries
    )
    return change


def _check_period(period: PeriodEntry, *, but: ProgrammePeriod | None = None) -> None:
    check_period(period)
    others = queries.periods().filter(name=period.name)
    if any(other != but for other in others):
        raise refusals.PeriodNameTaken(name=period.name)


def _codes(entries: Iterable[TargetEntry]) -> set[str]:
    return {entry.definition_code for entry in entries}
