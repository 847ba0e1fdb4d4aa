"""The dashboard's main figures as slides: one figure, one chart or the map on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dashboards.metropolis import drawings, headline, scope, trend
from dashboards.metropolis.pages import View
from dashboards.watching.sentences import EarlyWarning
from indicators.definitions import queries as definitions

MOST_WARNINGS = 4


@dataclass(frozen=True, kw_only=True)
class Slide:
    """`kind` tells what is drawn: title, figure, map, chart or trouble."""

    kind: str
    title: str
    part: Any = None


def slides(view: View, warnings: Sequence[EarlyWarning]) -> list[Slide]:
    """From the parts that the dashboard is made of; what it does not show has no slide."""
    names = {code: one.short_name for code, one in definitions.definitions().items()}
    tiles = [*headline.people_tiles(view, names, {}), *headline.money_tiles(view)]
    around = drawings.tiles(
        view.units, view.figures, working=view.working, query=scope.query(view.scope)
    )
    found = [
        Slide(kind="title", title=headline.finding(view, view.unit)),
        *(Slide(kind="figure", title=tile["label"], part=tile) for tile in tiles),
        Slide(kind="map", title=around.finding, part=around),
    ]
    intake = trend.chart(view, view.scope)
    if intake:
        found.append(Slide(kind="chart", title=intake.finding, part=intake))
    if warnings:
        shown = list(warnings[:MOST_WARNINGS])
        found.append(Slide(kind="trouble", title=_("Trouble first"), part=shown))
    return found
