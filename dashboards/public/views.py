"""Pages and widgets that are open to all. They run under the public role and know no visitor."""

from typing import Any
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from core.doors import open_page
from dashboards.public import answers, pages, widgets
from dashboards.public.pages import Page
from dashboards.public.tables import PUBLISHER
from dashboards.public.wording.places import BY_SLUG


@open_page
@require_safe
def programme(request: HttpRequest, language: str) -> HttpResponse:
    def made(page: Page) -> dict[str, Any]:
        return _embeddable(request, page, pages.programme(page))

    return answers.page(request, language, "public/programme.html", made)


@open_page
@require_safe
def unit(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    def made(page: Page) -> dict[str, Any]:
        found = page.unit_with_page(BY_SLUG.get(slug, ""))
        return _embeddable(request, page, pages.unit(page, found))

    return answers.page(request, language, "public/unit.html", made)


@open_page
@require_safe
def project(request: HttpRequest, language: str, project_id: UUID) -> HttpResponse:
    def made(page: Page) -> dict[str, Any]:
        return pages.project(page, page.project_with_page(str(project_id)))

    return answers.page(request, language, "public/project.html", made)


@open_page
@require_safe
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    def made(page: Page) -> dict[str, Any]:
        return pages.accessibility(page, publisher=PUBLISHER, mail=settings.DEFAULT_FROM_EMAIL)

    return answers.page(request, language, "public/accessibility.html", made)


@open_page
@require_safe
def data(request: HttpRequest, language: str) -> HttpResponse:
    def made(page: Page) -> dict[str, Any]:
        return pages.data(page, mail=settings.DEFAULT_FROM_EMAIL)

    return answers.page(request, language, "public/data.html", made)


# Anybody may put them into a page of theirs; every other page stays out of frames.
@open_page
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@require_safe
def widget(request: HttpRequest, language: str, what: str) -> HttpResponse:
    def made(page: Page) -> dict[str, Any]:
        return widgets.widget(page, what, site=_site(request))

    return answers.page(request, language, "public/widget.html", made)


@open_page
@require_safe
def picture(request: HttpRequest, language: str, what: str) -> HttpResponse:
    def made(page: Page) -> dict[str, Any]:
        return widgets.picture(page, what, site=_site(request))

    answer = answers.page(request, language, "public/picture.svg", made)
    if answer.status_code == 200 and b"<svg" in answer.content[:200]:
        answer.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    return answer


def _embeddable(request: HttpRequest, page: Page, facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, "embed_code": widgets.code(page, facts["what"], site=_site(request))}


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
