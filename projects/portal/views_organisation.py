"""One page over all the tokens of an organisation, for its people: they sign in, and hold no role anywhere."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import queries as accounts
from accounts import sessions
from accounts.views import welcome
from core.doors import Request, accounts_page, public_page
from core.permissions import System
from projects.portal import sight
from projects.portal.forms import InviteColleagueForm
from projects.portal.people import people_of
from tenants.actors import Steward
from tenants.forms import AcceptForm
from tenants.operations import LinkUsedUp
from tenants.organisations import operations, queries
from tenants.organisations.models import PersonInvitation, Seat


class PersonRequest(Request):
    """A request of somebody signed in, whatever they are here."""

    actor: Steward


@accounts_page
@never_cache
@require_safe
def start(request: PersonRequest) -> HttpResponse:
    seen = sight.seen_by(request.actor.account_id, at=timezone.now())
    tokens = [one for each in seen for one in each.tokens]
    managed = sight.managed(seen)
    page = {
        "seen": seen,
        "count": len(tokens),
        "working": sum(one.state.works for one in tokens),
        "partners": sorted({each.partner for each in seen}),
        "manages": bool(managed),
        "people": people_of(managed, reader=request.actor.account_id),
    }
    return render(request, "organisation/start.html", page)


@accounts_page
@never_cache
@require_safe
def enter(request: PersonRequest, seat_id: UUID, token_id: UUID) -> HttpResponse:
    """To the token's page in its unit, by an address of one's own."""
    address = sight.address_of(request.actor.account_id, seat_id, token_id, at=timezone.now())
    if address is None:
        raise Http404
    return redirect(address)


@accounts_page
@never_cache
def invite(request: PersonRequest) -> HttpResponse:
    at = timezone.now()
    managed = sight.managed(sight.seen_by(request.actor.account_id, at=at))
    if not managed:
        raise Http404
    form = InviteColleagueForm(request.POST or None, standings=managed)
    if form.carry_out(operations.invite_colleague, at=at, by=request.actor):
        said = _("The invitation is on its way to %(email)s.") % form.cleaned_data
        messages.success(request, said)
        return redirect("organisation:start")
    return render(request, "organisation/invite.html", {"form": form})


@accounts_page
@require_POST
def suspend(request: PersonRequest, seat_id: UUID) -> HttpResponse:
    seat = _managed(request, seat_id)
    operations.suspend_person(seat=seat, at=timezone.now(), by=request.actor)
    said = _("%(name)s is suspended: their next click opens nothing.")
    messages.success(request, said % {"name": seat.invitation.display_name})
    return redirect("organisation:start")


@accounts_page
@require_POST
def resume(request: PersonRequest, seat_id: UUID) -> HttpResponse:
    seat = _managed(request, seat_id)
    operations.resume_person(seat=seat, by=request.actor)
    said = _("%(name)s sees the tokens again.")
    messages.success(request, said % {"name": seat.invitation.display_name})
    return redirect("organisation:start")


@public_page
@never_cache
def accept(request: PersonRequest, token: str) -> HttpResponse:
    invitation = queries.invitation_of(token, at=timezone.now())
    if invitation is None:
        return _used_up(request)
    page = {"invitation": invitation, "seats": queries.seats_waiting(invitation)}
    known = accounts.account_of(invitation.email)
    if known and request.user != known:
        return render(request, "organisation/sign_in_first.html", page)
    form = None if known else AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _let_in(request, invitation, form)
    return render(request, "organisation/accept.html", {**page, "form": form})


def _let_in(
    request: PersonRequest, invitation: PersonInvitation, form: AcceptForm | None
) -> HttpResponse:
    typed = form.cleaned_data if form else {}
    by: Any = request.user if form is None else System(typed["display_name"])
    try:
        account = operations.accept_invitation(
            invitation=invitation,
            display_name=typed.get("display_name", ""),
            password=typed.get("password"),
            at=timezone.now(),
            by=by,
        )
    except LinkUsedUp:
        return _used_up(request)
    sessions.start(request, account)
    messages.success(request, _("Welcome. You are in."))
    return welcome(request, to="/organizacja/")


def _used_up(request: PersonRequest) -> HttpResponse:
    return render(request, "tenants/link_used_up.html", status=410)


def _managed(request: PersonRequest, seat_id: UUID) -> Seat:
    """Another person's seat where whoever asks manages people; any other is not found."""
    standings = [standing.pk for standing in queries.managed_by(request.actor.account_id)]
    found = {seat.pk: seat for seat in queries.people_beside(standings)}
    if seat_id not in found:
        raise Http404
    return found[seat_id]
