"""The ranking list, ready to print: with names for the office, with numbers for publication."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission
from projects.recruitment import parts, queries
from projects.recruitment.views.reaching import the_round


@never_cache
@require_safe
def ranking(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.SEE_PEOPLE)
    with_names = "bez-nazwisk" not in request.GET
    candidates = list(queries.ranked(found))
    page = {
        "recruitment": found,
        "with_names": with_names,
        "lists": parts.ranking_tables(candidates, with_names=with_names),
        "figures": queries.figures_of([found], on=today())[found.pk],
        "today": today(),
        "may": parts.rights(request.actor, found),
    }
    return render(request, "recruitment/ranking.html", page)
