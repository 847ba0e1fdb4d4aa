"""Released figures: the only tables that the metropolis's database role may read."""

from dashboards.metropolis.models.beside import (
    ReleasedHours,
    ReleasedOpen,
    ReleasedRecruitment,
)
from dashboards.metropolis.models.live import LiveFreshness, LiveRepeat, LiveTotal, LiveUnit
from dashboards.metropolis.models.projects import ReleasedDeclared, ReleasedProject
from dashboards.metropolis.models.releases import Release, ReleasedBreakdown, ReleasedCell

__all__ = [
    "LiveFreshness",
    "LiveRepeat",
    "LiveTotal",
    "LiveUnit",
    "Release",
    "ReleasedBreakdown",
    "ReleasedCell",
    "ReleasedDeclared",
    "ReleasedHours",
    "ReleasedOpen",
    "ReleasedProject",
    "ReleasedRecruitment",
]
