"""A token is narrowed, suspended, resumed and revoked: each works with the next change, and within seconds for what is read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from projects.partners import issuing, operations
from projects.partners.forms import NarrowForm
from projects.partners.views.shown import changeable, facts_of


@never_cache
def narrow(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found = changeable(request, token_id)
    form = NarrowForm(request.POST or None, token=found)
    at = timezone.now()
    if form.carry_out(operations.narrow_token, token=found, at=at, by=request.actor):
        messages.success(
            request,
            _("The token is narrowed: for changes at once, for readings within a few seconds."),
        )
        return redirect("partners:token", found.pk)
    page = {"form": form, **facts_of(request, found, at=at)}
    return render(request, "partners/narrow.html", page)


@never_cache
@require_POST
def suspend(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found = changeable(request, token_id)
    operations.suspend_token(token=found, at=timezone.now(), by=request.actor)
    messages.success(
        request,
        _(
            "The token is suspended: it changes nothing from now on, and reads nothing in a few seconds."
        ),
    )
    return redirect("partners:token", found.pk)


@never_cache
@require_POST
def resume(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found = changeable(request, token_id)
    operations.resume_token(token=found, at=timezone.now(), by=request.actor)
    messages.success(request, _("The token works again, and you answer for it from now on."))
    return redirect("partners:token", found.pk)


@never_cache
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found, at = changeable(request, token_id), timezone.now()
    if request.method == "POST":
        issuing.revoke_token(token=found, at=at, by=request.actor)
        messages.success(request, _("The token is revoked. It never opens anything again."))
        return redirect("partners:token", found.pk)
    return render(request, "partners/revoke.html", facts_of(request, found, at=at))
