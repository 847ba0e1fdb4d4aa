"""What was achieved of each target, what may still come, and what is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.charts import drawing, lying, progress
from dashboards.disclosure import Figure
from ui import charts_theme, formats


@dataclass(frozen=True)
class Promise:
    """One target: `pending` may still come, `closing` of it within a week, `lost` cannot come."""

    label: str
    achieved: Figure
    target: int
    pending: Figure = Figure.of(0)
    closing: Figure = Figure.of(0)
    lost: Figure = Figure.of(0)
    whose: str = ""

    @property
    def missing(self) -> int:
        """How many are missing, if that can be said; nothing once the target is reached."""
        return max(self.target - self.achieved.value, 0) if self.achieved.is_shown else 0

    @property
    def short(self) -> str:
        """Achieved of the target, what is missing and how much of it may still come."""
        said = _("%(achieved)s of %(target)s") % {
            "achieved": drawing.written(self.achieved),
            "target": formats.number(self.target),
        }
        missing = ngettext("%(n)s is missing", "%(n)s are missing", self.missing)
        pending = ngettext("%(n)s may still come", "%(n)s may still come", _count(self.pending))
        rest = [_said(Figure.of(self.missing), missing), _said(self.pending, pending)]
        return ", ".join(filter(None, [said, *rest]))

    @property
    def sentence(self) -> str:
        """The same, and how much of it closes soon or cannot come any more."""
        closing = ngettext(
            "%(n)s of them closes within a week",
            "%(n)s of them close within a week",
            _count(self.closing),
        )
        lost = ngettext("%(n)s is lost", "%(n)s are lost", _count(self.lost))
        rest = [_said(self.closing, closing), _said(self.lost, lost)]
        return ", ".join(filter(None, [self.short, *rest]))

    def part(self, figure: Figure) -> Figure:
        """A count as a percentage of the target, for the length of a bar."""
        return Figure.of(Decimal(100 * figure.value) / self.target) if figure.is_shown else figure


def against_targets(rows: Sequence[Promise]) -> drawing.Chart:
    """Draw a lying bar for each target: achieved, then dotted what may still come, and a stroke."""
    columns = (
        drawing.Column(_("Indicator"), align="start"),
        drawing.Column(_("Whose target"), align="start"),
        *(
            drawing.Column(name)
            for name in (
                _("Achieved"),
                _("Pending"),
                _("Closing this week"),
                _("Lost"),
                _("Target"),
            )
        ),
    )
    return drawing.Chart(
        finding=_finding(rows),
        subtitle=_(
            "Achieved as a part of the target; dotted: what may still come; stroke: the target"
        ),
        figure_json=_figure_json(rows),
        columns=columns,
        rows=tuple(_row(row) for row in rows),
        summary="; ".join(f"{row.label}: {row.sentence}" for row in rows) + ".",
    )


def _row(row: Promise) -> tuple[drawing.Value, ...]:
    figures = (row.achieved, row.pending, row.closing, row.lost, Figure.of(row.target))
    shown = (one.value if one.is_shown else str(one.state) for one in figures)
    return (row.label, row.whose, *shown)


def _figure_json(rows: Sequence[Promise]) -> str:
    """Bars as parts of their targets, so that a small target is read as well as a large one."""
    placed = lying.rows(f"{row.label}: {row.short}" for row in rows)
    places = [row.place for row in placed]
    # What may still come stands on what was achieved: without that it has no place.
    pending = [row.pending if row.achieved.is_shown else Figure.no_data() for row in rows]
    plain, dotted = (
        {"color": charts_theme.TOKENS["sea"]},
        {"color": charts_theme.TOKENS["q2"], "pattern": drawing.pattern(".")},
    )
    traces = [
        _bars(_("Achieved"), rows, [row.achieved for row in rows], places, plain),
        _bars(_("Pending"), rows, pending, places, dotted),
        drawing.marks(_("Target"), [Figure.of(100)] * len(rows), y=places),
    ]
    traces[-1].update(customdata=[formats.number(row.target) for row in rows])
    axis = {**drawing.LYING["xaxis"], "ticksuffix": "%"}
    return lying.figure_json(placed, traces, xaxis=axis)


def _bars(
    name: str,
    rows: Sequence[Promise],
    counts: Sequence[Figure],
    places: Sequence[float],
    marker: dict[str, Any],
) -> Any:
    parts = [row.part(count) for row, count in zip(rows, counts, strict=True)]
    look = {"y": places, "width": lying.BAR, "orientation": "h", "marker": marker}
    bars = drawing.bars(name, parts, **look)
    return bars.update(customdata=[drawing.written(count) for count in counts])


def _finding(rows: Sequence[Promise]) -> str:
    return progress.finding([row for row in rows if row.achieved.is_shown], _most_missing)


def _most_missing(count: int) -> str:
    return ngettext(
        "%(reached)s of %(count)s target reached; the greatest share is missing to: %(cell)s"
        " (%(missing)s of %(target)s)",
        "%(reached)s of %(count)s targets reached; the greatest share is missing to: %(cell)s"
        " (%(missing)s of %(target)s)",
        count,
    )


def _said(figure: Figure, text: str) -> str:
    return text % {"n": formats.number(figure.value)} if figure.value else ""


def _count(figure: Figure) -> int:
    return int(figure.value or 0)
