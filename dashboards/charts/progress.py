"""What was achieved in each cell of a contract, against its target."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.charts import drawing
from dashboards.disclosure import Figure
from ui import charts_theme, formats

# So many letters of a row's words stand beside each other on a phone of 390 pixels.
WIDEST = 46
# Heights in lines of words: the gap between them and the bar, the bar, and all up to the next.
GAP, BAR, PLACE_OF_BAR = 0.15, 0.8, 1.3


@dataclass(frozen=True)
class CellProgress:
    """`short` is what the row is called in the picture, where the row above says the rest."""

    label: str
    achieved: Figure
    target: int | None
    short: str = ""

    @property
    def goal(self) -> Figure:
        return Figure.no_data() if self.target is None else Figure.of(self.target)

    @property
    def is_measured(self) -> bool:
        return self.target is not None and self.achieved.is_shown

    @property
    def missing(self) -> int:
        return max(self.target - self.achieved.value, 0)

    @property
    def sentence(self) -> str:
        achieved = drawing.written(self.achieved)
        if self.target is None:
            return _("%(achieved)s, no target") % {"achieved": achieved}
        facts = {"achieved": achieved, "target": formats.number(self.target)}
        return _("%(achieved)s, target %(target)s") % facts


@dataclass(frozen=True)
class _Words:
    """A row's words in lines; they stand on `bottom`, and the bar hangs below it."""

    lines: list[str]
    bottom: float


def progress_by_cell(rows: Sequence[CellProgress]) -> drawing.Chart:
    """Draw a lying bar for each cell, with a stroke where its target is."""
    names = _("Achieved"), _("Target")
    return drawing.Chart(
        finding=_finding(rows),
        subtitle=_("Achieved in each cell, against its target"),
        figure_json=_figure_json(rows, names),
        columns=(
            drawing.Column(_("Group"), align="start"),
            *(drawing.Column(name) for name in names),
        ),
        rows=drawing.table(
            [row.label for row in rows],
            [row.achieved for row in rows],
            [row.goal for row in rows],
        ),
        summary="; ".join(f"{row.label}: {row.sentence}" for row in rows) + ".",
    )


def _figure_json(rows: Sequence[CellProgress], names: tuple[str, str]) -> str:
    """Each row has its words above and its bar below them, so that a phone has room for both."""
    words = list(_words(rows))
    places = [round(each.bottom + GAP + BAR / 2, 2) for each in words]
    traces = [
        drawing.bars(
            names[0],
            [row.achieved for row in rows],
            y=places,
            width=BAR,
            orientation="h",
            marker={"color": charts_theme.TOKENS["q3"]},
        ),
        drawing.marks(names[1], [row.goal for row in rows], y=places),
    ]
    notes = [
        drawing.note(
            "<br>".join(each.lines),
            x=0,
            y=each.bottom,
            xanchor="left",
            yanchor="bottom",
            align="left",
        )
        for each in words
    ]
    layout = {**drawing.LYING, "annotations": notes}
    end = round(words[-1].bottom + PLACE_OF_BAR, 2) if words else 1
    layout["yaxis"] = {"range": [end, 0], "visible": False}
    return drawing.figure_json(traces, layout)


def _words(rows: Sequence[CellProgress]) -> Iterator[_Words]:
    top = 0.0
    for row in rows:
        lines = textwrap.wrap(f"{row.short or row.label}: {row.sentence}", WIDEST)
        yield _Words(lines, round(top + len(lines), 2))
        top += len(lines) + PLACE_OF_BAR


def _finding(rows: Sequence[CellProgress]) -> str:
    measured = [row for row in rows if row.is_measured]
    behind = [row for row in measured if row.missing]
    count = len(measured)
    if not measured:
        return _("There is nothing to compare with a target yet")
    if not behind:
        text = ngettext("The target is reached", "All %(count)s targets are reached", count)
        return text % {"count": formats.number(count)}
    worst = max(behind, key=lambda row: (Fraction(row.missing, row.target), row.missing))
    text = ngettext(
        "%(reached)s of %(count)s target reached; furthest behind: %(cell)s, %(has)s of %(target)s",
        "%(reached)s of %(count)s targets reached; furthest behind: %(cell)s, %(has)s of %(target)s",
        count,
    )
    return text % {
        "reached": formats.number(count - len(behind)),
        "count": formats.number(count),
        "cell": worst.label,
        "has": formats.number(worst.target - worst.missing),
        "target": formats.number(worst.target),
    }
