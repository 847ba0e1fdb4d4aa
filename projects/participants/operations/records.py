"""What the operations on a path share: the row they decide upon, and the refusals of its days."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken, StaleEdit
from projects.participants.models import Participation
from projects.participants.rules.path import Period
from ui import formats

Row = TypeVar("Row", bound=Model)


class IsVoided(RuleBroken):
    message = _(
        "This participation is voided: nothing is added to it. "
        "If it was voided wrongly, the coordinator restores it first."
    )


class DayNotYet(RuleBroken):
    message = _("%(day)s is still to come. Enter a day up to today.")


class AfterLeaving(RuleBroken):
    message = _(
        "%(day)s is after the person left on %(left)s. "
        "Enter an earlier day, or take the exit back first."
    )


class OutsideProject(RuleBroken):
    message = _(
        "The period from %(starts)s to %(ends)s goes beyond the project, which runs "
        "from %(opens)s to %(closes)s. Enter days within the project."
    )


class EndsBeforeItStarts(RuleBroken):
    message = _("%(ends)s is before %(starts)s. The last day comes after the first: correct one.")


def live(participation: Participation) -> Participation:
    """The participation, locked until the end of the transaction; a voided one is refused."""
    rows: Any = Participation.objects.select_for_update(of=("self",))
    found: Participation = rows.select_related("person", "project").get(pk=participation.pk)
    if found.voided_at:
        raise IsVoided
    return found


def fresh(row: Row, version: int) -> Row:
    """The row as it stands, if nobody changed it since that version was shown."""
    rows: Any = type(row)._default_manager
    found = rows.select_for_update().get(pk=row.pk)
    if found.version != version:
        raise StaleEdit
    return found


def save_changes(row: Any, **columns: Any) -> list[str]:
    """Write the columns with the next version; returns the names of those that are different."""
    changed = [name for name, value in columns.items() if (getattr(row, name) or "") != value]
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return changed


def check_day(day: date, *, on: date, field: str, participation: Participation) -> None:
    """A day of something that has happened: not to come, and not after the person left."""
    if day > on:
        raise DayNotYet(field=field, day=formats.day(day))
    left = participation.ended_on
    if left and day > left:
        raise AfterLeaving(field=field, day=formats.day(day), left=formats.day(left))


def check_order(period: Period, *, field: str) -> None:
    if period.ends_on and period.ends_on < period.starts_on:
        days = {"starts": formats.day(period.starts_on), "ends": formats.day(period.ends_on)}
        raise EndsBeforeItStarts(field=field, **days)


def check_within_project(period: Period, participation: Participation, *, field: str) -> None:
    project = participation.project
    if not period.lies_within(Period(project.starts_on, project.ends_on)):
        raise OutsideProject(
            field=field,
            starts=formats.day(period.starts_on),
            ends=formats.day(period.ends_on),
            opens=formats.day(project.starts_on),
            closes=formats.day(project.ends_on),
        )
