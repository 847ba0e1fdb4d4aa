"""Small mistakes planted in a rule: each is a rule that says something else."""

from collections.abc import Iterator
from typing import Any

Rule = dict[str, Any]


def mutants(rule: Rule) -> Iterator[Rule]:
    """The rule with one mistake in it, for every place where one can be made."""
    for key, other in (("all", "any"), ("any", "all")):
        if key in rule:
            yield from _of_a_group(rule[key], key, other)
            return
    if "not" in rule:
        yield rule["not"]
        yield from ({"not": mutant} for mutant in mutants(rule["not"]))
        return
    yield {"not": rule}
    yield from _of_an_outcome(rule) if "outcome" in rule else _of_a_question(rule)


def _of_a_group(branches: list[Rule], key: str, other: str) -> Iterator[Rule]:
    if len(branches) > 1:
        yield {other: branches}
    for place, branch in enumerate(branches):
        before, after = branches[:place], branches[place + 1 :]
        if before or after:
            yield {key: [*before, *after]}
        yield from ({key: [*before, mutant, *after]} for mutant in mutants(branch))


def _of_an_outcome(rule: Rule) -> Iterator[Rule]:
    """A day or a month too few, at either end; more than the window nobody can record."""
    window = rule["window"]
    for end, step in (("from", 1), ("to", -1), ("to_months", -1)):
        if end in window:
            yield {**rule, "window": {**window, end: window[end] + step}}
    if "from" not in window:
        yield {**rule, "window": {**window, "from": 0}}


def _of_a_question(rule: Rule) -> Iterator[Rule]:
    for question in ("at_least", "at_most", "less_than", "more_than"):
        if question in rule:
            yield from ({**rule, question: rule[question] + step} for step in (-1, 1))
    for value in rule.get("in", ()):
        others = [one for one in rule["in"] if one != value]
        yield {**rule, "in": others}
