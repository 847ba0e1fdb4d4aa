"""How many participations begin in each quarter: the rows, what they say, and their bars and line."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.charts import drawing
from dashboards.disclosure import Figure
from ui import charts_theme, formats

# "About so many every quarter" is said only if no quarter is further from the mean than this,
STEADY_WITHIN = Fraction(1, 4)
# and only of at least a year.
STEADY_QUARTERS = 4
# Bars between two upright words that would touch each other on a phone.
ROOM_FOR_A_WORD = 3


@dataclass(frozen=True)
class QuarterIntake:
    """`total` counts from the start, as released; if no row has it, quarters are added up."""

    year: int
    quarter: int
    joined: Figure
    total: Figure | None = None
    is_complete: bool = True

    @property
    def label(self) -> str:
        name = formats.period(f"{self.year}Q{self.quarter}")
        return name if self.is_complete else _("%(quarter)s (so far)") % {"quarter": name}


def names() -> tuple[str, str]:
    """What the bars and the line are called."""
    return _("New participations"), _("Total from the start")


def totals(rows: Sequence[QuarterIntake]) -> list[Figure]:
    """Return the totals as released, or the quarters added up from the first one on."""
    if any(row.total for row in rows):
        return [row.total or Figure.no_data() for row in rows]
    sums: list[Figure] = []
    before = Figure.of(0)
    for row in rows:
        # A sum after a hidden quarter would give it away: the totals stay as silent as it is.
        if before.is_shown:
            shown = row.joined.is_shown
            before = Figure.of(before.value + row.joined.value) if shown else row.joined
        sums.append(before)
    return sums


def traces(rows: Sequence[QuarterIntake], sums: Sequence[Figure]) -> list:
    labels = [row.label for row in rows]
    bars = drawing.bars(
        names()[0],
        [row.joined for row in rows],
        x=labels,
        # Dotted: this quarter is not over.
        marker={
            "color": charts_theme.TOKENS["q3"],
            "pattern": drawing.pattern(["" if row.is_complete else "." for row in rows]),
        },
    )
    last = max((place for place, total in enumerate(sums) if total.is_shown), default=None)
    line = drawing.line(
        names()[1],
        sums,
        x=labels,
        yaxis="y2",
        mode="lines+markers+text",
        text=[drawing.written(t) if place == last else "" for place, t in enumerate(sums)],
        textposition="top left",
        cliponaxis=False,
        line={"color": charts_theme.TOKENS["ink"]},
        marker={"size": 4},
    )
    return [bars, line]


def layout(rows: Sequence[QuarterIntake]) -> dict:
    first_of_year = {row.year: row.label for row in reversed(rows)}
    heads = [
        drawing.note(name, x=0, y=top, xref="paper", yref="paper", xanchor="left", yanchor="bottom")
        for name, top in zip(names(), (0.48, 1), strict=True)
    ]
    gaps = [
        drawing.note(
            drawing.written(rows[first].joined),
            x=(first + last) / 2,
            y=0,
            yref="y",
            yanchor="bottom",
            textangle=-90,
        )
        for first, last in _gaps(rows)
    ]
    return {
        "margin": {"t": 28},
        "xaxis": {
            "type": "category",
            "tickvals": list(first_of_year.values()),
            "ticktext": [str(year) for year in first_of_year],
        },
        "yaxis": {**drawing.COUNTS, "domain": [0, 0.48]},
        "yaxis2": {**drawing.COUNTS, "domain": [0.6, 1], "anchor": "x"},
        "annotations": heads + gaps,
    }


def _gaps(rows: Sequence[QuarterIntake]) -> list[tuple[int, int]]:
    """The first and the last place of each run without a number; near ones share their word."""
    runs: list[tuple[int, int]] = []
    for place in (place for place, row in enumerate(rows) if not row.joined.is_shown):
        if runs and place - runs[-1][1] < ROOM_FOR_A_WORD:
            runs[-1] = runs[-1][0], place
        else:
            runs.append((place, place))
    return runs


def finding(rows: Sequence[QuarterIntake]) -> str:
    """Say how many begin every quarter since it is steady, or which quarter had the most."""
    steady = _steady_years(rows)
    if steady:
        about = _rounded(_mean(steady))
        facts = {"year": steady[0].year, "number": formats.number(about)}
        return (
            ngettext(
                "Since %(year)s about %(number)s participation begins every quarter",
                "Since %(year)s about %(number)s participations begin every quarter",
                about,
            )
            % facts
        )
    most = _most(rows)
    if most is None:
        return _("No numbers of new participations can be shown yet")
    facts = {"quarter": most.label, "number": drawing.written(most.joined)}
    return _("The most participations began in %(quarter)s: %(number)s") % facts


def _steady_years(rows: Sequence[QuarterIntake]) -> list[QuarterIntake]:
    """Return the longest run of even quarters from the start of a year until now."""
    complete = [row for row in rows if row.is_complete]
    for start, row in enumerate(complete):
        run = complete[start:]
        if row.quarter == 1 and len(run) >= STEADY_QUARTERS and _is_steady(run):
            return run
    return []


def _is_steady(run: Sequence[QuarterIntake]) -> bool:
    if not all(row.joined.value for row in run):
        return False
    mean = _mean(run)
    return all(abs(row.joined.value - mean) <= STEADY_WITHIN * mean for row in run)


def _mean(run: Sequence[QuarterIntake]) -> Fraction:
    return Fraction(sum(row.joined.value for row in run), len(run))


def _rounded(mean: Fraction) -> int:
    step = 10 if mean >= 100 else 5 if mean >= 20 else 1
    return round(mean / step) * step


def _most(rows: Sequence[QuarterIntake]) -> QuarterIntake | None:
    shown = [row for row in rows if row.joined.is_shown]
    return max(shown, key=lambda row: row.joined.value, default=None)


def summary(rows: Sequence[QuarterIntake]) -> str:
    most = _most(rows)
    if most is None:
        return _("No numbers of new participations can be shown yet.")
    return _(
        "From %(first)s to %(last)s the most participations began in %(quarter)s: %(number)s;"
        " quarters with a number not shown: %(gaps)s."
    ) % {
        "first": rows[0].label,
        "last": rows[-1].label,
        "quarter": most.label,
        "number": drawing.written(most.joined),
        "gaps": formats.number(sum(not row.joined.is_shown for row in rows)),
    }
