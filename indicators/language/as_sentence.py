"""The reading of a rule as one sentence in the active language, for whoever meets the number."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import assert_never

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext

from indicators.language import fields, nodes

_COMPARISONS = {
    "at_least": _("%(field)s is at least %(number)d"),
    "at_most": _("%(field)s is at most %(number)d"),
    "less_than": _("%(field)s is less than %(number)d"),
    "more_than": _("%(field)s is more than %(number)d"),
}

_COUNTS = {
    "at_least": _("at least %(number)d"),
    "at_most": _("at most %(number)d"),
    "less_than": _("less than %(number)d"),
    "more_than": _("more than %(number)d"),
}

_WINDOWS = {
    ("exit", "within"): _("within %(last)s after leaving"),
    ("exit", "between"): _("from %(first)s to %(last)s after leaving"),
    ("exit", "to"): _("no later than %(last)s after leaving"),
    ("exit", "from"): _("no sooner than %(first)s after leaving"),
    ("start", "within"): _("within %(last)s after the start"),
    ("start", "between"): _("from %(first)s to %(last)s after the start"),
    ("start", "to"): _("no later than %(last)s after the start"),
    ("start", "from"): _("no sooner than %(first)s after the start"),
}


def sentence(tree: nodes.Branch) -> str:
    """Say a rule, or any branch of one, without a capital letter or a full stop."""
    match tree:
        case nodes.AllOf(branches):
            return reduce(_and, (_member(branch, nodes.AnyOf) for branch in branches))
        case nodes.AnyOf(branches):
            return reduce(_or, (_member(branch, nodes.AllOf) for branch in branches))
        case nodes.Not(branch):
            return _("not (%(clause)s)") % {"clause": sentence(branch)}
        case nodes.Observed(outcome, window):
            facts = {"outcome": fields.OUTCOMES[outcome].clause, "when": _when(window)}
            return _("%(outcome)s %(when)s") % facts
        case _:
            return _question(tree, fields.FIELDS[tree.field])


def _and(said: str, clause: str) -> str:
    return _("%(said)s, and %(clause)s") % {"said": said, "clause": clause}


def _or(said: str, clause: str) -> str:
    return _("%(said)s, or %(clause)s") % {"said": said, "clause": clause}


def _member(branch: nodes.Branch, other_group: type[nodes.AllOf] | type[nodes.AnyOf]) -> str:
    """Say a branch of a group; "and" inside "or", and the reverse, are read only in brackets."""
    while isinstance(branch, nodes.AllOf | nodes.AnyOf) and len(branch.branches) == 1:
        (branch,) = branch.branches
    return f"({sentence(branch)})" if isinstance(branch, other_group) else sentence(branch)


def _when(window: nodes.Window) -> str:
    first, last = window.first, window.last
    said = {"first": first and _span(first), "last": last and _span(last)}
    if last is None:
        shape = "from"
    elif first is None:
        shape = "to"
    else:
        shape = "within" if first.count == 0 else "between"
    return _WINDOWS[window.after, shape] % said


def _span(span: nodes.Span) -> str:
    # In Polish every word before it asks for one and the same case.
    if span.unit == "months":
        said = npgettext("length of a window", "%(count)d month", "%(count)d months", span.count)
    else:
        said = npgettext("length of a window", "%(count)d day", "%(count)d days", span.count)
    return said % {"count": span.count}


def _question(branch: nodes.Question, field: fields.Field) -> str:
    match branch:
        case nodes.Is(_field, value):
            return _one_of(field, [value])
        case nodes.In(_field, values):
            return _one_of(field, values)
        case nodes.Compared(_field, comparison, number):
            if field.phrase:
                return _counted(field.phrase, _COUNTS[comparison] % {"number": number}, number)
            return _COMPARISONS[comparison] % {"field": field.label, "number": number}
        case nodes.Between() | nodes.Within():
            return _on_days(branch, field)
        case nodes.Known():
            return _("%(field)s is known") % {"field": field.label}
        case _:
            assert_never(branch)


def _one_of(field: fields.Field, values: Sequence[str | int | bool]) -> str:
    # Most numbers and codes have no words of their own.
    if not field.values:
        said = [str(value) for value in values]
        if field.phrase:
            count = _("exactly %(numbers)s") % {"numbers": _listed(said)}
            return _counted(field.phrase, count, values[-1])
        return _is(field, said)
    words = [field.values[value] for value in values]
    clauses = [str(word.clause) for word in words if word.clause]
    if len(clauses) == len(words):
        return _listed(clauses)
    return _is(field, [str(word.label) for word in words])


def _counted(phrase: Promise, count: str, number: object) -> str:
    return str(phrase % {"count": count, "number": number})


def _is(field: fields.Field, words: Sequence[str]) -> str:
    return _("%(field)s is %(values)s") % {"field": field.label, "values": _listed(words)}


def _listed(words: Sequence[str]) -> str:
    *others, last = words
    return (
        _("%(words)s or %(last)s") % {"words": ", ".join(others), "last": last} if others else last
    )


def _on_days(branch: nodes.Between | nodes.Within, field: fields.Field) -> str:
    if isinstance(branch, nodes.Within):
        facts = {"field": field.label, "when": _when(branch.window)}
        return _("%(field)s is %(when)s") % facts
    return _between(branch, field)


def _between(branch: nodes.Between, field: fields.Field) -> str:
    facts = {
        "field": field.label,
        "first": branch.first and _day(branch.first),
        "last": branch.last and _day(branch.last),
    }
    if branch.last is None:
        return _("%(field)s is %(first)s or later") % facts
    if branch.first is None:
        return _("%(field)s is %(last)s or earlier") % facts
    return _("%(field)s is between %(first)s and %(last)s, both included") % facts


def _day(day: date) -> str:
    facts = {"year": day.year, "month": day.month, "day": day.day}
    return _("%(year)04d-%(month)02d-%(day)02d") % facts
