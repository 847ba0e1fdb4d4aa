"""Pages of the watch on the metropolis's host."""

from dashboards.watching.views.asking import ask, requests, unit, withdraw
from dashboards.watching.views.calendar import (
    calendar,
    calendar_address,
    close_feed,
    feed,
    open_feed,
)
from dashboards.watching.views.presenting import presentation
from dashboards.watching.views.saved import (
    begin_with,
    change_view,
    delete_view,
    letter,
    open_view,
    restore_view,
    save_view,
    saved_views,
)
from dashboards.watching.views.warnings import warnings

__all__ = [
    "ask",
    "begin_with",
    "calendar",
    "calendar_address",
    "change_view",
    "close_feed",
    "delete_view",
    "feed",
    "letter",
    "open_feed",
    "open_view",
    "presentation",
    "requests",
    "restore_view",
    "save_view",
    "saved_views",
    "unit",
    "warnings",
    "withdraw",
]
