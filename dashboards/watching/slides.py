"""The dashboard's main figures as slides: one figure, one chart or the map on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dashboards.watching.sentences import EarlyWarning

MOST_WARNINGS = 4


@dataclass(frozen=True, kw_only=True)
class Slide:
    """`kind` tells what is drawn: title, figure, map, chart or trouble."""

    kind: str
    title: str
    part: Any = None


def slides(page: Mapping[str, Any], warnings: Sequence[EarlyWarning]) -> list[Slide]:
    """From what the dashboard shows; what it does not show has no slide."""
    found = [Slide(kind="title", title=_("The programme in figures"))]
    found += [Slide(kind="figure", title=stat["label"], part=stat) for stat in page["stats"]]
    if page.get("map"):
        found.append(Slide(kind="map", title=page["map"].finding, part=page["map"]))
    for key in ("intake", "who"):
        if page.get(key):
            found.append(Slide(kind="chart", title=page[key].finding, part=page[key]))
    if warnings:
        shown = list(warnings[:MOST_WARNINGS])
        found.append(Slide(kind="trouble", title=_("Trouble first"), part=shown))
    return found
