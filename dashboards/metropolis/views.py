"""Pages of the metropolis. They run under its own role, which reads released figures only."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from core.days import today
from core.permissions import Permission, can, require
from dashboards import downloads
from dashboards.metropolis import details, drawings, pages
from dashboards.metropolis.models import ReleasedProject
from indicators.definitions import queries as definitions
from indicators.drafts import queries as drafts
from indicators.drafts.models import Proposal


def _look(request: HttpRequest) -> pages.View:
    require(request.actor, Permission.SEE_METROPOLIS)
    view, complaints = pages.look(request.GET, today=today())
    for complaint in complaints:
        messages.warning(request, complaint)
    return view


def dashboard(request: HttpRequest) -> HttpResponse:
    return render(request, "metropolis/dashboard.html", pages.dashboard(_look(request)))


def units(request: HttpRequest) -> HttpResponse:
    view = _look(request)
    return render(request, "metropolis/units.html", details.units(view))


def unit(request: HttpRequest, code: str) -> HttpResponse:
    view = _look(request)
    found = next((one for one in view.units if one.code == code), None)
    if found is None:
        raise Http404
    return render(request, "metropolis/unit.html", details.unit(view, found))


def project(request: HttpRequest, project_id: str) -> HttpResponse:
    view = _look(request)
    card = get_object_or_404(ReleasedProject, pk=project_id)
    return render(request, "metropolis/project.html", details.project(view, card))


def indicators(request: HttpRequest) -> HttpResponse:
    page = details.indicators(_look(request))
    may_edit = can(request.actor, Permission.EDIT_DEFINITIONS)
    page["drafts"] = drafts.waiting() if may_edit else []
    page["proposals"] = Proposal.objects.all() if may_edit else []
    page["may_edit"] = may_edit
    return render(request, "metropolis/indicators.html", page)


def indicator(request: HttpRequest, code: str) -> HttpResponse:
    view = _look(request)
    known = {one.definition.pk: one for one in definitions.in_force(on=view.today)}
    if code not in known:
        raise Http404
    return render(request, "metropolis/indicator.html", details.indicator(view, known[code]))


TABLES = {
    "jednostki": lambda view: drawings.units_table(view),
    "naplyw": lambda view: _twin(drawings.intake(view.release, view.scope, today=view.today)),
    "kto": lambda view: _twin(drawings.who(view.release, view.scope)),
}


def _twin(chart):  # noqa: ANN001, ANN202 - a chart's own table
    if chart is None:
        raise Http404
    return chart.table


def table_file(request: HttpRequest, table: str, ending: str) -> HttpResponse:
    """The table as it stands on the page, with words for states and notes on what it was made from."""
    view = _look(request)
    if table not in TABLES:
        raise Http404
    made = TABLES[table](view)
    notes = downloads.notes(request, on=view.today, **pages.told(view))
    return downloads.answer(made, ending=ending, name=table, title=_("The programme"), notes=notes)
