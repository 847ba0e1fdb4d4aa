"""The exit: whole or not there, in order, with outcomes of their days and kinds."""

from collections.abc import Iterator
from datetime import date, timedelta

from core.civil_days import add_months
from projects.participants.rule_sets import RuleSet
from projects.participants.rules.days import not_in_future
from projects.participants.rules.facts import Leave, Problem, Start

LASTING_WORK = "LASTING_WORK"


def problems_at_leave(
    start: Start,
    leave: Leave,
    *,
    today: date,
    rule_set: RuleSet,
    last_support_on: date | None = None,
) -> list[Problem]:
    return [
        *_exit_is_whole(leave),
        *_exit_days(start, leave, today=today),
        *_last_support(leave, last_support_on),
        *_outcome_days(start, leave, rule_set=rule_set),
        *_outcome_kinds(start, leave),
        *_situation(leave, rule_set=rule_set),
        *_early_work(leave),
    ]


def window_closes_on(*, ended_on: date, rule_set: RuleSet) -> date:
    """The last day on which an outcome may be observed to count as an immediate result."""
    return ended_on + timedelta(days=rule_set.result_window_days)


def closes_on_for(kind: str, *, ended_on: date, rule_set: RuleSet) -> date:
    """Two clocks run after an exit: days for immediate results, months for efficiency.

    Source: the indicators' 4 weeks, and the 3 months of employment efficiency in the guidelines
    on social inclusion, 2014-2020; both stand in the rule set with who confirmed them.
    """
    if kind == LASTING_WORK:
        return add_months(ended_on, rule_set.efficiency_months)
    return window_closes_on(ended_on=ended_on, rule_set=rule_set)


def _exit_is_whole(leave: Leave) -> Iterator[Problem]:
    """V12: the exit day, the situation and the path are all there, or none of them is."""
    has_left = leave.ended_on is not None
    given = {
        "exit_situation": bool(leave.exit_situation),
        "completed_path": leave.completed_path is not None,
    }
    for name, is_given in given.items():
        if has_left and not is_given:
            yield Problem(check="V12", field=name, severity="E", facts={"reason": "missing"})
        elif is_given and not has_left:
            yield Problem(check="V12", field=name, severity="E", facts={"reason": "still_in"})


def _exit_days(start: Start, leave: Leave, *, today: date) -> Iterator[Problem]:
    if leave.ended_on is not None:
        if start.started_on and leave.ended_on < start.started_on:
            facts = {"started_on": start.started_on, "ended_on": leave.ended_on}
            yield Problem(check="V11", field="ended_on", severity="E", facts=facts)
        yield from not_in_future("ended_on", leave.ended_on, today=today)
    for _, observed_on in leave.outcomes:
        yield from not_in_future("outcomes", observed_on, today=today)


def _last_support(leave: Leave, last_on: date | None) -> Iterator[Problem]:
    """V11: nobody leaves before the last support they were given."""
    if leave.ended_on and last_on and leave.ended_on < last_on:
        facts = {"reason": "support", "ended_on": leave.ended_on, "last_on": last_on}
        yield Problem(check="V11", field="ended_on", severity="E", facts=facts)


def _outcome_days(start: Start, leave: Leave, *, rule_set: RuleSet) -> Iterator[Problem]:
    """V13: between the exit and the end of the window; a qualification since the start."""
    left_on = leave.ended_on
    for kind, observed_on in leave.outcomes:
        closes_on = left_on and closes_on_for(kind, ended_on=left_on, rule_set=rule_set)
        opens_on = start.started_on if kind == "QUALIFICATION" else leave.ended_on
        reason = _outside(observed_on, opens_on=opens_on, closes_on=closes_on)
        if reason:
            slow = kind == LASTING_WORK and reason == "late"
            facts = {
                "reason": "late_for_efficiency" if slow else reason,
                "kind": kind,
                "day": observed_on,
                "opens_on": opens_on,
                "closes_on": closes_on,
                "window_days": rule_set.result_window_days,
                "window_months": rule_set.efficiency_months,
            }
            yield Problem(check="V13", field="outcomes", severity="E", facts=facts)


def _outside(observed_on: date, *, opens_on: date | None, closes_on: date | None) -> str:
    """'still_in', 'early' or 'late'; empty when the day is inside the window."""
    if opens_on is None:
        return "still_in"
    if observed_on < opens_on:
        return "early"
    return "late" if closes_on is not None and observed_on > closes_on else ""


def _outcome_kinds(start: Start, leave: Leave) -> Iterator[Problem]:
    kinds = {kind for kind, _ in leave.outcomes}
    if kinds & {"EMPLOYMENT", LASTING_WORK} and start.labour_status == "EMPLOYED":
        yield Problem(check="V14", field="outcomes", severity="E")
    if "JOB_SEARCH" in kinds and start.labour_status != "INACTIVE":
        yield Problem(check="V15", field="outcomes", severity="W")


def _situation(leave: Leave, *, rule_set: RuleSet) -> Iterator[Problem]:
    """V26: the situation is one of the period's dictionary."""
    field = rule_set.scope.fields["exit_situation"]
    if leave.exit_situation and leave.exit_situation not in field.codes:
        facts = {"reason": "code", "label": field.label, "value": leave.exit_situation}
        yield Problem(check="V26", field="exit_situation", severity="E", facts=facts)


def _early_work(leave: Leave) -> Iterator[Problem]:
    """V30: a path that broke off because work came may still be a success."""
    works = leave.exit_situation == "TOOK_UP_WORK" or {"EMPLOYMENT", LASTING_WORK} & set(
        dict(leave.outcomes)
    )
    if leave.completed_path is False and works:
        yield Problem(check="V30", field="completed_path", severity="Q")
