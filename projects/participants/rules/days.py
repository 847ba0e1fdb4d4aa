"""Days: within the project, not in the future, and in step with the support that was given."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from projects.participants.rules.alike import reading
from projects.participants.rules.facts import OnFile, Problem, Start, SupportGiven


@reading("started_on", "notice_given_on", "declared_on")
def at_start(start: Start, *, starts_on: date, ends_on: date, today: date) -> Iterator[Problem]:
    """V08 and L01."""
    yield from within_project(start, starts_on=starts_on, ends_on=ends_on)
    yield from not_in_future("started_on", start.started_on, today=today)
    yield from not_in_future("notice_given_on", start.notice_given_on, today=today)
    yield from not_in_future("declared_on", start.declared_on, today=today)


def within_project(start: Start, *, starts_on: date, ends_on: date) -> Iterator[Problem]:
    if start.started_on and not starts_on <= start.started_on <= ends_on:
        facts = {"value": start.started_on, "starts_on": starts_on, "ends_on": ends_on}
        yield Problem(check="V08", field="started_on", severity="E", facts=facts)


def not_in_future(name: str, day: date | None, *, today: date) -> Iterator[Problem]:
    if day and day > today:
        facts = {"reason": name, "day": day}
        yield Problem(check="L01", field=name, severity="E", facts=facts)


def support_days(start: Start, on_file: OnFile, *, closes_on: date) -> Iterator[Problem]:
    """V09 and V10, where somebody keeps the support."""
    if not on_file.support:
        return
    yield from _first_support(start, on_file.support)
    yield from _outside(start, on_file.support, closes_on=closes_on)
    yield from _twice(on_file.support)


def started_too_late(start: Start, support: tuple[SupportGiven, ...]) -> Iterator[Problem]:
    """V09 of a start that is being corrected: support that was given stays within it."""
    first_on = min((one.started_on for one in support), default=None)
    if start.started_on and first_on and first_on < start.started_on:
        facts = {"started_on": start.started_on, "first_on": first_on}
        yield Problem(check="V09", field="started_on", severity="E", facts=facts)


def _first_support(start: Start, support: tuple[SupportGiven, ...]) -> Iterator[Problem]:
    """V09: the first support is the start, not the day of the declaration."""
    first_on = min(one.started_on for one in support)
    if start.started_on and first_on != start.started_on:
        facts = {"started_on": start.started_on, "first_on": first_on}
        yield Problem(check="V09", field="started_on", severity="E", facts=facts)


def _outside(
    start: Start, support: tuple[SupportGiven, ...], *, closes_on: date
) -> Iterator[Problem]:
    """V10: support begins within the participation."""
    for one in support:
        if start.started_on and not start.started_on <= one.started_on <= closes_on:
            facts = {
                "reason": "outside",
                "kind_words": one.kind,
                "day": one.started_on,
                "opens_on": start.started_on,
                "closes_on": closes_on,
            }
            yield Problem(check="V10", field="support", severity="E", facts=facts)


def _twice(support: tuple[SupportGiven, ...]) -> Iterator[Problem]:
    """V10: the same kind of support does not begin twice on one day."""
    for (kind, day), times in Counter((one.kind, one.started_on) for one in support).items():
        if times > 1:
            facts = {"reason": "twice", "kind_words": kind, "day": day, "times": times}
            yield Problem(check="V10", field="support", severity="E", facts=facts)
