"""Charts as pure functions: rows of released figures in; picture, table twin and sentences out."""

from dashboards.charts.attendance import AttendanceMonth, attendance_by_month
from dashboards.charts.basket import AreaHours, basket
from dashboards.charts.breakdown import Slice, breakdown
from dashboards.charts.comparison import Compared, Measure, compare
from dashboards.charts.countdown import Countdown, countdown
from dashboards.charts.drawing import Chart, Column
from dashboards.charts.funnel import Step, funnel
from dashboards.charts.intake import QuarterIntake
from dashboards.charts.pace import Foreseen, pace
from dashboards.charts.pace import Month as PaceMonth
from dashboards.charts.progress import CellProgress, progress_by_cell
from dashboards.charts.promised import Promise, against_targets
from dashboards.charts.splits import (
    Counted,
    DisabilitySplit,
    SexSplit,
    disability_split,
    women_and_men,
)
from dashboards.charts.trend import Ahead, intake_by_quarter
from dashboards.charts.years import intake_by_year

__all__ = [
    "Ahead",
    "AreaHours",
    "AttendanceMonth",
    "CellProgress",
    "Chart",
    "Column",
    "Compared",
    "Countdown",
    "Counted",
    "DisabilitySplit",
    "Foreseen",
    "Measure",
    "PaceMonth",
    "Promise",
    "QuarterIntake",
    "SexSplit",
    "Slice",
    "Step",
    "against_targets",
    "basket",
    "breakdown",
    "compare",
    "attendance_by_month",
    "countdown",
    "disability_split",
    "funnel",
    "intake_by_quarter",
    "intake_by_year",
    "pace",
    "progress_by_cell",
    "women_and_men",
]
