"""The last report is taken back: one person asks, another one agrees. What was reported is kept."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.periods import queries, refusals
from indicators.periods.models import Closing, Reopening, SettlementPeriod
from indicators.periods.operations.locking import locked_period
from indicators.periods.rules.days import REOPENED_WITHIN_DAYS
from ui import formats


class AskedAlready(RuleBroken):
    message = _(
        "%(who)s asked for it already. Another person with the role of project coordinator may agree "
        "until %(until)s."
    )


class TakesTwo(RuleBroken):
    message = _(
        "You asked for the reopening yourself, so somebody else must agree: "
        "a report is taken back by two people. Any other person with the role of project "
        "coordinator may."
    )


class NothingWaits(RuleBroken):
    message = _(
        "This request no longer waits: it was agreed to, dropped, or ran out on %(until)s. "
        "If the period should be reopened, ask anew."
    )


@operation()
def ask_to_reopen(*, period: SettlementPeriod, reason: str, on: date, by: Actor) -> Reopening:
    """Ask; nothing changes until somebody else agrees, and after two weeks nobody can."""
    require(by, Permission.EDIT_PROJECTS, project=period.project_id)
    found = locked_period(period)
    asking = _person(by)
    waiting = queries.waiting_reopening(found, on=on)
    if waiting is not None:
        until = formats.day(waiting.expires_on)
        raise AskedAlready(who=waiting.asked_by.display_name, until=until)
    asked = Reopening.objects.create(
        closing=_last_closing(found),
        reason=reason,
        asked_by=asking,
        expires_on=on + timedelta(days=REOPENED_WITHIN_DAYS),
    )
    audit.record("asked to reopen a settlement period", found, by=by, reason=reason)
    return asked


@operation(moves_figures=True)
def confirm_reopening(*, reopening: Reopening, on: date, at: datetime, by: Actor) -> Closing:
    """Agree to what somebody else asked for: the report is superseded and the period open."""
    period = reopening.closing.period
    require(by, Permission.EDIT_PROJECTS, project=period.project_id)
    found = locked_period(period)
    agreeing, asked = _person(by), _waiting(reopening, on=on)
    if _same(agreeing, asked.asked_by):
        raise TakesTwo
    closing = _last_closing(found)
    closing.superseded_at = at
    closing.save(update_fields=["superseded_at"])
    asked.confirmed_by, asked.confirmed_at = agreeing, at
    asked.save(update_fields=["confirmed_by", "confirmed_at"])
    audit.record("reopened a settlement period", found, by=by, reason=asked.reason or "")
    outbox.write(outbox.Topic.PROJECT, found.project_id)
    return closing


@operation()
def drop_reopening(*, reopening: Reopening, on: date, at: datetime, by: Actor) -> Reopening:
    """Refuse it, or take one's own request back: the report stays."""
    period = reopening.closing.period
    require(by, Permission.EDIT_PROJECTS, project=period.project_id)
    found = locked_period(period)
    dropping, asked = _person(by), _waiting(reopening, on=on)
    asked.dropped_by, asked.dropped_at = dropping, at
    asked.save(update_fields=["dropped_by", "dropped_at"])
    audit.record("refused to reopen a settlement period", found, by=by)
    return asked


def _person(by: Actor) -> Member:
    """Somebody with a name: the clock and the platform take no report back."""
    if not isinstance(by, Member):
        raise NotAllowed
    return by


def _same(one: Member, other: Member) -> bool:
    """One account is one person, whatever roles it holds here."""
    return one.pk == other.pk or one.account_id == other.account_id


def _waiting(reopening: Reopening, *, on: date) -> Reopening:
    rows = Reopening.objects.select_for_update(of=("self",)).select_related("asked_by")
    found = rows.get(pk=reopening.pk)
    if not found.waits(on=on):
        raise NothingWaits(until=formats.day(found.expires_on))
    return found


def _last_closing(period: SettlementPeriod) -> Closing:
    """The report in force, if no later one stands on it."""
    if (refusal := refusals.of_reopening(period)) is not None:
        raise refusal
    return Closing.objects.select_related("period").get(period=period, superseded_at=None)
