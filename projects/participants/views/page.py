"""One participation on one page: who, since when, what is due, what it counts to."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.permissions import Permission
from projects.participants import links, operations, parts, queries, queries_path
from projects.participants.columns import address_of
from projects.participants.models import Participation
from projects.workbench import history
from territory.models import Unit
from ui.parts import Table

MOST_SHOWN = 4


@never_cache
@require_safe
def participation(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    try:
        found = visible(request, participation_id, Permission.SEE_PEOPLE)
    except Http404:
        voided = queries_path.voided_visible_to(request.actor, Permission.SEE_PEOPLE)
        kept = get_object_or_404(voided, pk=participation_id)
        return redirect("participants:voided-record", kept.pk)
    return _page(request, found)


@never_cache
@require_POST
def reveal_pesel(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Answer with the page and the whole number on it, this once; the address carries nothing."""
    found = visible(request, participation_id, Permission.REVEAL_PESEL)
    number = operations.reveal_pesel(person=found.person, project=found.project, by=request.actor)
    return _page(request, found, pesel=number)


def visible(request: HttpRequest, participation_id: UUID, held: Permission) -> Participation:
    """The participation, if the actor holds the permission in its project; else it is not found."""
    rows = queries.participations_visible_to(request.actor, held).prefetch_related("outcomes")
    rows = rows.select_related("person", "project", "cared_for_by", "advised_by")
    return get_object_or_404(rows, pk=participation_id)


def others(request: HttpRequest, found: Participation) -> QuerySet[Participation]:
    """What else the person takes part in, under every entry linked with theirs, if visible."""
    rows = queries.participations_visible_to(request.actor, Permission.SEE_PEOPLE)
    same = rows.filter(person__in=links.linked_ids(found.person_id)).exclude(pk=found.pk)
    return same.order_by("-started_on").prefetch_related("outcomes")


def _page(request: HttpRequest, found: Participation, pesel: str = "") -> HttpResponse:
    on, may = today(), parts.rights(request.actor, found.project)
    counting = queries.counting_of(found, on=on)
    problems = queries.checks_of(found, on=on) if may["see_contact"] else []
    missing = parts.missing(problems, found, may_edit=may["edit"])
    page = {
        "participation": found,
        "person": found.person,
        "pesel": pesel,
        "masked": parts.masked_pesel(found.person),
        "gmina": Unit.objects.filter(pk=found.person.gmina).first(),
        "lives_at": parts.written(address_of(found.person)),
        "may": may,
        "waits": queries.waits(found),
        "course": parts.course(found, history.of([found.pk, found.person_id]), on=on),
        "missing": missing[:MOST_SHOWN],
        "missing_count": len(missing),
        "blocking_count": sum(1 for one in missing if one.severity == "E"),
        "state": parts.state_facts(found, whole=may["see_contact"]),
        "address": parts.address_facts(found),
        "premises": _premises(found, may_see=may["see_contact"]),
        "todos": parts.todos(found, on=on, may_edit=may["edit"]),
        "counting": counting,
        "counted": [each for each in counting if each.answer == "yes"],
        "others": [(other, parts.state_of(other, on=on)) for other in others(request, found)],
        "can_enrol": queries.projects_open_for(found.person, request.actor).exists(),
    }
    return render(request, "participants/participation.html", page)


def _premises(found: Participation, *, may_see: bool) -> Table | None:
    """What was seen of the premises; sensitive, so only for whoever works with the person."""
    rows = list(queries.premises_of(found)) if may_see else []
    return parts.premises_table(rows, on=today(), may_edit=False) if rows else None
