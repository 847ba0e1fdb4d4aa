"""A question whose choices depend on the answer to another: "of which" goes with the labour status.

Where no column tells it, it is said once for each group of those answers (`Import.columns`), and a row
whose group is left open asks by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from projects.exchange.kinds import Group, Target
from projects.exchange.readers.reading_rows import Cells, Writer

NOTHING = ("", "")
TEXT = "t"


class SaidWith:
    """Mixed into readers."""

    targets: Sequence[Target]
    writer: Writer
    # By question, the other one as "by", and by the group of its answer what is said as "values".
    said_by: Mapping[str, Mapping[str, Any]] = MappingProxyType({})

    @cached_property
    def _dependent(self) -> Mapping[str, Target]:
        return {one.name: one for one in self.targets if one.groups}

    def filled(self, cells: Cells) -> Cells:
        """With what was said for the group of the row, where the row itself says nothing."""
        told = dict(cells)
        for name, source in self.said_by.items():
            group = self._group(self._dependent[name], cells) if name not in cells else None
            if group and (answer := source["values"].get(group.code)):
                told[name] = (answer, TEXT)
        return told

    def said(self, name: str, cells: Cells) -> tuple[str, str]:
        """What a row says at a question, and what it says at the one with which that is said: of rows
        that are alike in both, one answer is right for all."""
        text, _kind = self.filled(cells).get(name, NOTHING)
        one = self._dependent.get(name)
        if one is None:
            return text, ""
        group = self._group(one, cells)
        return text, group.code if group else cells.get(one.said_with, NOTHING)[0]

    def narrowed(self, one: Target, cells: Cells) -> Target:
        """The question with the one group of choices that goes with what the row says beside; with
        all of them while nobody knows that."""
        group = self._group(one, cells)
        return replace(one, choices=group.choices, groups=(group,)) if group else one

    def follows(self, name: str, wrong: Mapping[str, Any], cells: Cells) -> bool:
        """Whether the answer comes by itself once the one that is wrong beside it is right."""
        source = self.said_by.get(name)
        return bool(source and source["values"] and source["by"] in wrong and name not in cells)

    def _group(self, one: Target, cells: Cells) -> Group | None:
        if not one.groups or one.said_with not in cells:
            return None
        answer = self.writer.by_field[one.said_with](*cells[one.said_with])
        return next((group for group in one.groups if answer in group.answers), None)
