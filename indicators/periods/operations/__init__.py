"""Changes of settlement periods: planned, closed, reopened by two people, held back."""

from indicators.periods.operations.closing import close_period
from indicators.periods.operations.holding import hold_back
from indicators.periods.operations.planning import (
    correct_period,
    enter_period,
    propose_periods,
    remove_period,
)
from indicators.periods.operations.reopening import (
    ask_to_reopen,
    confirm_reopening,
    drop_reopening,
)

__all__ = [
    "ask_to_reopen",
    "close_period",
    "confirm_reopening",
    "correct_period",
    "drop_reopening",
    "enter_period",
    "hold_back",
    "propose_periods",
    "remove_period",
]
