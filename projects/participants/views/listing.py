"""The list of participants: filters in the address, search by name or by PESEL."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core import pesel
from core.days import today
from core.errors import NotAllowed
from core.permissions import Permission, can_anywhere
from projects import filters
from projects.participants import queries
from projects.participants.list_page import PARTICIPANTS
from projects.participants.models import Participation
from projects.participants.operations.entering import person_with
from projects.workbench import listing


@never_cache
def participants(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.SEE_PEOPLE):
        raise NotAllowed
    visible = queries.participations_visible_to(request.actor, Permission.SEE_PEOPLE)
    if request.method == "POST":
        return _searched(request, visible)
    setting = listing.setting_of(request, PARTICIPANTS)
    if own_view := listing.beginning(request, PARTICIPANTS, setting):
        return redirect(own_view)
    page = _around(request, visible)
    page["listing"] = listing.opened(request, PARTICIPANTS, setting, on=today())
    return render(request, "participants/list.html", page)


def _around(request: HttpRequest, visible: QuerySet[Participation]) -> dict[str, object]:
    totals = queries.totals(visible)
    return {
        "words": request.GET.get("q", ""),
        "totals": totals,
        "everybody": totals.participations + totals.accepted,
        "may_enter": bool(queries.projects_open_to(request.actor, on=today())),
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
        return redirect("desk:person", found.pk)
    messages.warning(request, _("Nobody here has this PESEL. Check the digits, or search by name."))
    return redirect((reverse("participants:list") + filters.address(request, q="")).rstrip("?"))
