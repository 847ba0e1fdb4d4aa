"""The checks of a participant's state, exit and records, numbered as the field numbers them.

V01 to V30 are the cross-field rules of participant monitoring; L01 to L08 are our own.
Nothing here knows Django: a problem is a code with facts, and sentences.py says it in words.
"""

from collections.abc import Iterator
from datetime import date

from projects.agreements.rules import Side
from projects.participants.rule_sets import RuleSet
from projects.participants.rules import days, identity, state, target_group
from projects.participants.rules.days import started_too_late
from projects.participants.rules.facts import (
    Leave,
    OnFile,
    PremiseSeen,
    Problem,
    SameSupport,
    Start,
    SupportGiven,
    TargetGroupRules,
    age_on,
)
from projects.participants.rules.identity import LABOUR_STATUSES, POSTAL_CODE
from projects.participants.rules.leaving import problems_at_leave, window_closes_on
from projects.participants.rules.target_group import RENEWAL_DAYS

__all__ = [
    "LABOUR_STATUSES",
    "POSTAL_CODE",
    "RENEWAL_DAYS",
    "Leave",
    "OnFile",
    "PremiseSeen",
    "Problem",
    "SameSupport",
    "Side",
    "Start",
    "SupportGiven",
    "TargetGroupRules",
    "age_on",
    "problems_at_leave",
    "problems_at_start",
    "problems_on_file",
    "started_too_late",
    "window_closes_on",
]


def problems_at_start(
    start: Start,
    *,
    project_starts_on: date,
    project_ends_on: date,
    gmina_known: bool,
    today: date,
    rule_set: RuleSet,
) -> list[Problem]:
    """What can be told from the entry alone; what is E here is refused at the door."""
    return [
        *identity.identity(start),
        *identity.missing_minimum(start),
        *identity.age(start),
        *state.labour(start, rule_set=rule_set),
        *state.codes(start, rule_set=rule_set),
        *state.occupation(start, rule_set=rule_set),
        *days.at_start(start, starts_on=project_starts_on, ends_on=project_ends_on, today=today),
        *identity.address(start, gmina_known=gmina_known),
        *identity.contact(start),
    ]


def problems_on_file(
    start: Start,
    on_file: OnFile,
    *,
    ended_on: date | None,
    project_ends_on: date,
    group: TargetGroupRules,
    today: date,
    rule_set: RuleSet,
) -> list[Problem]:
    """What the records still lack: it is entered at its own pace, and refuses no entry."""
    return [
        *state.missing_fields(start, rule_set=rule_set),
        *_papers(start),
        *days.support_days(start, on_file, closes_on=ended_on or project_ends_on),
        *target_group.residence(start, on_file, group=group),
        *target_group.premises(start, on_file, group=group, on=today),
        *target_group.disability(start, on_file, on=today),
        *target_group.reintegration(start, on_file, group=group, on=today),
        *target_group.minors(start, on_file, group=group),
        *target_group.twin(on_file),
        *target_group.complement(on_file),
        *target_group.expiring(on_file, ended_on=ended_on, on=today),
    ]


def _papers(start: Start) -> Iterator[Problem]:
    """L06 and L07: the notice of RODO before the data, and the declaration."""
    noticed, started = start.notice_given_on, start.started_on
    if noticed is None:
        yield Problem(check="L06", field="notice_given_on", severity="E", facts={"reason": "none"})
    elif started and noticed > started:
        facts = {"reason": "late", "day": noticed, "started_on": started}
        yield Problem(check="L06", field="notice_given_on", severity="W", facts=facts)
    if start.declared_on is None:
        yield Problem(check="L07", field="declared_on", severity="W")
