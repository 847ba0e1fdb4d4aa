"""Pages of the metropolis: which days the programme closes, who is excepted, how far units have come."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.days import today
from core.doors import platform_page
from core.permissions import Permission, can, require
from indicators.programme_periods import operations, parts, queries
from indicators.programme_periods.forms import EndForm, ExceptForm, NameForm
from indicators.programme_periods.models import ClosingDay

SEE, EDIT = Permission.SEE_METROPOLIS, Permission.EDIT_DEFINITIONS


@never_cache
@platform_page
def periods(request: HttpRequest) -> HttpResponse:
    require(request.actor, SEE)
    known, everybody = list(ClosingDay.objects.all()), queries.standings(on=today())
    standings = [each for each in everybody if each.closed or each.open or each.excepted]
    page = {
        "periods": parts.periods_table(known, on=today()),
        "standings": parts.standings_table(
            standings, on=today(), may_ask=can(request.actor, Permission.ASK_UNITS)
        ),
        "without": sum(not (each.closed or each.open) for each in everybody),
        "open_count": sum(each.open for each in standings),
        "closed_count": sum(each.closed for each in standings),
        "may_edit": can(request.actor, EDIT),
    }
    return render(request, "programme_periods/list.html", page)


@never_cache
@platform_page
def period(request: HttpRequest, programme_period_id: UUID) -> HttpResponse:
    require(request.actor, SEE)
    found = get_object_or_404(ClosingDay, pk=programme_period_id)
    may_edit = can(request.actor, EDIT)
    known = list(queries.live_exceptions(found))
    page = {
        "period": found,
        "table": parts.exceptions_table(known, on=today(), may_edit=may_edit),
        "is_closing": found.close_by <= today(),
        "may_edit": may_edit,
    }
    return render(request, "programme_periods/period.html", page)


@never_cache
@platform_page
def name(request: HttpRequest) -> HttpResponse:
    require(request.actor, EDIT)
    form = NameForm(request.POST or None)
    if form.carry_out(operations.name_period, by=request.actor):
        messages.success(request, _("The period of the programme is saved."))
        return redirect("programme_periods:list")
    words = {"title": _("Name a period of the programme"), "submit": _("Save the period")}
    return render(request, "programme_periods/form.html", {"form": form, **words})


@never_cache
@platform_page
def except_unit(request: HttpRequest, programme_period_id: UUID) -> HttpResponse:
    require(request.actor, EDIT)
    found = get_object_or_404(ClosingDay, pk=programme_period_id)
    form = ExceptForm(request.POST or None)
    now = {"on": today(), "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.except_unit, programme_period=found, **now):
        messages.success(request, _("The exception is saved."))
        return redirect("programme_periods:period", found.pk)
    words = {
        "title": _("Except a unit or a project from closing"),
        "submit": _("Save the exception"),
    }
    return render(request, "programme_periods/form.html", {"form": form, "period": found, **words})


@never_cache
@platform_page
def end(request: HttpRequest, exception_id: UUID) -> HttpResponse:
    require(request.actor, EDIT)
    found = get_object_or_404(queries.exceptions(), pk=exception_id)
    form = EndForm(request.POST or None)
    form.is_bound = request.method == "POST"
    facts = {"exception": found, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.end_exception, **facts):
        messages.success(request, _("The exception is ended."))
        return redirect("programme_periods:period", found.programme_period_id)
    whose = found.project_title or found.tenant.name
    title = _("End the exception of %(unit)s") % {"unit": whose}
    page = {"form": form, "period": found.programme_period, "title": title}
    return render(request, "programme_periods/form.html", {**page, "submit": _("End it")})
