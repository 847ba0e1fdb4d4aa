"""The day of the first support makes the start, and the last one is kept: pushed from above.

Support knows participations, not the other way round. Whatever changes attendance tells the
days here, in its own transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import outbox
from core.errors import RuleBroken
from projects.participants import rules
from projects.participants.models import Participation
from ui import formats


@dataclass(frozen=True, kw_only=True)
class SupportDays:
    """Between which days support was given; both None when none of it is left."""

    first_on: date | None
    last_on: date | None


class ExitBeforeSupport(RuleBroken):
    message = _(
        "%(person)s left the project on %(ended_on)s, and after this change the first support "
        "would come later or not at all. Correct the exit first, or keep the earlier support."
    )


class SupportInFuture(RuleBroken):
    message = _(
        "Support of %(day)s has not been given yet. Enter it when the day has come, "
        "or correct the day."
    )


def note(days: Mapping[UUID, SupportDays], *, on: date) -> None:
    """Set starts that follow support, and the last day of support; figures follow by themselves.

    Keyed by participation. Call it inside an operation, with everything that changed at once;
    `on` is the day of the change.
    """
    latest = max((each.last_on for each in days.values() if each.last_on), default=on)
    if latest > on:
        raise SupportInFuture(day=formats.day(latest))
    rows = Participation.objects.select_for_update(of=("self",)).select_related("person")
    touched = [row for row in rows.filter(pk__in=days).order_by("pk") if _noted(row, days[row.pk])]
    Participation.objects.bulk_update(touched, ["started_on", "age_at_start", "last_support_on"])
    for row in touched:
        outbox.write(outbox.Topic.PARTICIPATION, row.pk)


def _noted(row: Participation, days: SupportDays) -> bool:
    """Whether the row is another one now."""
    before = row.started_on, row.last_support_on
    row.last_support_on = days.last_on
    if row.start_follows_support:
        _start_on(row, days.first_on)
    return (row.started_on, row.last_support_on) != before


def _start_on(row: Participation, first_on: date | None) -> None:
    if row.ended_on and (first_on is None or first_on > row.ended_on):
        raise ExitBeforeSupport(person=row.person, ended_on=formats.day(row.ended_on))
    row.started_on = first_on
    row.age_at_start = (
        None if first_on is None else rules.age_on(born_on=row.person.born_on, day=first_on)
    )
