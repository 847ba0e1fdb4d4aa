"""Tells participations when support was given, in the transaction that changed it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from projects.participants import support_days
from projects.support import queries


def note(participations: Collection[UUID], *, on: date) -> None:
    """After every change of what was given: the first and the last day of these people anew."""
    support_days.note(queries.support_days(participations), on=on)
