"""Chance that falls the same way for the same seed: the only source of it in the demo."""

from random import Random


def dice(seed: int, purpose: str) -> Random:
    """One stream per purpose, so that a change in one place does not redraw everything."""
    # Invented people need no secrets, only repeatable ones.
    return Random(f"{seed}:{purpose}")  # noqa: S311
