"""People of a partner's organisation, who see its tokens on a page of their own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from projects.partners import parts, people, queries
from projects.partners.forms import InvitePersonForm
from projects.partners.models import Token
from projects.partners.views.shown import changeable


def people_facts(request: HttpRequest, token: Token, *, at: datetime) -> dict[str, Any]:
    """What a token's page tells of the partner's people."""
    return {
        "people": people.people_of(token),
        "number": queries.number_of(token),
        "may_let_in": not token.is_over(at) and queries.may_let_people_in(request.actor, token),
        "may_shut_out": queries.may_change(request.actor, token),
    }


@never_cache
def invite_person(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found = changeable(request, token_id)
    if not queries.may_let_people_in(request.actor, found):
        raise Http404
    form = InvitePersonForm(request.POST or None)
    if form.carry_out(people.invite, token=found, at=timezone.now(), by=request.actor):
        said = _("The invitation is on its way to %(email)s.") % form.cleaned_data
        messages.success(request, said)
        return redirect("partners:token", found.pk)
    page = {"form": form, "token": found, "partner": parts.partner_name(found)}
    return render(request, "partners/invite_person.html", page)


@never_cache
@require_POST
def withdraw_person(request: HttpRequest, token_id: UUID, seat_id: UUID) -> HttpResponse:
    found, at = changeable(request, token_id), timezone.now()
    seat = people.withdraw(token=found, seat_id=seat_id, at=at, by=request.actor)
    said = _("%(name)s sees the partner's tokens here no longer.")
    messages.success(request, said % {"name": seat.invitation.display_name})
    return redirect("partners:token", found.pk)
