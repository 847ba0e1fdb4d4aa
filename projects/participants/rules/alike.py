"""Checks of codes and days say the same of everybody who answers alike: each combination is asked once."""

from collections.abc import Callable, Iterator
from functools import wraps
from operator import attrgetter
from typing import Any

from projects.participants.rules.facts import Problem, Start

# Different combinations whose problems are kept; a list of one project meets fewer.
KEPT = 10_000
Check = Callable[..., Iterator[Problem]]
Asked = Callable[..., tuple[Problem, ...]]


def reading(*names: str) -> Callable[[Check], Asked]:
    """A check that reads these of a start and nothing else; its other facts must be hashable.

    None of them may tell one person from another, for they are kept.
    """
    of = attrgetter(*names)

    def kept(check: Check) -> Asked:
        known: dict[Any, tuple[Problem, ...]] = {}

        @wraps(check)
        def ask(start: Start, **facts: Any) -> tuple[Problem, ...]:
            about = of(start), *facts.items()
            found = known.get(about)
            if found is None:
                if len(known) >= KEPT:
                    known.clear()
                found = known[about] = tuple(check(start, **facts))
            return found

        ask.reads = names  # type: ignore[attr-defined]
        return ask

    return kept
