"""Periods, what was reported of them, and how a report is taken back."""

from indicators.periods.models.closings import (
    Closing,
    Contribution,
    ReportedCell,
    ReportedCorrection,
    ReportedDeclared,
    ReportedDefinition,
    ReportedMove,
    ReportedRate,
)
from indicators.periods.models.periods import HeldBack, Reopening, SettlementPeriod

__all__ = [
    "Closing",
    "Contribution",
    "HeldBack",
    "Reopening",
    "ReportedCell",
    "ReportedCorrection",
    "ReportedDeclared",
    "ReportedDefinition",
    "ReportedMove",
    "ReportedRate",
    "SettlementPeriod",
]
