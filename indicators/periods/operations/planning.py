"""The periods of a project are entered, proposed for its whole time, corrected and removed."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.periods import queries, refusals
from indicators.periods.models import SettlementPeriod
from indicators.periods.operations.locking import locked_period, locked_project
from indicators.periods.rules import days
from indicators.periods.rules.days import Span
from projects.agreements.models import Project
from ui import formats


class EndsBeforeItStarts(RuleBroken):
    message = _("The last day comes before the first one. Correct one of the days.")
    field = "ends_on"


class OutsideProject(RuleBroken):
    message = _(
        "The project runs from %(starts)s to %(ends)s, and a period lies within it. "
        "Correct the days, or enter the amendment that moved the project's end."
    )
    field = "ends_on"


class PeriodsMeet(RuleBroken):
    message = _(
        "Period %(number)s covers %(starts)s – %(ends)s, and two periods never share a day. "
        "Periods follow each other: begin this one after the one before it ends."
    )
    field = "starts_on"


class DueTooEarly(RuleBroken):
    message = _("The report is due after the period has ended, so later than %(ends)s.")
    field = "due_on"


class FinalIsLast(RuleBroken):
    message = _("Period %(number)s is the final one: no other comes after it.")
    field = "starts_on"


class NothingToPropose(RuleBroken):
    message = _("The periods reach to the end of the project already: there is nothing to add.")


class IsClosed(RuleBroken):
    message = _(
        "This period is closed: its report is frozen, and its days with it. "
        "Reopen it first; that takes two people."
    )


@operation(moves_figures=True)
def enter_period(
    *,
    project: Project,
    starts_on: date,
    ends_on: date,
    due_on: date | None,
    is_final: bool,
    by: Actor,
) -> SettlementPeriod:
    """Add a period after the others; without a day it is due as the agreement says."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    locked = locked_project(project)
    span = Span(starts_on, ends_on)
    _check(locked, span, others=list(queries.periods_of(locked.pk)), is_final=is_final)
    period = _made(locked, span, due_on=due_on, is_final=is_final)
    audit.record("entered a settlement period", period, by=by)
    outbox.write(outbox.Topic.PROJECT, locked.pk)
    return period


@operation(moves_figures=True)
def propose_periods(*, project: Project, every_months: int, by: Actor) -> list[SettlementPeriod]:
    """Cut what is left of the project into periods of so many months; the last one is final."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    locked = locked_project(project)
    whole = queries.whole_of(locked)
    last = queries.periods_of(locked.pk).last()
    after = last.ends_on if last else None
    spans = list(days.proposed(whole, after=after, every_months=every_months))
    if not spans:
        raise NothingToPropose
    made = [
        _made(locked, span, due_on=None, is_final=span.ends_on == whole.ends_on) for span in spans
    ]
    audit.record("proposed settlement periods", locked, by=by, count=len(made))
    outbox.write(outbox.Topic.PROJECT, locked.pk)
    return made


@operation(moves_figures=True)
def correct_period(
    *,
    period: SettlementPeriod,
    starts_on: date,
    ends_on: date,
    due_on: date,
    is_final: bool,
    version: int,
    by: Actor,
) -> SettlementPeriod:
    """Move the days of an open period; its place among the others stays."""
    require(by, Permission.EDIT_PROJECTS, project=period.project_id)
    found = locked_period(period, version)
    if queries.is_closed(found):
        raise IsClosed
    span = Span(starts_on, ends_on)
    others = list(queries.periods_of(found.project_id).exclude(pk=found.pk))
    _check(found.project, span, others=others, is_final=is_final, place=found.number)
    _check_due(span, due_on)
    new = {"starts_on": starts_on, "ends_on": ends_on, "due_on": due_on, "is_final": is_final}
    changed = [name for name, value in new.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, new[name])
    found.version += 1
    found.save(update_fields=[*changed, "version"])
    audit.record("corrected a settlement period", found, by=by, fields=changed)
    outbox.write(outbox.Topic.PROJECT, found.project_id)
    return found


@operation(moves_figures=True)
def remove_period(*, period: SettlementPeriod, version: int, by: Actor) -> None:
    """Take the last period away, unless it was ever reported."""
    require(by, Permission.EDIT_PROJECTS, project=period.project_id)
    found = locked_period(period, version)
    if (refusal := refusals.of_removing(found)) is not None:
        raise refusal
    audit.record("removed a settlement period", found, by=by)
    outbox.write(outbox.Topic.PROJECT, found.project_id)
    found.delete()


def _made(project: Project, span: Span, *, due_on: date | None, is_final: bool) -> SettlementPeriod:
    last = queries.periods_of(project.pk).last()
    due_on = due_on or days.due_on(span.ends_on, queries.terms_of(project), is_final=is_final)
    _check_due(span, due_on)
    return SettlementPeriod.objects.create(
        project=project,
        number=last.number + 1 if last else 1,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        due_on=due_on,
        is_final=is_final,
    )


def _check(
    project: Project,
    span: Span,
    *,
    others: list[SettlementPeriod],
    is_final: bool,
    place: int | None = None,
) -> None:
    """Within the project, and in its place: after every earlier period, before every later one."""
    whole = queries.whole_of(project)
    if span.ends_on < span.starts_on:
        raise EndsBeforeItStarts
    if not span.lies_within(whole):
        raise OutsideProject(starts=formats.day(whole.starts_on), ends=formats.day(whole.ends_on))
    for other in others:
        is_earlier = place is None or other.number < place
        if (is_earlier and span.starts_on <= other.ends_on) or (
            not is_earlier and span.ends_on >= other.starts_on
        ):
            shown = {"starts": formats.day(other.starts_on), "ends": formats.day(other.ends_on)}
            raise PeriodsMeet(number=other.number, **shown)
        if (is_earlier and other.is_final) or (not is_earlier and is_final):
            raise FinalIsLast(number=other.number if is_earlier else place)


def _check_due(span: Span, due_on: date) -> None:
    if due_on <= span.ends_on:
        raise DueTooEarly(ends=formats.day(span.ends_on))
