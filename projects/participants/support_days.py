"""The day of the first support makes the start, and the last one is kept: pushed from above.

Support knows participations, not the other way round. Whatever changes attendance tells the
days here, in its own transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import outbox
from core.errors import RuleBroken
from core.together import update_each
from projects.participants import rules
from projects.participants.columns import address_columns, address_of
from projects.participants.entries import ADDRESS
from projects.participants.models import Participation
from territory import queries as territory
from ui import formats

CHANGED = ("started_on", "age_at_start", "last_support_on")
FROZEN = (*(f"{name}_at_start" for name in ADDRESS), "degurba_at_start")


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
    # The people are read after the lock, not beside it: who corrected one of them has let go of
    # the participation by then, and the address that freezes is the corrected one.
    rows = Participation.objects.select_for_update().prefetch_related("person")
    started, begun, lasted = [], [], []
    for row in rows.filter(pk__in=days).order_by("pk"):
        before = row.started_on, row.last_support_on
        _set(row, days[row.pk])
        if row.started_on != before[0]:
            started.append(row)
            begun += [row] if before[0] is None else []
        elif row.last_support_on != before[1]:
            lasted.append(row)
    _freeze_degree(begun)
    update_each(started, [*CHANGED, *FROZEN])
    update_each(lasted, ["last_support_on"])
    # Also of whom no day has moved: hours of support are counted too.
    outbox.write_each(outbox.Topic.PARTICIPATION, days)


def _set(row: Participation, days: SupportDays) -> None:
    row.last_support_on = days.last_on
    if row.start_follows_support:
        _start_on(row, days.first_on)


def _start_on(row: Participation, first_on: date | None) -> None:
    if row.ended_on and (first_on is None or first_on > row.ended_on):
        raise ExitBeforeSupport(person=row.person, ended_on=formats.day(row.ended_on))
    if row.started_on is None and first_on:
        _freeze_address(row)
    row.started_on = first_on
    row.age_at_start = (
        None if first_on is None else rules.age_on(born_on=row.person.born_on, day=first_on)
    )


def _freeze_address(row: Participation) -> None:
    """Until the start the address was the person's; from this day it is the one of the start."""
    address = address_of(row.person)
    for name, value in address_columns(address).items():
        setattr(row, name, value)


def _freeze_degree(begun: Iterable[Participation]) -> None:
    """How urban the gmina was on the day of the start; one question for all who began on a day."""
    of_day: dict[date, list[Participation]] = defaultdict(list)
    for row in begun:
        if row.started_on is not None:
            of_day[row.started_on].append(row)
    for day, rows in of_day.items():
        degree_of = territory.degurba_of_many([row.gmina_at_start for row in rows], day)
        for row in rows:
            row.degurba_at_start = degree_of[row.gmina_at_start]
