"""Pages of settlement periods: the list, their days, closing, reports, differences, reopening."""

from indicators.periods.views.closing import close, confirm, drop, reopen
from indicators.periods.views.planning import correct, enter, periods, propose, remove, sent
from indicators.periods.views.reports import (
    checksum,
    differences,
    history,
    period,
    report,
    who,
)

__all__ = [
    "checksum",
    "close",
    "confirm",
    "correct",
    "differences",
    "drop",
    "enter",
    "history",
    "period",
    "periods",
    "propose",
    "remove",
    "reopen",
    "report",
    "sent",
    "who",
]
