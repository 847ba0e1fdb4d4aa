"""The rows of signs of the programmes: which is in force, and a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.permissions import Permission, require
from projects.agreements.models import Fund
from projects.documents import operations, press, queries
from projects.documents.forms import StripForm
from projects.documents.models import LogoStrip
from projects.documents.views import answers


def logos(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.EDIT_PROJECTS)
    form = StripForm(request.POST or None, request.FILES or None)
    if form.carry_out(operations.upload_strip, by=request.actor):
        messages.success(request, _("The row of signs stands on documents issued from now on."))
        return redirect("documents:logos")
    own = {strip.fund: strip for strip in queries.strips_in_force()}
    rows = [(fund, own.get(fund)) for fund in Fund]
    return render(request, "documents/logos.html", {"form": form, "rows": rows})


@require_safe
def strip_picture(request: HttpRequest, strip_id: UUID) -> HttpResponse:
    require(request.actor, Permission.EDIT_PROJECTS)
    strip = get_object_or_404(LogoStrip, pk=strip_id)
    picture = strip.mono if request.GET.get("wersja") == "mono" else strip.colour
    if not picture:
        raise Http404
    content = bytes(picture)
    media_type = press.media_type_of(content)
    return answers.our_own(content, name=f"znaki-{strip.version}", media_type=media_type)
