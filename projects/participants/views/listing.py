"""The list of participants: filters in the address, search by name or by PESEL."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core import pesel
from core.days import today
from core.errors import NotAllowed
from core.permissions import Permission, can_anywhere
from projects import filters
from projects.agreements import queries as agreements
from projects.participants import parts, queries
from projects.participants.models import Participation
from projects.participants.operations.entering import person_with
from ui.parts import Filter

PER_PAGE = 50


@never_cache
def participants(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.SEE_PEOPLE):
        raise NotAllowed
    visible = queries.participations_visible_to(request.actor, Permission.SEE_PEOPLE)
    if request.method == "POST":
        return _searched(request, visible)
    totals = queries.totals(visible)
    page = {
        **_shown(request, visible),
        "totals": totals,
        "everybody": totals.participations + totals.accepted,
        "filters": _chips(request),
        "may_enter": bool(queries.projects_open_to(request.actor, on=today())),
    }
    return render(request, "participants/list.html", page)


def _shown(request: HttpRequest, visible: QuerySet[Participation]) -> dict[str, Any]:
    """The asked page of those who fit, in alphabetical order."""
    asked = _asked(request.GET)
    rows = queries.alphabetical(queries.found(visible, **asked)).prefetch_related("outcomes")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    table = parts.participants_table(page, on=today())
    return {"page": page, "table": table, "words": asked["words"]}


def _chips(request: HttpRequest) -> list[Filter]:
    projects = agreements.projects_visible_to(request.actor, Permission.SEE_PEOPLE)
    return [filters.chip(request, **chip) for chip in parts.chips(projects)]


def _asked(query: QueryDict) -> dict[str, Any]:
    """What the address asks for; nonsense asks for nothing."""
    try:
        project = UUID(query.get("projekt", ""))
    except ValueError:
        project = None
    sex = query.get("plec", "")
    return {
        "words": query.get("q", ""),
        "project": project,
        "state": query.get("stan", ""),
        "sex": sex if sex in ("F", "M") else "",
    }


def _searched(request: HttpRequest, visible: QuerySet[Participation]) -> HttpResponse:
    """Names go into the address, where they can be paged; a PESEL never does."""
    typed = request.POST.get("q", "").strip()
    number = pesel.plain(typed)
    if not number.isdigit():
        return redirect(reverse("participants:list") + filters.address(request, q=typed))
    if len(number) != pesel.LENGTH:
        sentence = _("A PESEL has 11 digits; this has %(count)s. Only a whole number is looked up.")
        messages.warning(request, sentence % {"count": len(number)})
        return redirect("participants:list")
    person = person_with(number)
    found = visible.filter(person=person).order_by("-started_on").first() if person else None
    if found:
        return redirect("participants:participation", found.pk)
    messages.warning(request, _("Nobody here has this PESEL. Check the digits, or search by name."))
    return redirect((reverse("participants:list") + filters.address(request, q="")).rstrip("?"))
