"""Generated examples taken out of Hypothesis, to be judged together in few statements.

One example at a time costs a statement each; and asked for a list of twenty, Hypothesis repeats
itself, so that two thousand asked for were five hundred different ones.
"""

from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")


def generated(strategy: st.SearchStrategy[T], *, count: int, always_same: bool = False) -> list[T]:
    """So many examples of a strategy; others in each run, unless they are to be always the same."""
    examples: list[T] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=always_same,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(example: T) -> None:
        examples.append(example)

    collect()
    return examples
