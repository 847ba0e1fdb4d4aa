"""What follows from a cell as the file has it, as it was when the file was made, and as it is now.

No Django in this file. Whatever can be compared will do: the rules look at nothing but sameness.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

Value = TypeVar("Value")


class Cell(StrEnum):
    SAME = "same"
    # Changed in the file and by nobody here.
    TAKEN = "taken"
    # Changed here, or as it was, and not by the file.
    LEFT = "left"
    # Changed here and in the file, each to something else: a person decides.
    CLASH = "clash"


def of_cell(*, file: Value, base: Value | None, now: Value) -> Cell:
    """Without a base nobody knows who changed it, so whatever differs is asked."""
    if file == now:
        return Cell.SAME
    if base is None:
        return Cell.CLASH
    if file == base:
        return Cell.LEFT
    return Cell.TAKEN if now == base else Cell.CLASH


def of_row(
    *, file: Mapping[str, Value], base: Mapping[str, Value], now: Mapping[str, Value]
) -> dict[str, Cell]:
    """By field of the file; what is not here cannot be compared and is left out."""
    return {
        name: of_cell(file=value, base=base.get(name), now=now[name])
        for name, value in file.items()
        if name in now
    }
