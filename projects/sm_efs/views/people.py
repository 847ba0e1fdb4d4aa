"""Everything the national system would reject, person by person, and the mends of what is stored."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import can
from projects.sm_efs import operations, parts, rights
from projects.sm_efs.forms import MendForm
from projects.sm_efs.queries.lines import lines_of
from projects.sm_efs.queries.mends import fingerprint, mends_in, stored_mends
from projects.sm_efs.views.page import fed_project
from ui import drawn

ON_A_PAGE = 50


@never_cache
@require_safe
def people(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = fed_project(request, project_id)
    lines = lines_of(found, on=today())
    items = parts.items_of(lines, request.GET)
    shown = drawn.page_of(request, items, ON_A_PAGE)
    mends = mends_in(lines.rows) if can(request.actor, rights.EDIT, project=found.pk) else []
    page = {
        "project": found,
        "page": shown,
        "filters": parts.people_filters(request, lines),
        "table": parts.problems_table(list(shown.object_list), lines, mends),
        "is_clean": not any(line.problems for line in lines.rows),
        "sure": [one.key for one in mends if one.is_sure],
    }
    return render(request, "sm_efs/people.html", page)


@never_cache
def mend(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """What the ticked mends change is shown first; the ticks travel in the address."""
    found = fed_project(request, project_id, rights.EDIT)
    wanted = set(request.GET.getlist("row"))
    chosen = [one for one in stored_mends(found, on=today()) if one.key in wanted]
    if not chosen:
        return _nothing_chosen(request, found.pk)
    form = _form(request, chosen)
    told = {"project": found, "keys": [one.key for one in chosen], "on": today()}
    if form.carry_out(operations.mend_people, **told, by=request.actor):
        messages.success(request, _mended(len(chosen)))
        return redirect("sm_efs:people", found.pk)
    page = {"project": found, "form": form, "table": parts.mends_table(chosen)}
    return render(request, "sm_efs/mend.html", page)


def _nothing_chosen(request: HttpRequest, project_id: UUID) -> HttpResponse:
    messages.warning(request, _("Nothing is chosen that could be mended. Tick a row with a mend."))
    return redirect("sm_efs:people", project_id)


def _form(request: HttpRequest, chosen: list) -> MendForm:
    concerned = [one.participation.pk for one in chosen]
    initial = {"seen": fingerprint(chosen)}
    return MendForm(request.POST or None, concerned_ids=concerned, initial=initial)


def _mended(count: int) -> str:
    said = ngettext("One text is corrected.", "%(n)s texts are corrected.", count)
    return said % {"n": count}
