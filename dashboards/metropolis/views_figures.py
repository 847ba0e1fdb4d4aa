"""The pages one click behind the dashboard; each keeps its period and its powiat or city."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.metropolis import baskets, breakdowns, comparisons, pages, paths
from dashboards.metropolis.views import look


def _tell(request: HttpRequest, complaints: Iterable[str]) -> None:
    for complaint in complaints:
        messages.warning(request, complaint)


@require_safe
def path(request: HttpRequest) -> HttpResponse:
    view = look(request)
    page = {**pages.frame(view, "path"), **paths.page(view)}
    return render(request, "metropolis/path.html", page)


@require_safe
def basket(request: HttpRequest) -> HttpResponse:
    view = look(request)
    page = {**pages.frame(view, "basket"), **baskets.page(view)}
    return render(request, "metropolis/basket.html", page)


@require_safe
def breakdown(request: HttpRequest) -> HttpResponse:
    view, known = look(request), breakdowns.offered()
    choice, complaints = breakdowns.read(request.GET, known)
    _tell(request, complaints)
    page = pages.frame(view, "breakdown", breakdowns.kept(choice))
    page["filters"] += breakdowns.chips(view, choice, known)
    page["chart"] = breakdowns.chart(view, choice, known)
    if page["chart"] is None:
        page["wider"] = [*breakdowns.told_here(view, choice), *page["wider"]]
    return render(request, "metropolis/breakdown.html", page)


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    view = look(request)
    measure, complaints = comparisons.read(request.GET)
    _tell(request, complaints)
    page = pages.frame(view, "comparison", {comparisons.MEASURE: measure})
    # All of them are compared, so none is chosen.
    page["filters"] = [page["filters"][0], comparisons.chip(view, measure)]
    page |= comparisons.page(view, measure)
    return render(request, "metropolis/comparison.html", page)
