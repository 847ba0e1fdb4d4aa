"""Lists of participants that other systems write: which column tells what, and how their words are ours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from projects.agreements.models import Project

Told = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class KnownList:
    """A list of one budget period, known by its headers, or by its columns where it has none.

    `questions` names, by the place of a column, the question of the form of participants that it answers;
    `beside` are columns that answer none and help to read another. `reading` gives for a project what makes
    of the texts of a row, by question, what somebody would have typed. Of `groups` the list tells only in
    which of them an answer lies: by question and the answer that stands for the group.
    """

    code: str
    label: Promise
    rule_set: str
    headers: Sequence[str]
    questions: Mapping[int, str]
    beside: Mapping[str, Promise]
    is_row: Callable[[Sequence[str]], bool]
    reading: Callable[[Project], Callable[[Told], dict[str, str]]]
    groups: Mapping[str, Mapping[Any, frozenset[Any]]] = field(default_factory=dict)


# Filled from around.
KNOWN: dict[str, KnownList] = {}


def register(*lists: KnownList) -> None:
    KNOWN.update({one.code: one for one in lists})
