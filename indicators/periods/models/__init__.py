"""Periods, what was reported of them, and how a report is taken back."""

from indicators.periods.models.closings import (
    Closing,
    Contribution,
    ReportedCell,
    ReportedCorrection,
    ReportedDefinition,
    ReportedMove,
)
from indicators.periods.models.periods import HeldBack, Reopening, SettlementPeriod

__all__ = [
    "Closing",
    "Contribution",
    "HeldBack",
    "Reopening",
    "ReportedCell",
    "ReportedCorrection",
    "ReportedDefinition",
    "ReportedMove",
    "SettlementPeriod",
]
