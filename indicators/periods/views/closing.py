"""A period is closed after a look at what will be frozen, and reopened by two people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.days import today
from indicators.definitions.queries import definitions
from indicators.periods import operations, parts, queries, refusals
from indicators.periods.forms import AnswerForm, CloseForm, ReopenForm
from indicators.periods.views.page import EDIT, form_page, period_of, reopening_of, to_period
from projects import two_people
from ui import formats


@never_cache
def close(request: HttpRequest, period_id: UUID) -> HttpResponse:
    found = period_of(request, period_id, EDIT)
    form = CloseForm(request.POST or None)
    if form.carry_out(operations.close_period, period=found, on=today(), by=request.actor):
        messages.success(request, _("The period is closed: its report stays as it is."))
        return redirect("periods:period", found.pk)
    told, report = queries.told_now(found)
    page = {"period": found, "form": form, "told": told, "seen": report.checksum}
    page |= parts.told_tables(told, definitions(), closing=None)
    page |= {
        "is_over": found.is_over(on=today()),
        "why_not": refusals.of_closing(found, on=today()),
    }
    return render(request, "periods/close.html", page)


@never_cache
def reopen(request: HttpRequest, period_id: UUID) -> HttpResponse:
    found = period_of(request, period_id, EDIT)
    form = ReopenForm(request.POST or None)
    if form.carry_out(operations.ask_to_reopen, period=found, on=today(), by=request.actor):
        messages.success(request, two_people.asked_for())
        return redirect("periods:period", found.pk)
    title, submit = _("Ask to reopen the period"), _("Ask")
    lead = _(
        "A second person must agree within 14 days. The report that was closed is kept for ever, "
        "marked as superseded."
    )
    words = {"title": title, "submit": submit, "lead": lead}
    return form_page(request, form, project=found.project, back=to_period(found), **words)


@never_cache
def confirm(request: HttpRequest, reopening_id: UUID) -> HttpResponse:
    asked = reopening_of(request, reopening_id)
    period, form = asked.closing.period, AnswerForm(request.POST or None)
    form.is_bound = request.method == "POST"
    answer = {"reopening": asked, "on": today(), "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.confirm_reopening, **answer):
        messages.success(request, _("The period is open again. Its report is kept as superseded."))
        return redirect("periods:period", period.pk)
    lead = _("%(who)s asks for it, until %(until)s. Reason: %(reason)s") % _asked(asked)
    words = {"title": _("Agree to reopen the period"), "submit": _("Agree"), "lead": lead}
    return form_page(request, form, project=period.project, back=to_period(period), **words)


@never_cache
def drop(request: HttpRequest, reopening_id: UUID) -> HttpResponse:
    asked = reopening_of(request, reopening_id)
    period, form = asked.closing.period, AnswerForm(request.POST or None)
    form.is_bound = request.method == "POST"
    answer = {"reopening": asked, "on": today(), "at": timezone.now(), "by": request.actor}
    is_own = two_people.is_own(asked.asked_by_id, by=request.actor)
    if form.carry_out(operations.drop_reopening, **answer):
        messages.success(request, two_people.dropped(is_own=is_own))
        return redirect("periods:period", period.pk)
    lead = _("%(who)s asks for it, until %(until)s. Reason: %(reason)s") % _asked(asked)
    words = {**two_people.dropping(is_own=is_own), "lead": lead}
    return form_page(request, form, project=period.project, back=to_period(period), **words)


def _asked(asked: object) -> dict[str, str]:
    """Who asked, why, and until when somebody may agree."""
    return {
        "who": asked.asked_by.display_name,
        "until": formats.day(asked.expires_on),
        "reason": asked.reason or "",
    }
