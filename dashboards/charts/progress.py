"""What was achieved in each cell of a contract, against its target."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.charts import drawing, lying
from dashboards.disclosure import Figure
from ui import charts_theme, formats


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
            _goals(rows),
        ),
        summary="; ".join(f"{row.label}: {row.sentence}" for row in rows) + ".",
    )


def _figure_json(rows: Sequence[CellProgress], names: tuple[str, str]) -> str:
    placed = lying.rows(f"{row.short or row.label}: {row.sentence}" for row in rows)
    places = [row.place for row in placed]
    bars = drawing.bars(
        names[0],
        [row.achieved for row in rows],
        y=places,
        width=lying.BAR,
        orientation="h",
        marker={"color": charts_theme.TOKENS["q3"]},
    )
    return lying.figure_json(placed, [bars, drawing.marks(names[1], _goals(rows), y=places)])


def _goals(rows: Sequence[CellProgress]) -> list[Figure]:
    return [row.goal for row in rows]


def _finding(rows: Sequence[CellProgress]) -> str:
    return finding([row for row in rows if row.is_measured], _furthest)


def finding(measured: Sequence[Any], behind: Callable[[int], str]) -> str:
    """How many targets are reached; `behind` words the rest, of which the furthest is named.

    A row has its `target` and what is `missing` to it.
    """
    missed = [row for row in measured if row.missing]
    count = len(measured)
    if not measured:
        return _("There is nothing to compare with a target yet")
    if not missed:
        text = ngettext("The target is reached", "All %(count)s targets are reached", count)
        return text % {"count": formats.number(count)}
    worst = max(missed, key=lambda row: (Fraction(row.missing, row.target), row.missing))
    return behind(count) % {
        "reached": formats.number(count - len(missed)),
        "count": formats.number(count),
        "cell": worst.label,
        "has": formats.number(worst.target - worst.missing),
        "missing": formats.number(worst.missing),
        "target": formats.number(worst.target),
    }


def _furthest(count: int) -> str:
    return ngettext(
        "%(reached)s of %(count)s target reached; furthest behind: %(cell)s, %(has)s of %(target)s",
        "%(reached)s of %(count)s targets reached; furthest behind: %(cell)s, %(has)s of %(target)s",
        count,
    )
