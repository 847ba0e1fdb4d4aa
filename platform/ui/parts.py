"""The shapes that the components draw: tables, charts, unit tiles, filters. No rules, no models.

Views fill them, templates in `ui/components` draw them, exports may read the same table.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from ui.formats import is_state

# Columns; with more of them a row becomes a card.
FIT_ON_A_PHONE = 3


@dataclass(frozen=True)
class FormError:
    """One thing to correct; `anchor` is the id of its control, empty for the whole form."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Column:
    """`kind`: text, number, signed, money, percent, share (a bar and its percent), day; it sets the alignment.

    `sort_url` makes the head a link; `sorted` is ascending or descending, as aria-sort wants it.
    """

    label: str
    kind: str = "text"
    sort_url: str = ""
    sorted: str = ""
    wide_only: bool = False  # left out on a phone

    @property
    def css(self) -> str:
        look = {"text": "", "day": "is-day", "share": "is-share"}.get(self.kind, "is-number")
        return " ".join(filter(None, (look, self.wide_only and "is-wide")))


@dataclass(frozen=True)
class Cell:
    """A value with something more than its text; a plain value is enough otherwise."""

    value: object
    url: str | Promise = ""
    tag: str = ""
    tag_title: str = ""
    tone: str = ""  # amber, ok or bad: the colour of a share's bar, and of the tag

    @property
    def is_state(self) -> bool:
        return is_state(self.value)

    @property
    def per_cent(self) -> float:
        """A share of one as 0-100, for a bar."""
        return float(self.value) * 100  # type: ignore[arg-type]


@dataclass(frozen=True)
class Table:
    """`keys`, one for each row, put a box before each: rows can be ticked for a form named "bulk"."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    total: Sequence[object] = ()
    caption_hidden: bool = False
    keys: Sequence[str] = ()

    @property
    def stacks(self) -> bool:
        """Whether a phone shows each row as a card: more columns than fit beside each other."""
        return len(self.columns) > FIT_ON_A_PHONE

    @property
    def parts(self) -> Iterator[tuple[str, list["Line"]]]:
        """The body and, where there is a total, the foot: each line a column with its cell."""
        keys = self.keys or [""] * len(self.rows)
        yield "tbody", [self._line(row, key) for row, key in zip(self.rows, keys, strict=True)]
        if self.total:
            yield "tfoot", [self._line(self.total)]

    def _line(self, row: Sequence[object], key: str = "") -> "Line":
        cells = (cell if isinstance(cell, Cell) else Cell(cell) for cell in row)
        return Line(zip(self.columns, cells, strict=True), key=key)


class Line(list[tuple[Column, Cell]]):
    """The cells of a row, each with its column; `key` tells which record the row shows."""

    def __init__(self, cells: Iterable[tuple[Column, Cell]], *, key: str = "") -> None:
        super().__init__(cells)
        self.key = key

    @property
    def name(self) -> object:
        """What names the row to somebody who hears it: its first cell."""
        return self[0][1].value


@dataclass(frozen=True)
class Chart:
    """A figure of plotly with its table twin; `figure` is `fig.to_json()` or the same as a dict."""

    key: str  # unique on the page, used in ids and as the name of a saved picture
    finding: str
    subtitle: str
    figure: str | dict
    table: Table
    summary: str = ""  # one sentence for those who do not see the chart; the finding by default
    source_url: str = ""
    csv_url: str = ""
    height: str = ""  # short, tall or nothing


@dataclass(frozen=True)
class UnitTile:
    """One unit on the grid; `value` is a number or a state, `q` its class 1-5, 0 when it has none."""

    name: str
    column: int
    row: int
    value: object
    q: int = 0
    url: str = ""
    note: str = ""

    @property
    def place(self) -> str:
        return f"tile-c{self.column} tile-r{self.row}"

    @property
    def shade(self) -> str:
        if self.q:
            return f"q{self.q}"
        return "tile-hidden" if self.value == "HIDDEN" else "tile-none"


@dataclass(frozen=True)
class UnitTiles:
    finding: str
    subtitle: str
    tiles: Sequence[UnitTile]
    ranges: Sequence[str] = ()  # the legend's words for q1, q2, ... in this order
    columns: int = 3
    views: Sequence[Link] = ()  # Tiles | Map | Table
    source_url: str = ""
    csv_url: str = ""

    @property
    def has_hidden(self) -> bool:
        return any(tile.value == "HIDDEN" for tile in self.tiles)

    @property
    def has_none(self) -> bool:
        return any(tile.value in (None, "NO_DATA") for tile in self.tiles)


@dataclass(frozen=True)
class Filter:
    """One chip: what it filters, what is chosen, and the choices as links that keep the rest."""

    label: str
    chosen: str
    choices: Sequence[Link] = ()
