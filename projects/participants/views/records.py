"""What is missing in a person's records, and who takes care of the person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.errors import NotAllowed
from core.permissions import Permission
from projects.participants import operations, parts, queries
from projects.participants.forms import StaffForm
from projects.participants.views.page import visible


@never_cache
@require_safe
def checks(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = visible(request, participation_id, Permission.SEE_PEOPLE)
    may = parts.rights(request.actor, found.project)
    if not may["read_case"]:
        raise NotAllowed
    missing = parts.missing(queries.checks_of(found, on=today()), found, may_edit=may["edit"])
    blocking = sum(1 for one in missing if one.severity == "E")
    page = {"participation": found, "missing": missing, "blocking": blocking}
    return render(request, "participants/checks.html", page)


@never_cache
def staff(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = visible(request, participation_id, Permission.EDIT_PEOPLE)
    team = queries.team_of(found.project)
    form = StaffForm(request.POST or None, participation=found, team=team)
    if form.carry_out(operations.assign_staff, participation=found, by=request.actor):
        messages.success(request, _("The case worker and the career adviser are saved."))
        return redirect("desk:person", found.pk)
    return render(request, "participants/staff.html", {"form": form, "participation": found})
