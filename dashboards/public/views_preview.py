"""What waits for approval: exactly the pages that would appear, and what differs from those in force."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.doors import Request, platform_page
from core.permissions import Permission, require
from dashboards.public import addresses, contents, operations, pages, parts, queries
from dashboards.public.forms import ApproveForm
from dashboards.public.models import Candidate
from dashboards.public.pages import Page
from dashboards.public.queries import Reading
from dashboards.public.wording.places import BY_SLUG

APPROVE = Permission.APPROVE_EDITIONS


@platform_page
@never_cache
@require_safe
def preview(request: Request) -> HttpResponse:
    require(request.actor, APPROVE)
    candidate = queries.candidate()
    if candidate is None:
        return redirect("editions:list")
    before = queries.in_force()
    page = parts.preview(contents.from_json(candidate.content), before)
    return render(request, "editions/preview.html", {"candidate": candidate, **page})


@platform_page
@never_cache
def approve(request: Request, candidate_id: UUID) -> HttpResponse:
    """Say once more what everybody will read, and let them on a second click."""
    require(request.actor, APPROVE)
    candidate = Candidate.objects.filter(pk=candidate_id).first() or Candidate(pk=candidate_id)
    form = ApproveForm.of(request)
    facts = {"candidate": candidate, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.approve_edition, **facts):
        words = _("Edition %(number)s is approved; everybody reads it now.")
        messages.success(request, words % {"number": form.outcome.number})
        return redirect("editions:list")
    page = parts.approval(candidate, queries.in_force())
    return render(request, "editions/approve.html", {"form": form, **page})


@platform_page
@never_cache
@require_safe
def programme(request: Request, language: str) -> HttpResponse:
    return _shown(request, language, "public/programme.html", pages.programme)


@platform_page
@never_cache
@require_safe
def unit(request: Request, language: str, slug: str) -> HttpResponse:
    def made(page: Page) -> dict[str, Any]:
        return pages.unit(page, page.unit_with_page(BY_SLUG.get(slug, "")))

    return _shown(request, language, "public/unit.html", made)


@platform_page
@never_cache
@require_safe
def project(request: Request, language: str, public_project_id: UUID) -> HttpResponse:
    def made(page: Page) -> dict[str, Any]:
        return pages.project(page, page.project_with_page(str(public_project_id)))

    return _shown(request, language, "public/project.html", made)


def _shown(request: Request, language: str, template: str, make: Any) -> HttpResponse:
    """The same page from the candidate; its links lead to other pages of the preview."""
    require(request.actor, APPROVE)
    candidate = queries.candidate()
    if candidate is None or language not in addresses.OTHER:
        raise Http404
    reading = Reading(number=0, content=contents.from_json(candidate.content), approved_at=None)
    with translation.override(language):
        facts = make(Page(reading, language, is_preview=True))
        return render(request, template, {**facts, "preview": True})
