"""Charts as still pictures: SVG drawn from the rows of a table, for paper, where nothing runs.

Every bar carries its number or the word for its absence; what is not shown has no length.
"""

import textwrap
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.safestring import SafeString, mark_safe

from ui import charts_theme, formats
from ui.parts import Cell, Column, Table

WIDTH = 640
LINE, BAR, GAP = 14, 12, 6
# Names stand left of the bars; right of a bar there is room for its words.
NAMES_WIDTH, BARS_WIDTH, NAME_LETTERS = 210, 270, 40
UPRIGHT_HEIGHT, FOOT = 180, 20
MOST_LABELS = 12
MEASURED = ("number", "money", "percent", "share")
TOKENS = charts_theme.TOKENS
FILLS = (TOKENS["sea"], TOKENS["q2"], TOKENS["ink"], TOKENS["amber"])
LETTER = 5.6  # about as wide as a digit of ten points


def lying_bars(table: Table) -> SafeString:
    """For each row its name and, right of it, a bar for every measured column."""
    places = _measured(table)
    longest = max(_lengths(table, places), default=0) or 1
    names = [_lines(str(_plain(row[0]))) for row in table.rows]
    heights = [max(len(name), len(places)) * LINE + GAP for name in names]
    drawing = _drawing(sum(heights))
    top = 0
    for row, name, height in zip(table.rows, names, heights, strict=True):
        for number, line in enumerate(name):
            _text(drawing, line, x=0, y=top + number * LINE + BAR - 2)
        for number, place in enumerate(places):
            look = {"top": top + number * LINE, "longest": longest, "alone": len(places) == 1}
            _bar(drawing, table.columns[place], row[place], fill=FILLS[number % len(FILLS)], **look)
        top += height
    return _written(drawing)


def _lines(name: str) -> list[str]:
    return textwrap.wrap(name, NAME_LETTERS) or [""]


def upright_bars(table: Table) -> SafeString:
    """A bar for each row, of the first measured column: for many points in time."""
    place = next(iter(_measured(table)), None)
    if place is None or not table.rows:
        return mark_safe("")
    longest = max(_lengths(table, [place]), default=0) or 1
    drawing = _drawing(UPRIGHT_HEIGHT + FOOT)
    step = WIDTH / len(table.rows)
    every = max(1, -(-len(table.rows) // MOST_LABELS))
    for number, row in enumerate(table.rows):
        value, left = _plain(row[place]), number * step
        height = _length(value) / longest * (UPRIGHT_HEIGHT - LINE)
        if height:
            look = {"x": left + step * 0.15, "y": UPRIGHT_HEIGHT - height, "width": step * 0.7}
            _rectangle(drawing, FILLS[0], height=height, **look)
        if number % every == 0:
            _text(drawing, str(_plain(row[0])), x=left, y=UPRIGHT_HEIGHT + LINE, size=9)
        if _is_told(table, number, place, step=step, longest=longest):
            words = formats.of_kind(value, "number")
            _text(drawing, words, x=left, y=UPRIGHT_HEIGHT - height - 3, size=9)
    return _written(drawing)


def _is_told(table: Table, number: int, place: int, *, step: float, longest: float) -> bool:
    """Every number where it has room; else the largest, and the first of neighbours without one."""
    value = _plain(table.rows[number][place])
    if isinstance(value, formats.Amount):
        return _has_room(step) or value == longest
    before = _plain(table.rows[number - 1][place]) if number else 0
    return _has_room(step) or isinstance(before, formats.Amount)


def _bar(
    drawing: Element,
    column: Column,
    cell: object,
    *,
    fill: str,
    top: float,
    longest: float,
    alone: bool,
) -> None:
    """A bar `alone` in its row needs its number only: the table's head says of what."""
    value = _plain(cell)
    width = _length(value) / longest * BARS_WIDTH
    if width:
        _rectangle(drawing, fill, x=NAMES_WIDTH, y=top, width=width, height=BAR)
    words = formats.of_kind(value, column.kind)
    if not alone:
        words = f"{column.label}: {words}"
    _text(
        drawing, words, x=NAMES_WIDTH + (width + 5 if width else 0), y=top + BAR - 2, weight="700"
    )


def _measured(table: Table) -> list[int]:
    return [place for place, column in enumerate(table.columns) if column.kind in MEASURED]


def _lengths(table: Table, places: Sequence[int]) -> list[float]:
    return [_length(_plain(row[place])) for row in table.rows for place in places]


def _length(value: object) -> float:
    return float(value) if isinstance(value, formats.Amount) else 0.0


def _plain(cell: object) -> object:
    return cell.value if isinstance(cell, Cell) else cell


def _has_room(step: float) -> bool:
    """Whether a number of four digits fits above its bar."""
    return step > 4 * LETTER


def _drawing(height: float) -> Element:
    box = {"viewBox": f"0 0 {WIDTH} {height:g}", "width": str(WIDTH), "height": f"{height:g}"}
    return Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **box})


def _rectangle(drawing: Element, fill: str, **place: float) -> None:
    edge = {"fill": fill, "stroke": TOKENS["line-strong"], "stroke-width": "0.75"}
    SubElement(drawing, "rect", {**edge, **{name: f"{at:.1f}" for name, at in place.items()}})


def _text(
    drawing: Element, words: str, *, x: float, y: float, size: int = 10, weight: str = "400"
) -> None:
    look = {"font-size": str(size), "font-weight": weight, "fill": TOKENS["ink"]}
    family = {"font-family": "Paper, PaperPolish, Lato, sans-serif"}
    SubElement(drawing, "text", {**look, **family, "x": f"{x:.1f}", "y": f"{y:.1f}"}).text = words


def _written(drawing: Element) -> SafeString:
    return mark_safe(tostring(drawing, encoding="unicode"))  # noqa: S308 - escaped by ElementTree
