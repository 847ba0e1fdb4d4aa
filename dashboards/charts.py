"""Charts as pure functions: rows of released figures in, a plotly figure, its table twin and its sentences out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from babel.dates import format_skeleton
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from plotly import graph_objects

from dashboards.disclosure import Figure, State, rate
from ui import charts_theme, formats, parts

# A finding may say "about so many every quarter" if no quarter is further from the mean than this.
STEADY_WITHIN = Fraction(1, 4)
# Dots, because hatching means hidden wherever colours stand for classes.
DISABILITY_PATTERN = "."

Value = int | str


class Counted(StrEnum):
    """The two honest counts; a chart always says which one it shows."""

    PEOPLE = "people"
    PARTICIPATIONS = "participations"


@dataclass(frozen=True)
class QuarterIntake:
    """`total` is the count from the start as released; without it the quarters are added up while they can be."""

    year: int
    quarter: int
    joined: Figure
    total: Figure | None = None
    is_complete: bool = True


@dataclass(frozen=True)
class SexSplit:
    label: str
    women: Figure
    men: Figure


@dataclass(frozen=True)
class DisabilitySplit:
    label: str
    with_disabilities: Figure
    without_disabilities: Figure


@dataclass(frozen=True)
class CellProgress:
    label: str
    achieved: Figure
    target: int | None


@dataclass(frozen=True)
class Column:
    """`align`: start for words, end for numbers."""

    label: str
    align: str = "end"


@dataclass(frozen=True)
class Chart:
    """A picture and its table twin; a value of the table is a number, a text or one of the states."""

    finding: str
    subtitle: str
    figure_json: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    summary: str

    def part(
        self, *, key: str, source_url: str = "", csv_url: str = "", height: str = ""
    ) -> parts.Chart:
        """Return the component that a page draws; `key` is unique on the page."""
        columns = [
            parts.Column(column.label, kind="text" if column.align == "start" else "number")
            for column in self.columns
        ]
        return parts.Chart(
            key=key,
            finding=self.finding,
            subtitle=self.subtitle,
            figure=self.figure_json,
            table=parts.Table(self.subtitle, columns, self.rows, caption_hidden=True),
            summary=self.summary,
            source_url=source_url,
            csv_url=csv_url,
            height=height,
        )


def intake_by_quarter(rows: Sequence[QuarterIntake]) -> Chart:
    """Draw new participations in each quarter and, above them, their total from the start."""
    labels, joined, totals = [_quarter(row) for row in rows], [r.joined for r in rows], _totals(rows)
    dotted = ["" if row.is_complete else "." for row in rows]
    bars = _trace(graph_objects.Bar, _("New participations"), labels, joined)
    bars.update(marker={"color": charts_theme.TOKENS["q3"], "pattern": {"shape": dotted}})
    line = _trace(graph_objects.Scatter, _("Total from the start"), labels, totals)
    line.update(yaxis="y2", mode="lines+markers+text", textposition="top left", cliponaxis=False)
    line.update(text=_last_alone(totals), line={"color": charts_theme.TOKENS["ink"]})
    years = {row.year: label for row, label in zip(reversed(rows), reversed(labels), strict=True)}
    half = {"rangemode": "tozero", "nticks": 4}
    layout = {
        "margin": {"t": 28},
        "xaxis": {"type": "category", "tickvals": [*years.values()], "ticktext": [*map(str, years)]},
        "yaxis": {**half, "domain": [0, 0.48]},
        "yaxis2": {**half, "domain": [0.6, 1], "anchor": "x"},
        "annotations": [*_titles((1, line.name), (0.48, bars.name)), *_words(labels, joined)],
    }
    heads = (Column(_("Quarter"), align="start"), Column(bars.name), Column(line.name))
    return Chart(
        finding=_intake_finding(rows),
        subtitle=_("New participations in each quarter, and their total from the start"),
        figure_json=_json([bars, line], layout),
        columns=heads,
        rows=_table(labels, joined, totals),
        summary=_intake_summary(rows, labels),
    )


def women_and_men(
    rows: Sequence[SexSplit], *, counted: Counted = Counted.PEOPLE, total: SexSplit | None = None
) -> Chart:
    """Draw women beside men, a bar for each row; the finding speaks of `total` as it was released."""
    pairs = [(row.women, row.men) for row in rows]
    whole = (total.women, total.men) if total else _added(pairs)
    share = _share(whole)
    finding = _("Women are %(share)s of participants") if share else _("Participants by sex")
    by_people = counted is Counted.PEOPLE
    return _stacked(
        [row.label for row in rows],
        pairs,
        names=(_("Women"), _("Men")),
        patterns=("", ""),
        finding=finding % {"share": share},
        subtitle=_("People by sex") if by_people else _("Participations by sex"),
        summary=_("Women: %(first)s, men: %(second)s; rows with a number not shown: %(gaps)s.")
        % _facts(whole, pairs),
    )


def disability_split(
    rows: Sequence[DisabilitySplit],
    *,
    counted: Counted = Counted.PEOPLE,
    total: DisabilitySplit | None = None,
) -> Chart:
    """Draw people with disabilities beside the others, a bar for each row, as for each sex."""
    pairs = [(row.with_disabilities, row.without_disabilities) for row in rows]
    whole = (total.with_disabilities, total.without_disabilities) if total else _added(pairs)
    share = _share(whole)
    finding = _("%(share)s of participants have disabilities")
    by_people = counted is Counted.PEOPLE
    return _stacked(
        [row.label for row in rows],
        pairs,
        names=(_("With disabilities"), _("Without disabilities")),
        patterns=(DISABILITY_PATTERN, ""),
        finding=finding % {"share": share} if share else _("Participants by disability"),
        subtitle=_("People by disability") if by_people else _("Participations by disability"),
        summary=_(
            "With disabilities: %(first)s, without: %(second)s;"
            " rows with a number not shown: %(gaps)s."
        )
        % _facts(whole, pairs),
    )


def progress_by_cell(rows: Sequence[CellProgress]) -> Chart:
    """Draw what was achieved in each cell of the contract, with a mark where its target is."""
    labels, achieved = [row.label for row in rows], [row.achieved for row in rows]
    targets = [Figure.no_data() if r.target is None else Figure.of(r.target) for r in rows]
    ink = charts_theme.TOKENS["ink"]
    bars = _trace(graph_objects.Bar, _("Achieved"), labels, achieved, across=True)
    marks = _trace(graph_objects.Scatter, _("Target"), labels, targets, across=True)
    marks.update(mode="markers")
    marks.update(marker={"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": ink}})
    ends = [max(_number(done), _number(goal)) for done, goal in zip(achieved, targets, strict=True)]
    layout = {
        **_ROWS,
        # Room for the words at the end of the longest bar.
        "xaxis": {"range": [0, 1.3 * max(ends, default=0) or 1], "showgrid": True},
        "annotations": [
            _at_end(label, end, _against_target(row))
            for label, end, row in zip(labels, ends, rows, strict=True)
        ],
    }
    return Chart(
        finding=_progress_finding(rows),
        subtitle=_("Achieved in each cell, against its target"),
        figure_json=_json([bars, marks], layout),
        columns=(Column(_("Cell"), align="start"), Column(bars.name), Column(marks.name)),
        rows=_table(labels, achieved, targets),
        summary="; ".join(f"{row.label}: {_against_target(row)}" for row in rows) + ".",
    )


def _quarter(row: QuarterIntake) -> str:
    first_day = date(row.year, 3 * row.quarter - 2, 1)
    name = format_skeleton("yQQQ", first_day, locale="pl" if formats.is_polish() else "en")
    return name if row.is_complete else _("%(quarter)s (so far)") % {"quarter": name}


def _totals(rows: Sequence[QuarterIntake]) -> list[Figure]:
    """Return the released totals; those missing are added up until a quarter is not shown.

    After a hidden quarter the sum would give it away, so the rest of the totals is as silent as it is.
    """
    totals: list[Figure] = []
    before = Figure.of(0)
    for row in rows:
        if row.joined.is_shown and before.is_shown:
            before = Figure.of(before.value + row.joined.value)
        elif before.is_shown:
            before = row.joined
        totals.append(row.total or before)
    return totals
