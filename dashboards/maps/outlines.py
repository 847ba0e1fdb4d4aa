"""Draws a map by real borders: the same units and classes as on tiles, each in its own form."""

from collections.abc import Sequence
from typing import Protocol

from dashboards.maps import drawing
from dashboards.maps.drawing import Counted, Legend, Words
from ui import parts

MARGIN = 0.02  # of the longer side, around the borders
# The widths at which a map of outlines is laid out, in pixels, and the letters that it writes.
DESK, WIDE_DESK, PHONE = 560, 860, 320
LETTER, LETTER_ON_A_PHONE, DIGIT, LINE_OF_TEXT = 7, 6.2, 8.5, 16
LINE = 12
# A text may reach over a border where the unit is longer than its widest circle tells.
REACHES = 1.35
FINGER = 44
HATCHES = 90  # beside each other across the map


class Border(Protocol):
    """What is known of a unit's border; the territory keeps it so."""

    code: str
    path: str
    left: int
    top: int
    right: int
    bottom: int
    label_x: int
    label_y: int
    room: int


def outlines(
    counted: Sequence[Counted], borders: Sequence[Border], words: Words, *, decimals: int = 0
) -> parts.UnitMap:
    """The map of these units; who has no border there is left to the table."""
    found = {border.code: border for border in borders}
    shown = [one for one in counted if one.code in found]
    legend = Legend.of([one.value for one in counted], decimals)
    frame = _Frame([found[one.code] for one in shown])
    # The smallest last: a circle around a small city lies over its neighbours.
    shown.sort(key=lambda one: -found[one.code].room)
    few = len(shown) <= drawing.FEW
    units = [
        drawing.unit(one, legend, words, **frame.place(found[one.code], one, are_few=few))
        for one in shown
    ]
    return drawing.unit_map(
        units,
        legend,
        words,
        wide=frame.wide,
        tall=frame.tall,
        view_box=frame.view_box,
        hatch=frame.wide / HATCHES,
    )


class _Frame:
    """The part of the country that a map shows, and where its units lie in it."""

    def __init__(self, borders: Sequence[Border]) -> None:
        left, right = min(one.left for one in borders), max(one.right for one in borders)
        top, bottom = min(one.top for one in borders), max(one.bottom for one in borders)
        margin = round(max(right - left, bottom - top) * MARGIN)
        self.left, self.top = left - margin, top - margin
        self.wide, self.tall = right - left + 2 * margin, bottom - top + 2 * margin

    @property
    def view_box(self) -> str:
        return f"{self.left} {self.top} {self.wide} {self.tall}"

    def place(self, border: Border, one: Counted, *, are_few: bool) -> dict[str, object]:
        """Everything of a unit that depends on where it lies and how much room it has."""
        lines = drawing.broken(one.name, LINE)
        across = 2 * border.room / self.wide  # of the map's width
        return {
            "path": border.path,
            "x": drawing.percent(100 * (border.label_x - self.left) / self.wide),
            "y": drawing.percent(100 * (border.label_y - self.top) / self.tall),
            "lines": lines,
            "wide": _fitting(lines, one, across * (DESK if are_few else WIDE_DESK), LETTER),
            # Among many on a phone a single name here and there says less than the values alone.
            "narrow": _fitting(lines if are_few else [], one, across * PHONE, LETTER_ON_A_PHONE),
            "is_small": are_few and across * PHONE < FINGER,
        }


def _fitting(lines: Sequence[str], one: Counted, room: float, letter: float) -> str:
    """What has room in a circle so wide: the name with its value, the value, or nothing."""
    reach = room * REACHES
    longest = max((len(line) for line in lines), default=0) * letter
    if lines and longest <= reach and LINE_OF_TEXT * (len(lines) + 1) <= reach:
        return "name"
    digits = 1 if isinstance(one.value, str) else len(str(one.value))
    return "value" if max(digits * DIGIT, LINE_OF_TEXT) <= reach else "none"
