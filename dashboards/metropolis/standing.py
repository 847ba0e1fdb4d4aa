"""Since when figures stand: a released count goes on showing what it showed until enough people moved it.

So a figure may be older than the release that tells it. Its day is that of the release which first
showed this number; whoever kept all releases could tell it from them.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from core.days import warsaw_day
from dashboards.metropolis.models import Release
from ui import formats


class Standing(Protocol):
    """A released figure with its day; None where it shows no number, or is live."""

    @property
    def since(self) -> date | None: ...


def oldest(release: Release | None, found: Iterable[Standing]) -> date | None:
    """The day of the oldest of these figures, where that is before the release's own; else None."""
    if release is None:
        return None
    first = min((one.since for one in found if one.since), default=None)
    return first if first and first < warsaw_day(release.released_at) else None


def words(release: Release | None, found: Iterable[Standing]) -> str:
    """What a source line adds where a figure is older than its release; else nothing."""
    day = oldest(release, found)
    return _("the oldest number as of %(day)s") % {"day": formats.day(day)} if day else ""
