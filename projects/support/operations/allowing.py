"""Whether support of a day may be written down for a person, with the sentence when it may not."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.rules import attendance as rules
from ui import formats


class SupportNotPossible(RuleBroken):
    """Which rule of the days is broken, and for whom."""

    SENTENCES = {
        "future": _(
            "%(person)s: %(day)s has not come yet. Support is written down when it was given."
        ),
        "before_project": _(
            "%(person)s: on %(day)s the project had not begun; it runs from %(since)s. "
            "Correct the day."
        ),
        "after_project": _(
            "%(person)s: on %(day)s the project was over; it ran to %(until)s. Correct the day."
        ),
        "before_start": _(
            "%(person)s: %(day)s comes before the start of participation on %(start)s. "
            "Correct the day, or the start."
        ),
        "after_exit": _(
            "%(person)s left the project on %(exit)s, before %(day)s. Correct the day, or the exit."
        ),
        "not_in_group": _(
            "%(person)s was not in the group on %(day)s. Correct the days in the group first."
        ),
    }

    def __init__(self, reason: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(field=field, **facts)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.SENTENCES[self.reason]) % self.facts


def refuse_unless_possible(
    participation: Participation,
    project: Project,
    day: date,
    *,
    on: date,
    memberships: Iterable[rules.Span] | None = None,
    field: str | None = None,
) -> None:
    """Raise SupportNotPossible with the first reason against support of this day."""
    reason = rules.why_not(
        day,
        today=on,
        project=rules.Span(first_on=project.starts_on, last_on=project.ends_on),
        stay=stay_of(participation),
        memberships=memberships,
    )
    if reason:
        raise SupportNotPossible(
            reason,
            field=field,
            person=participation.person,
            day=formats.day(day),
            since=formats.day(project.starts_on),
            until=formats.day(project.ends_on),
            start=formats.day(participation.started_on),
            exit=formats.day(participation.ended_on),
        )


def stay_of(participation: Participation) -> rules.Span:
    """From the start, unless it follows support, to the exit."""
    follows = participation.start_follows_support
    first_on = None if follows else participation.started_on
    return rules.Span(first_on=first_on, last_on=participation.ended_on)
