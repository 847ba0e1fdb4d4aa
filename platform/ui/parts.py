"""The shapes that the components draw: tables, charts, maps of units, filters. No rules, no models.

Views fill them, templates in `ui/components` draw them, exports may read the same table.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ui.formats import is_state

# Columns; with more of them a row becomes a card.
FIT_ON_A_PHONE = 3
# How a column of words looks, by its kind; every other kind is a number.
LOOKS = {"text": "", "short": "is-short", "day": "is-day", "share": "is-share"}
# Columns of tiles; with more of them a phone shows the values alone.
MOST_NAMED_ON_A_PHONE = 4


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
    """`kind`: text, short (a text of one line), number, amount (a number written already), signed,
    money, percent, share (a bar and its percent), day; it sets the alignment.

    `sort_url` makes the head a link; `sorted` is ascending or descending, as aria-sort wants it.
    """

    label: str
    kind: str = "text"
    sort_url: str = ""
    sorted: str = ""
    wide_only: bool = False  # left out on a phone

    @property
    def css(self) -> str:
        look = LOOKS.get(self.kind, "is-number")
        return " ".join(filter(None, (look, self.wide_only and "is-wide")))

    @property
    def is_figure(self) -> bool:
        """Whether its numbers stand under each other, which a mark after one would shift."""
        return "is-number" in self.css


@dataclass(frozen=True)
class Cell:
    """A value with something more than its text; a plain value is enough otherwise."""

    value: object
    url: str | Promise = ""
    tag: str = ""
    tag_title: str = ""
    tone: str = ""  # amber, ok or bad: the colour of a share's bar, and of the tag
    as_of: date | None = None  # since when the value stands; a file tells it beside the value

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
    """A figure of plotly with its table twin; `figure` is `fig.to_json()` or the same as a dict.

    The twin is what the keyboard reads: a row is a point, and each further column a series, drawn by
    the trace of its name, or else by the one in its place.
    """

    key: str  # unique on the page, used in ids and as the name of a saved picture
    finding: str
    subtitle: str
    figure: str | dict
    table: Table
    summary: str = ""  # one sentence for those who do not see the chart; the finding by default
    source_url: str = ""
    csv_url: str = ""
    height: str = ""  # short, tall or nothing
    # Words of the line below the picture, which paper and saved pictures carry too.
    about: str = ""  # whose figures they are: a place, a project, the whole programme
    period: str = ""
    unit: str = ""
    source: str = ""
    freshness: str = ""

    @property
    def facts(self) -> list[tuple[Promise, str]]:
        """What the numbers are of, each with its label."""
        told = [
            (_("Concerns"), self.about),
            (_("Period"), self.period),
            (_("Unit of measure"), self.unit),
            (_("Source"), self.source),
            (_("Data as of"), self.freshness),
        ]
        return [(label, words) for label, words in told if words]


@dataclass(frozen=True)
class MapUnit:
    """One unit of a map: a tile (`box`) or a real outline (`path`); `q` is its class, 0 without one.

    Places are in percent of the drawing, so that texts keep their size on every screen.
    """

    name: str
    said: str  # the whole sentence, for the tooltip and for those who hear the map
    value: object  # a number or a state
    written: str
    q: int = 0
    url: str = ""
    lines: Sequence[str] = ()  # the name as it is broken on the drawing; none where it has no room
    box: "Box | None" = None
    path: str = ""
    x: str = ""  # where an outline carries its texts
    y: str = ""
    wide: str = "name"  # what an outline has room for on a desk: name (with the value), value, none
    narrow: str = "name"  # and on a phone
    is_small: bool = (
        False  # an outline too small for a finger: a circle around it can be tapped, too
    )

    @property
    def shade(self) -> str:
        if self.q:
            return f"q{self.q}"
        return "is-hidden" if self.value == "HIDDEN" else "is-none"

    @property
    def lift(self) -> str:
        """How far above its point the first line of an outline's text stands."""
        return f"{0.35 - 0.57 * len(self.lines):.2f}em"

    @property
    def mark(self) -> str:
        """The value where a word has no room: official statistics write # for what they hide."""
        if self.q:
            return self.written
        return "#" if self.value == "HIDDEN" else "–"


@dataclass(frozen=True)
class Box:
    """The place of a tile, each part written as SVG wants it ("33.3%")."""

    x: str
    y: str
    width: str
    height: str
    foot: str  # the lower edge, on which the value stands


@dataclass(frozen=True)
class UnitMap:
    """A map with its legend; `wide` and `tall` are the proportions of the drawing."""

    key: str  # unique on the page, used in ids
    finding: str
    subtitle: str
    units: Sequence[MapUnit]
    wide: float
    tall: float
    tall_on_a_phone: float = 0  # tiles too narrow for a finger are made higher there
    view_box: str = ""  # of the outlines' coordinates
    hatch: float = 8  # the width of the hatch, in the coordinates of the shapes
    columns: int = 0  # of tiles; none for outlines
    ranges: Sequence[tuple[str, str]] = ()  # the legend: a shade (q1 to q5) and its range in words
    views: Sequence[Link] = ()  # Tiles | Map | Table
    note: str = ""  # whose borders these are, and of when
    source_url: str = ""
    csv_url: str = ""

    @property
    def is_dense(self) -> bool:
        """Whether names have no room on a phone."""
        return self.columns > MOST_NAMED_ON_A_PHONE

    @property
    def has_marks(self) -> bool:
        """Whether a sign may stand where a word has no room: the legend explains it."""
        return self.is_dense or not self.columns

    @property
    def has_hidden(self) -> bool:
        return any(unit.value == "HIDDEN" for unit in self.units)

    @property
    def has_none(self) -> bool:
        return any(not unit.q and unit.value != "HIDDEN" for unit in self.units)


@dataclass(frozen=True)
class Filter:
    """One chip: what it filters, what is chosen, and the choices as links that keep the rest."""

    label: str
    chosen: str
    choices: Sequence[Link] = ()
