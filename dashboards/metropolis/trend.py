"""New participations over time: by quarter for the programme, by year for one unit."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dashboards import charts, forecasting
from dashboards.disclosure import Figure
from dashboards.metropolis import drawings, queries
from dashboards.metropolis.codes import RISK
from dashboards.metropolis.models import Release, ReleasedCell
from dashboards.metropolis.queries import WHOLE_TIME, Scope
from ui import parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View
    from dashboards.metropolis.progress import Target

Quarter = tuple[int, int]

QUARTERS = 4
# A year ahead, from five years at most: the forecast takes steps of any length, and looks for seasons
# of twelve of them only in more than that.
AHEAD, READ = 4, 20


def chart(view: "View", scope: Scope, *, target: "Target | None" = None) -> parts.Chart | None:
    """The trend of a scope; None where the release does not go so far."""
    rows = queries.over_time(view.release, scope, RISK)
    if not rows:
        return None
    drawn = _by_quarter(view, rows, target) if not scope.unit_code else _by_year(rows)
    return drawn.part(
        key="intake",
        source_url=drawings.source(),
        csv_url=drawings.csv_address("naplyw", scope),
        **drawings.facts(view, _("participations"), rows, scope),
    )


def of_release(release: Release, *, today: date) -> parts.Chart | None:
    """The programme's quarters as one release told them, for a report of its day."""
    rows = queries.over_time(release, Scope(), RISK)
    if not rows:
        return None
    return charts.intake_by_quarter(list(_quarters(rows, {}, today=today))).part(key="intake")


def _by_quarter(
    view: "View", rows: Sequence[ReleasedCell], target: "Target | None"
) -> charts.Chart:
    """From the start with the target; a single year is no whole."""
    if view.scope.period != WHOLE_TIME:
        return charts.intake_by_quarter(list(_quarters(rows, {}, today=view.today)))
    known = {row.period: drawings.figure(queries.pair(row).participations) for row in rows}
    whole = view.figures.get(("", RISK), queries.Pair()).participations
    sums = totals(known, drawings.figure(whole))
    quarters = list(_quarters(rows, sums, today=view.today))
    told = {"target": target.count, "whose": target.whose} if target else {}
    return charts.intake_by_quarter(quarters, ahead=foreseen(quarters), **told)


def foreseen(quarters: Sequence[charts.QuarterIntake]) -> list[charts.Ahead]:
    """The total at the end of the quarters to come, from those since the last one that is hidden."""
    past = [quarter for quarter in quarters if quarter.is_complete]
    counts: list[int] = []
    for quarter in past:
        counts = [*counts, int(quarter.joined.value)] if quarter.joined.value is not None else []
    start = past[-1].total if past else None
    if start is None or start.value is None:
        return []
    told = forecasting.forecast(counts[-READ:], months_ahead=AHEAD)
    year, quarter = past[-1].year, past[-1].quarter
    found = []
    for band in told.months:
        year, quarter = (year, quarter + 1) if quarter < QUARTERS else (year + 1, 1)
        sides = (int(start.value) + side for side in (band.low, band.middle, band.high))
        found.append(charts.Ahead(year, quarter, *sides))
    return found


def totals(known: Mapping[str, Figure], whole: Figure) -> dict[str, Figure]:
    """The total at the end of each period: counted from the start, and back from the whole.

    Both are sums and differences of what is shown, so that a hidden period silences only the totals
    which really hang on it.
    """
    periods = sorted(known)
    sums: dict[str, Figure] = {}
    total = Figure.of(0)
    for period in periods:
        total = _plus(total, known[period])
        sums[period] = total
    total = whole
    for period in reversed(periods):
        if not sums[period].is_shown and total.is_shown:
            sums[period] = total
        total = _plus(total, known[period], sign=-1)
    return sums


def _plus(total: Figure, more: Figure, *, sign: int = 1) -> Figure:
    if total.value is None or more.value is None:
        return Figure.hidden()
    return Figure.of(total.value + sign * more.value)


def _quarters(
    rows: Sequence[ReleasedCell], sums: Mapping[str, Figure], *, today: date
) -> Iterator[charts.QuarterIntake]:
    """Every quarter from the first to the last: one without a cell is a quarter without anybody."""
    known = {row.period: drawings.figure(queries.pair(row).participations) for row in rows}
    now = (today.year, (today.month + 2) // 3)
    total = Figure.of(0)
    for year, quarter in _between(rows[0].period, rows[-1].period):
        period = f"{year}Q{quarter}"
        total = sums.get(period, total)
        yield charts.QuarterIntake(
            year=year,
            quarter=quarter,
            joined=known.get(period, Figure.of(0)),
            total=total if sums else None,
            is_complete=(year, quarter) < now,
        )


def _between(first: str, last: str) -> list[Quarter]:
    return [
        (year, quarter)
        for year in range(int(first[:4]), int(last[:4]) + 1)
        for quarter in range(1, 5)
        if first <= f"{year}Q{quarter}" <= last
    ]


def _by_year(rows: Sequence[ReleasedCell]) -> charts.Chart:
    """Every year from the first to the last: one without a cell is a year without anybody."""
    known = {row.period: drawings.figure(queries.pair(row).participations) for row in rows}
    years = range(int(rows[0].period), int(rows[-1].period) + 1)
    return charts.intake_by_year([(str(y), known.get(str(y), Figure.of(0))) for y in years])
