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
from core.permissions import Permission, can
from projects.agreements.models import Project
from projects.sm_efs import operations, parts, rights
from projects.sm_efs.forms import MendForm
from projects.sm_efs.layout import layout
from projects.sm_efs.queries.lines import lines_of
from projects.sm_efs.queries.mends import chosen_mends, fingerprint, mends_in
from projects.sm_efs.views.page import fed_project
from ui import drawn, formats

ON_A_PAGE = 50


@never_cache
@require_safe
def people(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = fed_project(request, project_id)
    lines, reader = lines_of(found, on=today()), _reader(request, found)
    items = parts.items_of(lines, request.GET)
    shown = drawn.page_of(request, items, ON_A_PAGE)
    mends = mends_in(lines) if reader.may_edit else []
    page = {
        "project": found,
        "page": shown,
        "filters": parts.people_filters(request, lines),
        "table": parts.problems_table(list(shown.object_list), lines, mends, reader),
        "state": parts.list_state(lines, mends),
        "may_edit_project": reader.may_void,
    }
    return render(request, "sm_efs/people.html", page)


def _reader(request: HttpRequest, project: Project) -> parts.Reader:
    return parts.Reader(
        may_edit=can(request.actor, rights.EDIT, project=project.pk),
        may_void=can(request.actor, Permission.EDIT_PROJECTS, project=project.pk),
    )


@never_cache
def mend(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """What the ticked mends change is shown first; the ticks travel in the address."""
    found = fed_project(request, project_id, rights.EDIT)
    chosen = chosen_mends(found, request.GET.getlist("row"), on=today())
    if not chosen.mends:
        return _nothing_chosen(request, found.pk)
    form = _form(request, chosen.mends)
    told = {"project": found, "keys": [one.key for one in chosen.mends], "on": today()}
    if form.carry_out(operations.mend_people, **told, by=request.actor):
        return _told(request, found, form.outcome, chosen.later)
    page = {"project": found, "form": form, "count": len(chosen.mends), "later": chosen.later}
    page["table"] = parts.mends_table(chosen.mends, layout(found.rule_set))
    return render(request, "sm_efs/mend.html", page)


def _nothing_chosen(request: HttpRequest, project_id: UUID) -> HttpResponse:
    messages.warning(request, _("Nothing is chosen that could be mended. Tick a row with a mend."))
    return redirect("sm_efs:people", project_id)


def _form(request: HttpRequest, chosen: list) -> MendForm:
    concerned = [one.participation.pk for one in chosen]
    initial = {"seen": fingerprint(chosen)}
    return MendForm(request.POST or None, concerned_ids=concerned, initial=initial)


def _told(
    request: HttpRequest, project: Project, mended: operations.Mended, later: int
) -> HttpResponse:
    """Who stays as they were stands in this answer alone: a cookie or a session may keep no name."""
    said = ngettext("One mend is carried out.", "%(n)s mends are carried out.", mended.count)
    messages.success(request, said % {"n": formats.number(mended.count)})
    if later:
        waiting = ngettext(
            "One more is left: mend it next.", "%(n)s more are left: mend them next.", later
        )
        messages.info(request, waiting % {"n": formats.number(later)})
    if not mended.refused:
        return redirect("sm_efs:people", project.pk)
    table = parts.not_mended_table(mended.refused)
    page = {"project": project, "table": table, "count": len(mended.refused)}
    return render(request, "sm_efs/not_mended.html", page)
