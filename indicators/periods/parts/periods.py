"""Periods in a list, with their state, and the facts of one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from indicators.periods.models import Closing, HeldBack, SettlementPeriod
from indicators.periods.queries import Certificate
from indicators.programme_periods.queries import DuePeriod
from projects.agreements.models import Project
from ui import formats
from ui.parts import Cell, Column, Table

SHOWN_OF_CHECKSUM = 12


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


def period_name(period: SettlementPeriod) -> str:
    return numbered(period.number)


def numbered(number: int) -> str:
    return _("Period %(number)s") % {"number": number}


def span_words(period: SettlementPeriod) -> str:
    return f"{formats.day(period.starts_on)} – {formats.day(period.ends_on)}"


def told_in_full(period: SettlementPeriod) -> str:
    """'Period 3: 1 July 2026 – 30 September 2026', as a choice names it."""
    return f"{period_name(period)}: {span_words(period)}"


def agreed_words(project: Project) -> str:
    """How often the agreement wants a claim; nothing where it does not say."""
    months = project.claim_every_months
    if not months:
        return ""
    said = ngettext(
        "The agreement wants a payment claim every month.",
        "The agreement wants a payment claim every %(n)s months.",
        months,
    )
    return said % {"n": months}


def periods_table(
    periods: Sequence[Any],
    closings: Mapping[UUID, Closing],
    people: Mapping[UUID, int],
    asked: Collection[UUID],
    *,
    on: date,
) -> Table:
    """Closed ones with what they reported: the people of the first indicator, and the checksum.

    `periods` are told as queries.periods_of tells them.
    `asked` are those whose reopening waits for somebody to agree.
    """
    columns = [
        Column(pgettext("of settlement", "Period")),
        Column(_("Days")),
        Column(_("State")),
        Column(_("Report due"), "day"),
        Column(_("People reported"), "number"),
        Column(_("Checksum"), wide_only=True),
    ]
    rows = [
        _row(each, closings.get(each.pk), people, is_asked=each.pk in asked, on=on)
        for each in periods
    ]
    return Table(_("Settlement periods"), columns, rows, caption_hidden=True)


def _row(
    period: Any,
    closing: Closing | None,
    people: Mapping[UUID, int],
    *,
    is_asked: bool,
    on: date,
) -> list[object]:
    tag = _("final report") if period.is_final else ""
    return [
        Cell(period_name(period), url=reverse("periods:period", args=[period.pk]), tag=tag),
        span_words(period),
        _marked(state_of(period, closing, on=on), _("reopening asked for") if is_asked else ""),
        _marked(period.due_on, _("late") if _is_late(period, closing, on=on) else ""),
        people.get(closing.pk, 0) if closing else "NOT_YET",
        closing.checksum[:SHOWN_OF_CHECKSUM] if closing else "",
    ]


def _marked(value: object, tag: str) -> Cell:
    return Cell(value, tag=tag, tone="amber" if tag else "")


def _is_late(period: Any, closing: Closing | None, *, on: date) -> bool:
    """Whether its report should have been sent by now: the period is open and nobody said it was."""
    return closing is None and period.due_on < on and not period.sent


def state_of(period: SettlementPeriod, closing: Closing | None, *, on: date) -> str:
    if closing is not None:
        return _("closed on %(day)s") % {"day": formats.day(closing.closed_on)}
    if period.starts_on > on:
        return _("still to come")
    if getattr(period, "sent", False):
        return _("claim sent, not closed in Szansa")
    return _("waits for closing") if period.is_over(on=on) else _("under way")


def programme_facts(
    period: SettlementPeriod, due: DuePeriod | None, *, mended_until: date | None
) -> list[Fact]:
    """When the programme closes an open period, and until when it is excepted from that.

    One whose report was taken back is left to its people first.
    """
    if due is None:
        return []
    left = mended_until and mended_until + timedelta(days=1)
    words = {"day": formats.day(max(due.close_by, left or due.close_by)), "name": due.name}
    told = [Fact(_("Closed by itself from"), _("%(day)s, with “%(name)s”") % words)]
    exception = due.exception_for(period.project_id)
    if exception is not None:
        words = {"day": formats.day(exception.expires_on), "reason": exception.reason}
        told.append(Fact(_("Excepted until"), _("%(day)s: %(reason)s") % words))
    return told


def period_facts(period: SettlementPeriod, closing: Closing | None, *, on: date) -> list[Fact]:
    kind = [Fact(_("Report"), _("final report"))] if period.is_final else []
    return [
        Fact(_("Days"), span_words(period)),
        Fact(_("State"), state_of(period, closing, on=on)),
        Fact(_("Report due"), formats.day(period.due_on)),
        *kind,
        *(closing_facts(closing) if closing else []),
    ]


def closing_facts(closing: Closing) -> list[Fact]:
    who = closing.closed_by.display_name if closing.closed_by else _("by itself")
    checksum = Fact(
        _("Checksum"),
        closing.checksum[:SHOWN_OF_CHECKSUM],
        reverse("periods:checksum", args=[closing.pk]),
    )
    return [Fact(_("Closed by"), who), checksum]


def certificate_facts(certificate: Certificate) -> list[Fact]:
    return [
        Fact(_("Checksum shown on the report"), certificate.shown),
        Fact(_("Counted again from the rows"), certificate.of_rows),
        Fact(_("Kept in the audit trail"), certificate.in_trail or _("missing")),
    ]


def held_words(held: HeldBack) -> str:
    """Why the programme's day left the period open."""
    words = {"name": held.programme_period, "reason": held.reason}
    if held.until is None:
        return _("Not closed with “%(name)s”: %(reason)s") % words
    words["until"] = formats.day(held.until)
    if held.cause == HeldBack.Cause.REOPENED:
        return (
            _("Reopened, so “%(name)s” closes it only after %(until)s, as it stands then.") % words
        )
    return _("Excepted from “%(name)s” until %(until)s: %(reason)s") % words
