"""Pages of the metropolis. They run under its own role, which reads released figures only."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.days import today
from core.errors import NoSuchChoice
from core.permissions import Permission, can, require
from dashboards import downloads
from dashboards.metropolis import (
    baskets,
    breakdowns,
    comparisons,
    details,
    drawings,
    pages,
    paths,
)
from dashboards.metropolis import indicators as grouped
from dashboards.metropolis.models import ReleasedProject
from indicators.definitions import queries as definitions
from indicators.drafts import queries as drafts
from indicators.drafts.models import Proposal
from ui import kept, parts


def look(request: HttpRequest, version: pages.Version | None = None) -> pages.View:
    """What the address asks for, for whoever may see the metropolis; complaints become messages."""
    require(request.actor, Permission.SEE_METROPOLIS)
    view, complaints = pages.look(request.GET, version or pages.version(on=today()))
    for complaint in complaints:
        messages.warning(request, complaint)
    return view


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    return _kept(request, "metropolis/dashboard.html", pages.dashboard)


def _kept(
    request: HttpRequest, template: str, context: Callable[[pages.View], dict]
) -> HttpResponse:
    """A page that everybody sees alike, drawn once for each release and each renewal of totals."""
    require(request.actor, Permission.SEE_METROPOLIS)
    version = pages.version(on=today())
    return kept.render(
        request, template, lambda: context(look(request, version)), made_of=version.name
    )


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    view = look(request)
    return render(request, "metropolis/units.html", details.units(view))


@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    view = look(request)
    found = next((one for one in view.units if one.code == code), None)
    if found is None:
        text = _("“%(code)s” is no powiat or city of the programme.") % {"code": code[:20]}
        raise NoSuchChoice(text, nearest=_("Powiats and cities"), url=reverse("metropolis:units"))
    return render(request, "metropolis/unit.html", details.unit(view, found))


@require_safe
def project(request: HttpRequest, project_id: str) -> HttpResponse:
    view = look(request)
    card = get_object_or_404(ReleasedProject, pk=project_id)
    return render(request, "metropolis/project.html", details.project(view, card))


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    page = details.indicators(look(request), request.GET)
    for complaint in grouped.complaints(request.GET):
        messages.warning(request, complaint)
    may_edit = can(request.actor, Permission.EDIT_DEFINITIONS)
    page["drafts"] = drafts.waiting() if may_edit else []
    page["proposals"] = Proposal.objects.all() if may_edit else []
    page["may_edit"] = may_edit
    return render(request, "metropolis/indicators.html", page)


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    view = look(request)
    known = {one.definition.pk: one for one in definitions.in_force(on=view.today)}
    if code not in known:
        text = _("There is no indicator “%(code)s”.") % {"code": code[:40]}
        url = reverse("metropolis:indicators")
        raise NoSuchChoice(text, nearest=_("Indicators"), url=url)
    return render(request, "metropolis/indicator.html", details.indicator(view, known[code]))


Drawn = Callable[[HttpRequest, pages.View], parts.Chart | None]

CHARTS: dict[str, Drawn] = {
    "naplyw": lambda _request, view: pages.trend_chart(view),
    "kto": lambda _request, view: drawings.who(view, view.scope),
    "cele": lambda _request, view: pages.progress_chart(view),
    "droga": lambda _request, view: paths.chart(view),
    "koszyk": lambda _request, view: baskets.chart(view),
    "podzial": lambda request, view: breakdowns.of(request.GET, view),
    "porownanie": lambda request, view: comparisons.of(request.GET, view),
}


def _table(request: HttpRequest, view: pages.View, name: str) -> tuple[parts.Table, dict[str, str]]:
    """The table of this name, of the units or the twin of a chart, and what it says of itself."""
    if name == "powiaty-i-miasta":
        return drawings.units_table(view), drawings.facts(view, "", view.figures.values())
    chart = CHARTS[name](request, view) if name in CHARTS else None
    if chart is None:
        raise Http404
    return chart.table, {name: getattr(chart, name) for name in ("period", "source", "freshness")}


@require_safe
def table_file(request: HttpRequest, table: str, ending: str) -> HttpResponse:
    """The table as it stands on the page, with words for states and notes on what it was made from."""
    view = look(request)
    made, told = _table(request, view, table)
    notes = downloads.notes(request, on=view.today, **pages.told(view, told))
    return downloads.answer(made, ending=ending, name=table, title=_("The programme"), notes=notes)
