"""The reading of a rule in Python: does one participation fulfil it, and which branch decided."""

import operator
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, assert_never

from core.civil_days import add_months
from indicators.language import fields, nodes

_OPERATORS = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "less_than": operator.lt,
    "more_than": operator.gt,
}


@dataclass(frozen=True)
class Verdict:
    """The answer, and the smallest branch that settles it alone."""

    holds: bool
    decided_by: str
    branch: nodes.Branch


def verdict(tree: nodes.Branch, row: Mapping[str, Any]) -> Verdict:
    """Judge one row of facts.participation, given by column; None is SQL's unknown."""
    return _verdict(tree, row, "")


def asked(tree: nodes.Branch) -> tuple[str, ...]:
    """The columns that decide: of two rows with the same values in them, both hold or neither."""
    found: set[str] = set()
    for _path, branch in nodes.walk(tree):
        match branch:
            case nodes.Observed(outcome, window):
                found |= {fields.OUTCOMES[outcome].column, fields.ANCHORS[window.after]}
            case nodes.Within(field, window):
                found |= {fields.FIELDS[field].name, fields.ANCHORS[window.after]}
            case nodes.AllOf() | nodes.AnyOf() | nodes.Not():
                pass
            case _:
                found.add(fields.FIELDS[branch.field].name)
    return tuple(sorted(found))


def _verdict(branch: nodes.Branch, row: Mapping[str, Any], path: str) -> Verdict:
    match branch:
        case nodes.AllOf() | nodes.AnyOf():
            return _group(branch, row, path)
        case nodes.Not(inner):
            judged = _verdict(inner, row, nodes.joined(path, "not"))
            return replace(judged, holds=not judged.holds)
        case nodes.Observed(outcome, window):
            observed_on = row[fields.OUTCOMES[outcome].column]
            return Verdict(_is_in_window(observed_on, window, row), path, branch)
        case nodes.Within(field, window):
            return Verdict(_is_in_window(row[fields.FIELDS[field].name], window, row), path, branch)
        case _:
            # A comparison with an unknown value is false, whatever the comparison.
            value = row[fields.FIELDS[branch.field].name]
            return Verdict(_is_known(value) and _answer(branch, value), path, branch)


def _is_known(value: Any) -> bool:
    # An empty text is what a column holds of a question nobody asked.
    return value is not None and value != ""


def _group(group: nodes.AllOf | nodes.AnyOf, row: Mapping[str, Any], path: str) -> Verdict:
    # One failing branch settles "all", one holding branch settles "any"; else all did, together.
    settles = isinstance(group, nodes.AnyOf)
    branches = list(nodes.inside(group, path))
    for where, branch in branches:
        judged = _verdict(branch, row, where)
        if judged.holds is settles or len(branches) == 1:
            return judged
    return Verdict(not settles, path, group)


def _is_in_window(day: date | None, window: nodes.Window, row: Mapping[str, Any]) -> bool:
    anchor = row[fields.ANCHORS[window.after]]
    if day is None or anchor is None:
        return False
    first = day_after(anchor, window.first) if window.first else None
    last = day_after(anchor, window.last) if window.last else None
    return _is_between(day, first, last)


def day_after(day: date, span: nodes.Span) -> date:
    """The day so far from another; a month that is too short ends it."""
    if span.unit == "months":
        return add_months(day, span.count)
    return day + timedelta(days=span.count)


def _answer(
    branch: nodes.Is | nodes.In | nodes.Compared | nodes.Between | nodes.Known, value: Any
) -> bool:
    match branch:
        case nodes.Is(_, wanted):
            return bool(value == wanted)
        case nodes.In(_, wanted):
            return value in wanted
        case nodes.Compared(_, comparison, number):
            return bool(_OPERATORS[comparison](value, number))
        case nodes.Between(_, first, last):
            return _is_between(value, first, last)
        case nodes.Known():
            return True
        case _:
            assert_never(branch)


def _is_between(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
