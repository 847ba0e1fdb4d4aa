"""Pages of the watch on the metropolis's host."""

from dashboards.watching.views.asking import ask, requests, withdraw
from dashboards.watching.views.calendar import (
    calendar,
    calendar_address,
    close_feed,
    feed,
    open_feed,
)
from dashboards.watching.views.warnings import warnings

__all__ = [
    "ask",
    "calendar",
    "calendar_address",
    "close_feed",
    "feed",
    "open_feed",
    "requests",
    "warnings",
    "withdraw",
]
