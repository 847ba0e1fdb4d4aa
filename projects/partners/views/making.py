"""A token is made, its key is shown this once; its page for the partner's developer likewise."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.tenancy.hosts import address_of
from projects import filters
from projects.partners import issuing, operations, parts, queries
from projects.partners.forms import RotateForm, TokenForm
from projects.partners.models import Token
from projects.partners.views.shown import changeable, facts_of, visible


@never_cache
def make(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """Whatever is ticked is said as a sentence at once; only the button saves."""
    partner = get_object_or_404(queries.partners_for(request.actor), pk=partner_id)
    form = _form(request, queries.lines_of_same(partner, request.actor))
    if not request.htmx and form.carry_out(
        operations.make_token, at=timezone.now(), by=request.actor
    ):
        return _with_first_key(request, form.outcome)
    said = {"rights": form.rights(), "warnings": form.warnings()}
    page = {"form": form, **said, "partner": partner}
    return render(request, "partners/make.html", page)


@never_cache
def rotate(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found = changeable(request, token_id)
    initial = {"overlap_hours": 72, "version": found.version}
    form = RotateForm(request.POST or None, initial=initial)
    at = timezone.now()
    if form.carry_out(issuing.issue_key, token=found, at=at, by=request.actor):
        return _shown(request, found, form.outcome)
    page = {"form": form, **facts_of(request, found, at=at)}
    return render(request, "partners/rotate.html", page)


@never_cache
@require_POST
def open_portal(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Answer with the address, this once."""
    found, at = changeable(request, token_id), timezone.now()
    text = operations.make_portal_link(token=found, at=at, by=request.actor)
    address = address_of(request.tenant) + reverse("portal:start", args=[text])
    return render(request, "partners/link.html", {"token": found, "address": address})


@never_cache
@require_POST
def close_portal(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found = changeable(request, token_id)
    operations.close_portal_link(token=found, by=request.actor)
    messages.success(request, _("The address opens nothing any more."))
    return redirect("partners:token", found.pk)


def _form(request: HttpRequest, lines: list) -> TokenForm:
    known = queries.tokens_visible_to(request.actor)
    wanted = filters.id_in(request.GET.get("jak", ""))
    return TokenForm(
        request.POST or None,
        lines=lines,
        given=queries.what_may_be_given(request.actor, lines),
        at=timezone.now(),
        like=known.filter(pk=wanted).first() if wanted else None,
    )


def _with_first_key(request: HttpRequest, token: Token) -> HttpResponse:
    key = issuing.first_key(token, at=timezone.now(), by=request.actor)
    if key is None:
        said = _("The token was made a moment ago, and its key was shown. Lost it? Make a new one.")
        messages.warning(request, said)
        return redirect("partners:token", token.pk)
    return _shown(request, token, key)


def _shown(request: HttpRequest, token: Token, key: str) -> HttpResponse:
    fresh = visible(request, token.pk)
    page = {"token": fresh, "key": key, "partner": parts.partner_name(fresh)}
    return render(request, "partners/key.html", page)
