"""The wordings of papers: listed, changed, previewed, given back to the standard."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.errors import RuleBroken
from core.permissions import Permission, require
from projects.agreements.models import Fund
from projects.documents import drafting, kinds, operations, queries
from projects.documents.forms import TemplateForm
from projects.documents.kinds import DocumentKind
from projects.documents.views import answers


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.EDIT_PROJECTS)
    own = {kept.kind: kept for kept in queries.templates_in_force()}
    rows = [(kind, own.get(kind.code)) for kind in kinds.with_wording()]
    return render(request, "documents/templates.html", {"rows": rows})


@never_cache
def template(request: HttpRequest, kind_code: str) -> HttpResponse:
    kind = _kind(request, kind_code)
    kept = queries.template_in_force(kind.code)
    form = TemplateForm(request.POST or None, text=queries.wording_of(kind), kept=kept)
    if form.carry_out(operations.write_template, kind=kind, by=request.actor):
        messages.success(request, _("The wording is in force for documents issued from now on."))
        return redirect("documents:templates")
    page = {"form": form, "kind": kind, "kept": kept}
    return render(request, "documents/template.html", page)


def preview(request: HttpRequest, kind_code: str) -> HttpResponse:
    """The wording as it would be printed: what was typed, or what is in force."""
    kind = _kind(request, kind_code)
    text = request.POST.get("body") or queries.wording_of(kind)
    operations.check_wording(kind, text)
    strip = queries.strip_in_force(Fund.FEP)
    printed = drafting.preview(kind, text, strip=strip, on=today())
    return answers.our_own(printed.content, name=f"podglad-{kind.code}.pdf")


@require_POST
def return_to_standard(request: HttpRequest, kind_code: str) -> HttpResponse:
    kind = _kind(request, kind_code)
    version = request.POST.get("version", "")
    try:
        operations.return_to_standard(
            kind=kind, version=int(version) if version.isdigit() else -1, by=request.actor
        )
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The standard wording is in force again."))
    return redirect("documents:templates")


def _kind(request: HttpRequest, kind_code: str) -> DocumentKind:
    require(request.actor, Permission.EDIT_PROJECTS)
    kind = kinds.KINDS.get(kind_code)
    if kind is None or not kind.standard:
        raise Http404
    return kind
