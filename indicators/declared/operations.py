"""Changes of declared values: declared, corrected with a reason, withdrawn with a reason."""

from dataclasses import replace
from datetime import date, datetime

from core import audit, outbox
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.declared import queries, refusals, rules
from indicators.declared.entries import DeclaredEntry
from indicators.declared.models import Declared
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from indicators.definitions.vocabulary import Kind
from projects.agreements.models import Project
from ui import formats

FAULTS = {
    rules.Fault.NEGATIVE: refusals.NumberBelowZero,
    rules.Fault.HALF: refusals.WomenOrMenMissing,
    rules.Fault.NO_PEOPLE: refusals.NoPeopleAreCounted,
    rules.Fault.BACKWARDS: refusals.DaysBackwards,
}
# As the audit trail names them, where an entry calls them otherwise.
COLUMNS = {"total": "total_count", "women": "women_count", "men": "men_count"}
CLASHES = {
    rules.Clash.SAME_DAYS: refusals.DaysTaken,
    rules.Clash.OTHER_WAY: refusals.DeclaredTheOtherWay,
}


@operation(moves_figures=True)
def declare_value(*, project: Project, entry: DeclaredEntry, on: date, by: Actor) -> Declared:
    """Declare what nobody's entries tell, with its source."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    _lock(project)
    entry = _checked(project, entry, on=on)
    made = _kept(project, entry, by=by)
    audit.record("declared a value", made, by=by)
    outbox.write(outbox.Topic.CARD, project.pk)
    return made


@operation(moves_figures=True)
def correct_value(
    *,
    declared: Declared,
    entry: DeclaredEntry,
    reason: str,
    on: date,
    at: datetime,
    by: Actor,
) -> Declared:
    """Put another value in the place of one that was wrong; both stay, and the reason between them."""
    project = declared.project
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    _lock(project)
    held = _in_force(declared)
    entry = _checked(project, replace(entry, definition_code=held.definition_code), on=on, but=held)
    changed = _changed(held, entry)
    reason = _said(reason)
    _end(held, at=at)
    made = _kept(project, entry, replaces=held, reason=reason, by=by)
    audit.record("corrected a declared value", made, by=by, fields=changed, reason=reason)
    outbox.write(outbox.Topic.CARD, project.pk)
    return made


@operation(moves_figures=True)
def withdraw_value(*, declared: Declared, reason: str, at: datetime, by: Actor) -> None:
    """Take a value back; what it said stays in the history."""
    require(by, Permission.EDIT_PROJECTS, project=declared.project_id)
    _lock(declared.project)
    held = _in_force(declared)
    reason = _said(reason)
    _end(held, at=at)
    audit.record("withdrew a declared value", held, by=by, reason=reason)
    outbox.write(outbox.Topic.CARD, declared.project_id)


def _lock(project: Project) -> None:
    """Whoever declares the same days at once waits, and then finds them taken."""
    Project.objects.select_for_update().get(pk=project.pk)


def _in_force(declared: Declared) -> Declared:
    held = Declared.objects.filter(pk=declared.pk, ended_at=None).first()
    if held is None:
        raise refusals.NotInForce
    return held


def _changed(held: Declared, entry: DeclaredEntry) -> list[str]:
    """The columns of what is another than before; raise if nothing is."""
    after = vars(entry)
    names = [name for name, value in vars(held.as_entry()).items() if after[name] != value]
    if not names:
        raise refusals.NothingChanged
    return [COLUMNS.get(name, name) for name in names]


def _said(reason: str) -> str:
    if not reason.strip():
        raise refusals.ReasonMissing
    return reason.strip()


def _checked(
    project: Project, entry: DeclaredEntry, *, on: date, but: Declared | None = None
) -> DeclaredEntry:
    """The entry, if it may be declared; raise what speaks against it."""
    definition = _declarable(project, entry.definition_code)
    _check_numbers(definition, entry)
    _check_days(project, entry, on=on)
    others = queries.in_force([project.pk]).filter(definition_code=entry.definition_code)
    days = [other.as_entry().days for other in others if other != but]
    clash = rules.clash_with(entry.days, days)
    if clash:
        raise CLASHES[clash]
    if not entry.source.strip():
        raise refusals.SourceMissing
    return replace(entry, source=entry.source.strip())


def _declarable(project: Project, code: str) -> Definition:
    definition = definitions.definitions().get(code)
    if definition is None:
        raise refusals.UnknownIndicator
    if definition.kind == Kind.RATE:
        raise refusals.NotDeclarable(indicator=definition.short_name)
    if definition.rule_set not in ("", project.rule_set):
        raise refusals.OfAnotherFund(indicator=definition.short_name)
    if definition.is_counted and queries.has_people(project):
        raise refusals.CountedFromPeople(indicator=definition.short_name)
    return definition


def _check_numbers(definition: Definition, entry: DeclaredEntry) -> None:
    fault = rules.fault_of_numbers(entry.numbers, are_people=queries.counts_people(definition))
    if fault == rules.Fault.SUM:
        women, men = entry.women or 0, entry.men or 0
        numbers = {"women": women, "men": men, "sum": women + men, "total": entry.total}
        raise refusals.WomenAndMenMakeAnother(
            **{name: formats.number(number) for name, number in numbers.items()}
        )
    if fault:
        raise FAULTS[fault]


def _check_days(project: Project, entry: DeclaredEntry, *, on: date) -> None:
    fault = rules.fault_of_days(entry.days, project_starts_on=project.starts_on, on=on)
    if fault == rules.Fault.FUTURE:
        raise refusals.StillToCome(day=formats.day(entry.ends_on))
    if fault == rules.Fault.BEFORE_THE_PROJECT:
        field = "starts_on" if entry.starts_on else "ends_on"
        raise refusals.BeforeTheProject(field=field, day=formats.day(project.starts_on))
    if fault:
        raise FAULTS[fault]


def _kept(
    project: Project,
    entry: DeclaredEntry,
    *,
    replaces: Declared | None = None,
    reason: str = "",
    by: Actor,
) -> Declared:
    return Declared.objects.create(
        project=project,
        definition_code=entry.definition_code,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        total_count=entry.total,
        women_count=entry.women,
        men_count=entry.men,
        source=entry.source,
        declared_by=by if isinstance(by, Member) else None,
        replaces=replaces,
        reason=reason,
    )


def _end(declared: Declared, *, at: datetime) -> None:
    declared.ended_at = at
    declared.save(update_fields=["ended_at"])
