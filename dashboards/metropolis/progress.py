"""How far the programme is to its targets: its own where it set them, else those of its projects."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards import charts
from dashboards.disclosure import Figure
from dashboards.metropolis import drawings, queries
from dashboards.metropolis.codes import DISABLED, RISK
from dashboards.metropolis.models import ReleasedOpen
from dashboards.metropolis.queries import HIDDEN, WHOLE_TIME
from indicators.definitions.models import Definition
from indicators.programme_targets import queries as programme_targets
from ui import parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View

# The people with disabilities among those at risk are promised as a part of them.
SUBSET = "DISABLED"
# With more rows than these a chart of the usual height would press their words together.
SHORT = 5


class Target(NamedTuple):
    """How many participations are promised, and whose word it is."""

    count: int
    whose: str


Targets = Mapping[str, Target]


def targets(view: "View") -> dict[str, Target]:
    """What the choice is measured against, by indicator; a single year was promised nothing."""
    if view.scope.period != WHOLE_TIME:
        return {}
    own = {} if view.scope.unit_code else _own(on=view.today)
    summed = {code: count for code, count in view.promised_in_scope.targets.items() if count}
    told = {code: Target(count, _("sum of the projects")) for code, count in summed.items()}
    return told | {code: Target(count, _("the programme")) for code, count in own.items()}


def _own(*, on: date) -> dict[str, int]:
    """The final targets that the programme set for itself, by indicator."""
    entries = programme_targets.entries_in(None, on=on)
    found = {code: one.total for (code, subset), one in entries.items() if one.total and not subset}
    # A part of the people at risk, which an indicator of its own counts.
    part = entries.get((RISK, SUBSET))
    return found | ({DISABLED: part.total} if part and part.total else {})


def chart(
    view: "View", definitions: Mapping[str, Definition], targets: Targets
) -> parts.Chart | None:
    """Achieved, pending and lost against each target; nothing where nobody promised anything."""
    rows = promises(view, definitions, targets)
    if not rows:
        return None
    drawn = charts.against_targets(rows)
    return drawn.part(
        key="progress",
        source_url=reverse("metropolis:targets"),
        csv_url=drawings.csv_address("cele", view.scope),
        height="tall" if len(rows) > SHORT else "",
        **drawings.facts(view, _("participations, as a part of the target"), view.own),
    )


def promises(
    view: "View", definitions: Mapping[str, Definition], targets: Targets
) -> list[charts.Promise]:
    """A row for each indicator that somebody set a target for, in the programme's order."""
    if not targets:
        return []
    waiting = queries.open_results(view.release, view.scope.unit_code)
    return [
        _promise(
            one,
            achieved=drawings.figure(view.pair(code).participations),
            target=targets[code],
            waiting=waiting.get(code),
        )
        for code, one in definitions.items()
        if queries.is_released(one) and code in targets
    ]


def _promise(
    one: Definition, *, achieved: Figure, target: Target, waiting: ReleasedOpen | None
) -> charts.Promise:
    counts = (waiting.pending_count, waiting.closing_count, waiting.lost_count) if waiting else ()
    told = [drawings.figure(HIDDEN if count is None else count) for count in counts]
    pending, closing, lost = told or [Figure.of(0)] * 3
    return charts.Promise(
        label=one.short_name,
        achieved=achieved,
        target=target.count,
        pending=pending,
        closing=closing,
        lost=lost,
        whose=target.whose,
    )
