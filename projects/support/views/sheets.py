"""The sheet of one session and of a group's month: filled by keyboard, by thumb, by two teams."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from core.days import today
from core.permissions import Permission, can
from projects.support import operations, parts, queries
from projects.support.forms import SheetForm
from projects.support.forms.sheets import key_of
from projects.support.models import Group, Session
from projects.support.queries.sessions import sessions_visible_to
from projects.support.rules import calendar
from projects.support.views.page import seeing, visible


@never_cache
def sheet(request: HttpRequest, session_id: UUID) -> HttpResponse:
    session = visible(queries.sessions_visible_to(request.actor, seeing(request)), session_id)
    form = _filled(request, [session])
    if form.is_done:
        return redirect("support:sheet", session.pk)
    page = {
        "session": session,
        "form": form,
        "sheet": form.sheet,
        "facts": parts.session_facts(session),
        "state": parts.sheet_state(session, form.sheet, on=today()),
        "may_edit": can(request.actor, Permission.EDIT_PEOPLE, project=session.project_id),
    }
    return render(request, "support/sheet.html", page)


@never_cache
def month(request: HttpRequest, group_id: UUID) -> HttpResponse:
    group = visible(queries.groups_visible_to(request.actor, seeing(request)), group_id)
    month_on = parts.month_asked(request.GET.get("miesiac", ""), on=today())
    form = _filled(request, _held(request, group, month_on))
    if form.is_done:
        return redirect(request.get_full_path())
    page = {
        "group": group,
        "form": form,
        "sheet": form.sheet,
        "columns": parts.month_columns(form.sheet, on=today()),
        "months": parts.months_around(month_on),
        "may_edit": can(request.actor, Permission.EDIT_PEOPLE, project=group.service.project_id),
    }
    return render(request, "support/month.html", page)


def _held(request: HttpRequest, group: Group, month_on: date) -> list[Session]:
    rows = sessions_visible_to(request.actor, Permission.SEE_PEOPLE)
    days = calendar.month_of(month_on)
    return list(rows.filter(group=group, held_on__range=days, cancelled_at=None))


class Filled(SheetForm):
    """A sheet's form as the page shows it; `is_done` when everything that was typed is saved."""

    is_done = False


def _filled(request: HttpRequest, sessions: Sequence[Session]) -> Filled:
    """Save what was sent; cells that somebody else changed come back to be chosen."""
    sheet = queries.sheet_of(sessions)
    preset = parts.all_present(sheet) if "obecni" in request.GET else None
    form = Filled(request.POST or None, sheet=sheet, wanted=preset)
    if not sessions or not form.carry_out(
        operations.mark_attendance, sessions=sessions, on=today(), by=request.actor
    ):
        return form
    if not form.outcome.conflicts:
        messages.success(request, parts.marks_saved(form.outcome.written))
        form.is_done = True
        return form
    return _to_choose(request, form, sessions)


def _to_choose(request: HttpRequest, typed: Filled, sessions: Sequence[Session]) -> Filled:
    theirs = {key_of(c.session_id, c.participation_id): c for c in typed.outcome.conflicts}
    messages.warning(request, parts.marks_in_conflict(typed.outcome))
    fresh = queries.sheet_of(sessions)
    return Filled(sheet=fresh, wanted=typed.typed(theirs), theirs=theirs)
