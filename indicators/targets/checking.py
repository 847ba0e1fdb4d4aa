"""Refuses targets that do not add up and periods that cannot be, at every level alike."""

from collections.abc import Collection

from indicators.definitions import queries as definitions
from indicators.targets import refusals, rules
from indicators.targets.entries import PeriodEntry, TargetEntry
from indicators.targets.sentences import sentence_of
from projects.agreements.models import Project
from ui import formats


def check(entries: Collection[TargetEntry]) -> None:
    """Refuse what does not add up, with the arithmetic.

    What is promised is told to the metropolis, so a code that only one unit knows is refused too.
    """
    known = definitions.definitions()
    for entry in entries:
        if entry.definition_code not in known:
            raise refusals.UnknownIndicator(code=entry.definition_code)
    for refusal in sums_refused(entries):
        raise refusal


def sums_refused(entries: Collection[TargetEntry]) -> list[refusals.CellsDoNotAddUp]:
    """Everything that does not add up, each with its indicator."""
    return [
        refusals.CellsDoNotAddUp(field=".".join(filter(None, fault.key)), **told(fault))
        for fault in rules.faults({entry.key: entry.cells for entry in entries})
    ]


def told(fault: rules.Fault) -> dict[str, str]:
    """The indicator and what is wrong with its target, in the reader's words."""
    names = {code: one.short_name for code, one in definitions.definitions().items()}
    sentence = sentence_of(fault, other=names.get(fault.other, ""))
    return {"indicator": names.get(fault.code, fault.code), "sentence": sentence}


def check_period(period: PeriodEntry, *, within: Project | None = None) -> None:
    days = {"starts_on": formats.day(period.starts_on), "ends_on": formats.day(period.ends_on)}
    if period.ends_on < period.starts_on:
        raise refusals.PeriodEndsBeforeItStarts(**days)
    if within and not within.starts_on <= period.starts_on <= period.ends_on <= within.ends_on:
        raise refusals.PeriodOutsideTheProject(
            starts_on=formats.day(within.starts_on), ends_on=formats.day(within.ends_on)
        )
