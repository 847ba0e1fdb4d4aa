"""The list of tokens, one token, and the log of its requests."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.permissions import Permission, can_anywhere, require
from projects import filters
from projects.partners import parts, queries, usage
from projects.partners.models import Token
from projects.partners.views.people import people_facts
from projects.partners.views.shown import facts_of, require_looking, visible
from projects.workbench import exporting
from ui.parts import Filter

ENDING = "odpowiedz"


@never_cache
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    require_looking(request)
    at, found = timezone.now(), list(queries.tokens_visible_to(request.actor))
    use = usage.use_of([token.pk for token in found], at=at)
    states = [parts.state_of(token, use[token.pk], at=at) for token in found]
    page = {
        "table": parts.table_of(found, use, at=at),
        "count": len(found),
        "working": sum(state.works for state in states),
        "may_make": can_anywhere(request.actor, Permission.EDIT_PROJECTS),
    }
    return render(request, "partners/list.html", page)


@never_cache
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """For which partner: each body once, however many projects of theirs it is in."""
    if not can_anywhere(request.actor, Permission.EDIT_PROJECTS):
        require(request.actor, Permission.EDIT_PROJECTS)
    bodies: dict[str, list] = {}
    for line in queries.partners_for(request.actor).order_by("name", "-project__starts_on"):
        bodies.setdefault(line.nip or line.krs or line.name, []).append(line)
    return render(request, "partners/choose.html", {"bodies": list(bodies.values())})


@never_cache
@require_safe
def token(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found, at = visible(request, token_id), timezone.now()
    page = {**facts_of(request, found, at=at), **people_facts(request, found, at=at)}
    return render(request, "partners/token.html", page)


@never_cache
@require_safe
def requests(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found, ending = visible(request, token_id), request.GET.get(ENDING, "")
    log = usage.page_of_requests(found.pk, ending=ending, page=request.GET.get(filters.PAGE))
    page = {
        "token": found,
        "page": log,
        "table": parts.requests_table(log.object_list),
        "filters": [_chip(request)],
        "ending": ending,
    }
    return render(request, "partners/requests.html", page)


@never_cache
@require_safe
def requests_file(request: HttpRequest, token_id: UUID) -> HttpResponse:
    found = visible(request, token_id)
    content = exporting.as_csv(_sheet(found, ending=request.GET.get(ENDING, "")))
    response = HttpResponse(content, content_type=exporting.MIME["csv"])
    name = f"szansa-{slugify(found.name) or 'token'}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sheet(token: Token, *, ending: str) -> exporting.Sheet:
    return exporting.Sheet(
        title=token.name,
        columns=parts.file_columns(),
        rows=parts.file_rows(usage.all_requests(token.pk, ending=ending)),
        notes=(),
    )


def _chip(request: HttpRequest) -> Filter:
    choices = parts.endings()
    return filters.chip(request, label=_("Answer"), parameter=ENDING, choices=choices)
