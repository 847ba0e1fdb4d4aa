"""The register: every paper that the reader may see, by number, name, kind, project and month."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core import pesel
from core.errors import NotAllowed
from core.permissions import Permission, can, can_anywhere
from projects import filters
from projects.agreements import queries as agreements
from projects.documents import parts, queries
from projects.documents.queries import Asked
from ui import drawn
from ui.parts import Filter

PER_PAGE = 50


@never_cache
def register(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.SEE_PEOPLE):
        raise NotAllowed
    if request.method == "POST":
        return _searched(request)
    visible, asked = queries.papers_visible_to(request.actor), asked_of(request.GET)
    page = drawn.page_of(request, queries.found(visible, asked), PER_PAGE)
    shown = {
        "page": page,
        "table": parts.register_table(page),
        "asked": asked,
        "filters": _chips(request, queries.months_of(visible)),
        **_rights(request),
    }
    return render(request, "documents/register.html", shown)


def asked_of(query: QueryDict) -> Asked:
    """What the address asks for; nonsense asks for nothing."""
    return Asked(
        words=query.get("q", ""),
        kind=query.get("rodzaj", ""),
        project=filters.id_in(query.get("projekt", "")),
        month=_month(query.get("miesiac", "")),
        state=query.get("stan", ""),
        batch=filters.id_in(query.get("partia", "")),
    )


def _searched(request: HttpRequest) -> HttpResponse:
    """Numbers and names go into the address, where they can be paged; a PESEL never does."""
    typed = request.POST.get("q", "").strip()
    if pesel.plain(typed).isdigit() and len(pesel.plain(typed)) == pesel.LENGTH:
        messages.warning(request, _("Documents are not found by PESEL. Type a number or a name."))
        return redirect("documents:register")
    return redirect((reverse("documents:register") + filters.address(request, q=typed)).rstrip("?"))


def _chips(request: HttpRequest, months: list[date]) -> list[Filter]:
    projects = agreements.projects_visible_to(request.actor, Permission.SEE_PEOPLE)
    return [filters.chip(request, **chip) for chip in parts.chips(projects, months)]


def _rights(request: HttpRequest) -> dict[str, Any]:
    may_word = can(request.actor, Permission.EDIT_PROJECTS)
    return {
        "may_issue": can_anywhere(request.actor, Permission.EDIT_PEOPLE),
        "may_word": may_word,
        "lacks_signs": may_word and not queries.strips_in_force().exists(),
    }


def _month(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        return None
