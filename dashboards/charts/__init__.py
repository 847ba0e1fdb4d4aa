"""Charts as pure functions: rows of released figures in; picture, table twin and sentences out."""

from dashboards.charts.drawing import Chart, Column
from dashboards.charts.intake import QuarterIntake, intake_by_quarter
from dashboards.charts.progress import CellProgress, progress_by_cell
from dashboards.charts.splits import (
    Counted,
    DisabilitySplit,
    SexSplit,
    disability_split,
    women_and_men,
)
from dashboards.charts.years import intake_by_year

__all__ = [
    "CellProgress",
    "Chart",
    "Column",
    "Counted",
    "DisabilitySplit",
    "QuarterIntake",
    "SexSplit",
    "disability_split",
    "intake_by_quarter",
    "intake_by_year",
    "progress_by_cell",
    "women_and_men",
]
