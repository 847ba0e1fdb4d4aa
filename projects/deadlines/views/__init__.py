"""Pages of deadlines: the list, what was settled, the morning letter and the calendar."""

from projects.deadlines.views.listing import deadlines, done, reopen, settle
from projects.deadlines.views.programme import asked
from projects.deadlines.views.telling import close_feed, digest, feed, open_feed, settings

__all__ = [
    "asked",
    "close_feed",
    "deadlines",
    "digest",
    "done",
    "feed",
    "open_feed",
    "reopen",
    "settings",
    "settle",
]
