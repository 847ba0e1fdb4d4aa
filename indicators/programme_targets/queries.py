"""What can be asked about the programme's targets, and about those of its units."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from indicators.programme_targets.models import (
    ProgrammeChange,
    ProgrammePeriod,
    ProgrammeTarget,
    UnitTargets,
)
from indicators.targets import rules
from indicators.targets.entries import PeriodEntry, TargetEntry
from indicators.targets.entries import version_of as entry_version

Held = dict[rules.Key, ProgrammeTarget]


def held_in(period: ProgrammePeriod | None, *, on: date) -> Held:
    """The version of each target that holds on a day, those that took one away among them."""
    rows = ProgrammeTarget.objects.filter(period=period).select_related("change")
    return _holding(rows, on=on)


def entries_in(period: ProgrammePeriod | None, *, on: date) -> dict[rules.Key, TargetEntry]:
    """What is set for the programme, finally or in one period."""
    entries = [row.as_entry() for row in held_in(period, on=on).values()]
    return {entry.key: entry for entry in entries if entry.cells.is_set}


def version_of(period: ProgrammePeriod | None, *, on: date) -> int:
    """Of what is set by now; of a plan also of its name and days."""
    facts = facts_of(ProgrammePeriod.objects.get(pk=period.pk)) if period else None
    return entry_version(entries_in(period, on=on), facts)


def facts_of(period: ProgrammePeriod) -> PeriodEntry:
    return PeriodEntry(name=period.name, starts_on=period.starts_on, ends_on=period.ends_on)


def setters_since(
    period: ProgrammePeriod | None, since: datetime
) -> dict[rules.Key, tuple[str, datetime]]:
    """Who set each of these targets last after a moment, and when."""
    rows = ProgrammeTarget.objects.filter(period=period, change__set_at__gte=since)
    told = rows.select_related("change").order_by("change__set_at")
    return {row.as_entry().key: (row.change.set_by_name, row.change.set_at) for row in told}


def periods() -> QuerySet[ProgrammePeriod]:
    return ProgrammePeriod.objects.filter(withdrawn_at=None)


def units() -> list[UnitTargets]:
    """What tenants set for themselves; one that set nothing is there as well once published."""
    return list(UnitTargets.objects.order_by("tenant_name", "tenant_id"))


@dataclass(frozen=True)
class Step:
    """One target of one change: what it was before, if anything, and what it became."""

    before: TargetEntry | None
    after: TargetEntry
    valid_from: date | None
    period: ProgrammePeriod | None


def history() -> list[tuple[ProgrammeChange, list[Step]]]:
    """Every change of the programme's targets, the newest first."""
    rows = ProgrammeTarget.objects.select_related("change", "period")
    before: dict[tuple[object, rules.Key], TargetEntry] = {}
    steps: dict[ProgrammeChange, list[Step]] = defaultdict(list)
    for row in rows.order_by("change__set_at", "change_id", "id"):
        entry = row.as_entry()
        place = (row.period_id, entry.key)
        steps[row.change].append(Step(before.get(place), entry, row.valid_from, row.period))
        before[place] = entry
    return list(steps.items())[::-1]


def _holding(rows: Iterable[ProgrammeTarget], *, on: date) -> Held:
    versions: dict[rules.Key, dict[rules.Version, ProgrammeTarget]] = defaultdict(dict)
    for row in rows:
        key = (row.definition_code, row.subset)
        versions[key][rules.Version(row.valid_from, row.change.set_at)] = row
    found = {key: (known, rules.holds_on(known, on)) for key, known in versions.items()}
    return {key: known[version] for key, (known, version) in found.items() if version}
