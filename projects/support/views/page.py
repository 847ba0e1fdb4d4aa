"""What the pages of support share: whose things one sees, the chosen project, the page of a form."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.days import today
from core.errors import NotAllowed
from core.forms import OperationForm
from core.permissions import Permission, can_anywhere
from projects import filters
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants import queries as participants
from projects.participants.models import Participation
from projects.support.models import Group, Session
from ui.parts import Filter, Link


def seeing(request: HttpRequest) -> Permission:
    """Whoever sends something must be allowed to edit; looking needs less."""
    return Permission.SEE_PEOPLE if request.method in ("GET", "HEAD") else Permission.EDIT_PEOPLE


def refuse_blind(request: HttpRequest) -> None:
    """A list of people's things is for those who see people somewhere."""
    if not can_anywhere(request.actor, Permission.SEE_PEOPLE):
        raise NotAllowed


def visible(rows: QuerySet, pk: UUID) -> Any:
    return get_object_or_404(rows, pk=pk)


def person(
    request: HttpRequest, participation_id: UUID, held: Permission = Permission.EDIT_PEOPLE
) -> Participation:
    rows = participants.participations_visible_to(request.actor, held)
    return get_object_or_404(rows, pk=participation_id)


def project_of(request: HttpRequest, project_id: UUID, held: Permission) -> Project:
    return get_object_or_404(agreements.projects_visible_to(request.actor, held), pk=project_id)


def chosen(request: HttpRequest, projects: list[Project]) -> Project | None:
    """The project of the address, or the one that has run for the longest, or the newest."""
    asked = request.GET.get("projekt", "")
    running = sorted(
        (project for project in projects if project.is_running(on=today())),
        key=lambda project: project.starts_on,
    )
    named = [project for project in projects if str(project.pk) == asked]
    return next(iter([*named, *running, *projects]), None)


def project_chip(
    request: HttpRequest, projects: list[Project], *, shown: Project | None = None
) -> Filter:
    """Of all the projects; or, where a page shows one at a time, of the one it shows."""
    named = [(project.pk, str(project)) for project in projects]
    choices = named if shown else [("", _("all")), *named]
    chip = {"label": _("Project"), "parameter": "projekt", "choices": choices}
    return filters.chip(request, **chip, in_force=shown and shown.pk)


def narrowed(request: HttpRequest, rows: QuerySet, path: str) -> QuerySet:
    """To the project of the address; nonsense narrows nothing."""
    try:
        return rows.filter(**{path: UUID(request.GET.get("projekt", ""))})
    except ValueError:
        return rows


def form_page(
    request: HttpRequest,
    form: OperationForm,
    *,
    title: str,
    submit: str,
    back: Link,
    lead: str = "",
) -> HttpResponse:
    """A page that is one form; `back` is where it came from and where cancelling leads."""
    page = {"form": form, "title": title, "submit": submit, "back": back, "lead": lead}
    return render(request, "support/form.html", page)


def to_group(group: Group) -> Link:
    return Link(str(group), reverse("support:group", args=[group.pk]))


def to_session(session: Session) -> Link:
    name = str(session.group or session.participation.person)
    return Link(name, reverse("support:sheet", args=[session.pk]))


def to_basket(participation: Participation) -> Link:
    name = _("Basket of %(person)s") % {"person": participation.person}
    return Link(name, reverse("support:basket", args=[participation.pk]))


def to_services(project: Project) -> Link:
    return Link(_("Services"), f"{reverse('support:services')}?projekt={project.pk}")
