"""Tells whoever changes a participation that a frozen report may have counted it."""

from django.utils.translation import gettext as _

from indicators.periods import queries
from projects.participants.models import Participation
from ui import formats


def reported(participation: Participation) -> list[str]:
    """One sentence where its project is reported beyond its first day; one query."""
    until = queries.closed_until([participation.project_id]).get(participation.project_id)
    started_on = participation.started_on
    if until is None or started_on is None or started_on > until:
        return []
    said = _(
        "The days until %(until)s are reported and closed. If this changes a reported value, "
        "the next report tells it as a difference."
    )
    return [said % {"until": formats.day(until)}]
