"""Rules that nobody can ever fulfil, found by what their branches ask of one field together.

Sound, not complete: what is named here is fulfilled by no participation, whatever it is, while a
rule may still be impossible in ways not looked at (fields are never compared with one another, and
of a window only the fewest and the most days it can have are). Alternatives inside "any" may
contradict themselves as long as one of them does not.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import assert_never

from indicators.language import fields, nodes

# Hours have hundredths, rules ask about whole ones: in hundredths, "more than 20" has a next value.
_HUNDREDTHS = 100
_OPPOSITES = {
    "at_least": "less_than",
    "less_than": "at_least",
    "at_most": "more_than",
    "more_than": "at_most",
}


@dataclass(frozen=True, kw_only=True)
class Left:
    """What branches leave possible: being unknown, and values listed or between two ends."""

    unknown: bool = True
    only: frozenset[object] | None = None
    without: frozenset[object] = frozenset()
    least: int | None = None
    most: int | None = None

    def narrowed(self, by: "Left") -> "Left":
        listed = [values for values in (self.only, by.only) if values is not None]
        return Left(
            unknown=self.unknown and by.unknown,
            only=reduce(frozenset.intersection, listed) if listed else None,
            without=self.without | by.without,
            least=max((end for end in (self.least, by.least) if end is not None), default=None),
            most=min((end for end in (self.most, by.most) if end is not None), default=None),
        )

    def is_nothing(self) -> bool:
        if self.unknown:
            return False
        if self.only is not None:
            return not any(self._is_between(value) for value in self.only - self.without)
        if self.least is None or self.most is None:
            return False
        # With fewer values left out than there are between the ends, one is always left.
        values = range(self.least, self.most + 1)
        return len(values) <= len(self.without) and self.without.issuperset(values)

    def _is_between(self, value: object) -> bool:
        if not isinstance(value, int):
            return True
        return (self.least is None or self.least <= value) and (
            self.most is None or value <= self.most
        )


_KNOWN = Left(unknown=False)
_UNKNOWN = Left(only=frozenset())
Subject = Hashable
Asked = tuple[Subject, Left]


def found(tree: nodes.Branch) -> str | None:
    """Return the path of the first branch that the branches before it make impossible, or None."""
    return _impossible(tree, "", False, {})


def _impossible(
    tree: nodes.Branch, path: str, turned: bool, given: dict[Subject, Left]
) -> str | None:
    """The same of a branch, beside what is asked already; `turned` means that a "not" stands above."""
    left, choices = dict(given), []
    for where, branch, is_turned in _together(tree, path, turned):
        if isinstance(branch, nodes.AllOf | nodes.AnyOf):
            choices.append((where, branch, is_turned))
            continue
        for subject, asked in _asked(branch, is_turned):
            left[subject] = left.get(subject, Left()).narrowed(asked)
            if left[subject].is_nothing():
                return where
    for where, group, is_turned in choices:
        alternatives = nodes.inside(group, where)
        if all(_impossible(one, at, is_turned, left) is not None for at, one in alternatives):
            return where
    return None


def _together(
    tree: nodes.Branch, path: str, turned: bool
) -> Iterator[tuple[str, nodes.Branch, bool]]:
    """What has to hold at once: "all", and "not" before "any", are only brackets."""
    if isinstance(tree, nodes.Not):
        yield from _together(tree.branch, nodes.joined(path, "not"), not turned)
    elif isinstance(tree, nodes.AnyOf if turned else nodes.AllOf):
        for where, inner in nodes.inside(tree, path):
            yield from _together(inner, where, turned)
    else:
        yield path, tree, turned


def _asked(branch: nodes.Branch, turned: bool) -> Iterator[Asked]:
    # Of two opposite answers to one and the same question, only one is left.
    yield branch, Left(unknown=False, only=frozenset({not turned}))
    match branch:
        case nodes.Observed(outcome, window):
            yield from _asked_window(outcome, window, turned)
        case nodes.Within(name, window):
            yield from _asked_window(name, window, turned)
            if not turned:
                yield name, _KNOWN
        case nodes.Is() | nodes.In() | nodes.Compared() | nodes.Between() | nodes.Known():
            field = fields.FIELDS[branch.field]
            if field.values:
                yield field.name, Left(only=frozenset(field.values))
            yield field.name, _answer(branch, field, turned)


def _asked_window(name: str, window: nodes.Window, turned: bool) -> Iterator[Asked]:
    # A day outside the window, or none at all: nothing follows.
    if turned:
        return
    yield fields.ANCHORS[window.after], _KNOWN
    least = window.first.fewest_days if window.first else None
    most = window.last.most_days if window.last else None
    yield (name, window.after), Left(unknown=False, least=least, most=most)


def _answer(
    branch: nodes.Is | nodes.In | nodes.Compared | nodes.Between | nodes.Known,
    field: fields.Field,
    turned: bool,
) -> Left:
    match branch:
        case nodes.Is(_, value):
            return _listed((value,), field, turned)
        case nodes.In(_, values):
            return _listed(values, field, turned)
        case nodes.Compared(_, comparison, number):
            asked = _OPPOSITES[comparison] if turned else comparison
            return replace(_stretch(asked, number * _parts(field)), unknown=turned)
        case nodes.Between(_, first, last):
            return _period(first, last, turned)
        case nodes.Known():
            return _UNKNOWN if turned else _KNOWN
        case _:
            assert_never(branch)


def _listed(values: Sequence[object], field: fields.Field, turned: bool) -> Left:
    parts = _parts(field)
    listed = frozenset(
        value * parts if isinstance(value, int) and parts > 1 else value for value in values
    )
    return Left(without=listed) if turned else Left(unknown=False, only=listed)


def _parts(field: fields.Field) -> int:
    return 1 if field.is_whole else _HUNDREDTHS


def _stretch(comparison: str, number: int) -> Left:
    match comparison:
        case "at_least":
            return Left(least=number)
        case "more_than":
            return Left(least=number + 1)
        case "at_most":
            return Left(most=number)
        case _:
            return Left(most=number - 1)


def _period(first: date | None, last: date | None, turned: bool) -> Left:
    least, most = (day.toordinal() if day else None for day in (first, last))
    if not turned:
        return Left(unknown=False, least=least, most=most)
    if least is not None and most is not None:
        return Left()  # before it or after it: two stretches, and nothing follows from that
    return Left(least=most and most + 1, most=least and least - 1)
