"""Changes of a group's calendar: a series, one more session, a moved one, a cancelled one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.permissions import Permission
from projects.support import operations, parts, queries
from projects.support.forms import AddSessionForm, CancelForm, ChangeSessionForm, SeriesForm
from projects.support.models import Group, Session
from projects.support.views.page import form_page, to_group, to_session, visible


def plan_series(request: HttpRequest, group_id: UUID) -> HttpResponse:
    found = _group(request, group_id)
    form = SeriesForm(request.POST or None)
    if form.carry_out(operations.plan_series, group=found, by=request.actor):
        messages.success(request, parts.series_made(form.outcome))
        return redirect("support:group", found.pk)
    return form_page(request, form, **parts.series_words(found), back=to_group(found))


def add_session(request: HttpRequest, group_id: UUID) -> HttpResponse:
    found = _group(request, group_id)
    form = AddSessionForm(request.POST or None, group=found)
    if form.carry_out(operations.add_session, group=found, by=request.actor):
        messages.success(request, _("The session is in the calendar."))
        return redirect("support:group", found.pk)
    words = {"title": _("Add one session"), "submit": _("Save the session")}
    return form_page(request, form, **words, back=to_group(found))


def change_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    found = _session(request, session_id)
    form = ChangeSessionForm(request.POST or None, session=found)
    if form.carry_out(operations.change_session, session=found, by=request.actor):
        messages.success(request, _("The session is changed."))
        return redirect("support:sheet", found.pk)
    words = {"title": _("Move or correct the session"), "submit": _("Save the changes")}
    return form_page(request, form, **words, back=to_session(found))


def cancel_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    found = _session(request, session_id)
    form = CancelForm(request.POST or None, current={"version": found.version})
    if form.carry_out(operations.cancel_session, session=found, by=request.actor):
        messages.success(request, _("The session is cancelled."))
        return redirect("support:sheet", found.pk)
    return form_page(request, form, **parts.cancel_words(found), back=to_session(found))


def _group(request: HttpRequest, group_id: UUID) -> Group:
    return visible(queries.groups_visible_to(request.actor, Permission.EDIT_PEOPLE), group_id)


def _session(request: HttpRequest, session_id: UUID) -> Session:
    return visible(queries.sessions_visible_to(request.actor, Permission.EDIT_PEOPLE), session_id)
