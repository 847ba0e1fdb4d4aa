"""What can be asked about targets: those in force, those of a day, and what was changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from indicators.targets import rules
from indicators.targets.entries import PeriodEntry, TargetEntry
from indicators.targets.entries import version_of as entry_version
from indicators.targets.models import Target, TargetChange, TargetInForce, TargetPeriod
from projects.agreements.models import Project


def in_force() -> QuerySet[TargetInForce]:
    """Every target that is set: of projects and of the unit, final and of periods."""
    return TargetInForce.objects.exclude(total_count=None, women_count=None, men_count=None)


def final_of(projects: Iterable[UUID]) -> dict[tuple[UUID, str], TargetInForce]:
    """The contract targets of projects, by project and indicator, of all its people."""
    rows = in_force().filter(project__in=list(projects), period=None, subset=rules.WHOLE)
    return {(row.project_id, row.definition_code): row for row in rows if row.project_id}


def entries_of(
    project: Project | None, period: TargetPeriod | None = None
) -> dict[rules.Key, TargetEntry]:
    """What is set for a project, or for the unit, finally or in one period."""
    rows = in_force().filter(project=project, period=period)
    return {row.as_entry().key: row.as_entry() for row in rows}


def version_of(project: Project | None, period: TargetPeriod | None = None) -> int:
    """Of what is set by now; of a plan also of its name and days."""
    facts = facts_of(TargetPeriod.objects.get(pk=period.pk)) if period else None
    return entry_version(entries_of(project, period), facts)


def facts_of(period: TargetPeriod) -> PeriodEntry:
    return PeriodEntry(name=period.name, starts_on=period.starts_on, ends_on=period.ends_on)


def setters_since(
    project: Project | None, period: TargetPeriod | None, since: datetime
) -> dict[rules.Key, tuple[str, datetime]]:
    """Who set each of these targets last after a moment, and when."""
    rows = Target.objects.filter(project=project, period=period, change__set_at__gte=since)
    told = rows.select_related("change__set_by").order_by("change__set_at")
    return {row.as_entry().key: (str(row.change.set_by or "—"), row.change.set_at) for row in told}


def entries_on(
    project: Project | None, *, on: date, known_at: datetime | None = None
) -> dict[rules.Key, TargetEntry]:
    """The final targets as they held on a day; versions of withdrawn amendments never did.

    With `known_at` as it was known at that moment, before whatever was set or withdrawn since.
    """
    stands = Q(amendment=None) | Q(amendment__withdrawn_at=None)
    if known_at:
        stands = Q(change__set_at__lte=known_at) & (
            stands | Q(amendment__withdrawn_at__gt=known_at)
        )
    versions: dict[rules.Key, dict[rules.Version, Target]] = defaultdict(dict)
    rows = Target.objects.filter(project=project, period=None).select_related("change")
    for row in rows.filter(stands):
        version = rules.Version(row.valid_from, row.change.set_at)
        versions[row.as_entry().key][version] = row
    found = {key: rules.holds_on(known, on) for key, known in versions.items()}
    held = {key: versions[key][one].as_entry() for key, one in found.items() if one}
    return {key: entry for key, entry in held.items() if entry.cells.is_set}


def periods_of(project: Project | None) -> QuerySet[TargetPeriod]:
    return TargetPeriod.objects.filter(project=project, withdrawn_at=None)


@dataclass(frozen=True)
class Step:
    """One target of one change: what it was before, if anything, and what it became."""

    before: TargetEntry | None
    after: TargetEntry
    valid_from: date | None


@dataclass(frozen=True)
class Told:
    """One change with its steps; `withdrawn` when the amendment behind it does not hold."""

    change: TargetChange
    steps: list[Step]
    period: TargetPeriod | None

    @property
    def withdrawn(self) -> bool:
        amendment = self.change.amendment
        return amendment is not None and amendment.withdrawn_at is not None


def history_of(project: Project | None) -> list[Told]:
    """Every change of a project's targets, or of the unit's, the newest first."""
    changes = TargetChange.objects.filter(project=project).select_related("amendment", "set_by")
    rows = Target.objects.filter(project=project).select_related("period")
    steps: dict[UUID, list[Target]] = defaultdict(list)
    for row in rows.order_by("change__set_at", "id"):
        steps[row.change_id].append(row)
    before: dict[tuple[UUID | None, rules.Key], TargetEntry] = {}
    told = []
    for change in reversed(changes):
        own = steps[change.pk]
        told.append(Told(change, _steps(own, before), own[0].period if own else None))
    return told[::-1]


def _steps(
    rows: list[Target], before: dict[tuple[UUID | None, rules.Key], TargetEntry]
) -> list[Step]:
    """The steps of one change; `before` remembers them for the next."""
    found = []
    for row in rows:
        entry = row.as_entry()
        place = (row.period_id, entry.key)
        found.append(Step(before.get(place), entry, row.valid_from))
        before[place] = entry
    return found
