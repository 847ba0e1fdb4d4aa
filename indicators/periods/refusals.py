"""Why a period is not closed, reopened or removed: a page says it before anybody tries."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from indicators.periods import queries
from indicators.periods.models import SettlementPeriod
from ui import formats


class NotOver(RuleBroken):
    message = _(
        "The period lasts until %(ends)s, and people may still come and leave in it. "
        "It can be closed from %(since)s on."
    )


class EarlierIsOpen(RuleBroken):
    message = _(
        "Period %(number)s, before this one, is not closed. Values are counted from the start of "
        "the project, so periods are closed in their order: close that one first, or say that its "
        "claim was sent already."
    )


class LaterIsReported(RuleBroken):
    message = _(
        "Period %(number)s, after this one, is closed, and its report begins where the project does: "
        "this one is in it. Its own claim was sent without Szansa."
    )


class ClosedAlready(RuleBroken):
    message = _("This period is closed already. Open it to see who closed it and when.")


class NotClosed(RuleBroken):
    message = _("This period is open: there is no report to take back.")


class LaterIsClosed(RuleBroken):
    message = _(
        "Period %(number)s, after this one, is closed and stands on it. "
        "Only the last report can be taken back: begin with that one."
    )


class NotTheLast(RuleBroken):
    message = _("Only the last period can be removed. Remove the later ones first.")


class WasReported(RuleBroken):
    message = _("This period was closed once, and that report is kept for ever: it stays.")


def of_closing(period: SettlementPeriod, *, on: date) -> RuleBroken | None:
    if queries.is_closed(period):
        return ClosedAlready()
    if not period.is_over(on=on):
        # The day after the last one, when nothing can happen in the period any more.
        since = date.fromordinal(period.ends_on.toordinal() + 1)
        return NotOver(ends=formats.day(period.ends_on), since=formats.day(since))
    earlier = queries.in_the_way(period)
    if earlier is not None:
        return EarlierIsOpen(number=earlier.number)
    later = queries.first_closed_after(period)
    return None if later is None else LaterIsReported(number=later.number)


def of_reopening(period: SettlementPeriod) -> RuleBroken | None:
    last = queries.last_closing(period.project_id)
    if last is None or not queries.is_closed(period):
        return NotClosed()
    if last.period_id != period.pk:
        return LaterIsClosed(number=last.period.number)
    return None


def of_removing(period: SettlementPeriod) -> RuleBroken | None:
    if queries.periods_of(period.project_id).filter(number__gt=period.number).exists():
        return NotTheLast()
    return WasReported() if period.closings.exists() else None
