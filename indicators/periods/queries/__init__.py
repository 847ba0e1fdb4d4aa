"""What can be asked about settlement periods. Nothing here changes anything; see operations."""

from indicators.periods.queries.closings import (
    Certificate,
    certificate_of,
    contributors_of,
    live_closings,
    people_reported,
    report_of,
    visible_closings,
)
from indicators.periods.queries.differences import Difference, Moved, difference_of, moved, told_of
from indicators.periods.queries.periods import (
    asked_in,
    before,
    closed_until,
    is_closed,
    last_closing,
    mended_until,
    overdue,
    periods_of,
    periods_visible_to,
    terms_of,
    waiting_reopening,
    waiting_reopenings,
    whole_of,
)
from indicators.periods.queries.reports import report_now
from indicators.periods.queries.telling import Told, told, told_now

__all__ = [
    "Certificate",
    "Difference",
    "Moved",
    "Told",
    "asked_in",
    "before",
    "certificate_of",
    "closed_until",
    "contributors_of",
    "difference_of",
    "is_closed",
    "last_closing",
    "live_closings",
    "mended_until",
    "moved",
    "overdue",
    "people_reported",
    "periods_of",
    "periods_visible_to",
    "report_now",
    "report_of",
    "terms_of",
    "told",
    "told_now",
    "told_of",
    "visible_closings",
    "waiting_reopening",
    "waiting_reopenings",
    "whole_of",
]
