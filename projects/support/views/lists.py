"""Printed signature lists: prepared, shown for print, and opened again by their code."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.permissions import Permission
from projects.support import operations, papers, parts, queries
from projects.support.forms import CodeForm
from projects.support.views.page import refuse_blind, visible


@require_POST
def prepare_session_list(request: HttpRequest, session_id: UUID) -> HttpResponse:
    rows = queries.sessions_visible_to(request.actor, Permission.SEE_PEOPLE)
    printed = operations.prepare_session_list(
        session=visible(rows, session_id), address=_address(request), by=request.actor
    )
    return redirect("support:signature-list", printed.pk)


@require_POST
def prepare_month_list(request: HttpRequest, group_id: UUID) -> HttpResponse:
    rows = queries.groups_visible_to(request.actor, Permission.SEE_PEOPLE)
    group = visible(rows, group_id)
    month_on = parts.month_asked(request.POST.get("miesiac", ""), on=today())
    printed = operations.prepare_month_list(
        group=group, month_on=month_on, address=_address(request), by=request.actor
    )
    return redirect("support:signature-list", printed.pk)


@never_cache
@require_safe
def signature_list(request: HttpRequest, signature_list_id: UUID) -> HttpResponse:
    rows = queries.lists_visible_to(request.actor, Permission.SEE_PEOPLE)
    printed = visible(rows, signature_list_id)
    page = {"printed": printed, **papers.contents(printed), "back": parts.behind(printed)}
    return render(request, "support/signature_list.html", page)


@never_cache
def scan(request: HttpRequest) -> HttpResponse:
    """Where the code of a list is typed."""
    refuse_blind(request)
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return redirect("support:open-list", form.cleaned_data["code"])
    return render(request, "support/scan.html", {"form": form})


@never_cache
@require_safe
def open_list(request: HttpRequest, list_code: str) -> HttpResponse:
    """What the picture on a list opens: its sheet."""
    refuse_blind(request)
    printed = queries.list_with_code(request.actor, list_code)
    if printed is None:
        messages.error(request, _("No list of yours has this code. Compare it with the paper."))
        return redirect("support:scan")
    return redirect(parts.behind(printed).url)


def _address(request: HttpRequest) -> str:
    """Up to the code: https://kartuzy.example/wsparcie/kod/"""
    return request.build_absolute_uri(reverse("support:scan"))
