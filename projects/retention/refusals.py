"""What stands in the way of removing people, in sentences."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from projects.agreements.models import Project
from projects.retention.rules import Obstacle, obstacle
from ui import formats


class DayNotKnown(RuleBroken):
    message = _(
        "Nobody has entered until when the records are kept, so nothing is removed. "
        "Enter the day and who says so."
    )


class NoSource(RuleBroken):
    message = _(
        "The day until which records are kept has no source. Enter who says so, "
        "for example a letter of the managing authority."
    )


class ShorterThanTheProject(RuleBroken):
    message = _("Records cannot be kept shorter than the project lasts. Correct the day.")


class StillKept(RuleBroken):
    message = _("Records are kept until %(day)s. People can be removed from the day after it.")


class NobodyToRemove(RuleBroken):
    message = _("There is nobody to remove in this project.")


class AskedAlready(RuleBroken):
    message = _(
        "%(who)s asked for it already. Another person with the role of project coordinator may agree "
        "until %(until)s."
    )


class TakesTwo(RuleBroken):
    message = _(
        "You asked for it yourself, so somebody else must agree: people are removed for ever. "
        "Any other person with the role of project coordinator may."
    )


class NothingWaits(RuleBroken):
    message = _("This request no longer waits: it was agreed to, dropped, or ran out on %(until)s.")


class ChangedMeanwhile(RuleBroken):
    message = _("Something changed since this page was opened. Look at what goes once more.")


class BeingCounted(RuleBroken):
    message = _(
        "Changes of this unit are just being counted, and only counted people can be removed. "
        "Try again in a minute."
    )


REFUSALS: dict[Obstacle, type[RuleBroken]] = {
    Obstacle.NO_DAY: DayNotKnown,
    Obstacle.NO_SOURCE: NoSource,
    Obstacle.BEFORE_THE_END: ShorterThanTheProject,
    Obstacle.STILL_KEPT: StillKept,
}


def why_not(project: Project, *, on: date) -> RuleBroken | None:
    """Why nobody can be removed from the project on this day, if so."""
    found = obstacle(
        retain_until=project.retain_until,
        source=project.retention_source,
        ends_on=project.ends_on,
        on=on,
    )
    if found is None:
        return None
    return REFUSALS[found](day=formats.day(project.retain_until) if project.retain_until else "")
