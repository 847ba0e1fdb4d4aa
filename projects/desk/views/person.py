"""A person's whole story in one project: on one page, with their data and history beside it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.permissions import Permission
from projects.deadlines import queries as deadlines
from projects.deadlines.parts import rows
from projects.desk import story
from projects.documents.queries import documents_about
from projects.participants import looking, operations, parts, queries, queries_path
from projects.participants.columns import address_of
from projects.participants.models import Participation
from projects.participants.views.page import others, visible
from projects.support import parts as support
from projects.support.queries.basket import areas_of
from projects.workbench import history
from territory.models import Unit

MOST_SHOWN = 4


@never_cache
@require_safe
def person(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    try:
        found = _with_documents(request, participation_id, Permission.SEE_PEOPLE)
    except Http404:
        # A voided participation keeps its address: it leads to the record with the banner.
        voided = queries_path.voided_visible_to(request.actor, Permission.SEE_PEOPLE)
        kept = get_object_or_404(voided, pk=participation_id)
        return redirect("participants:voided-record", kept.pk)
    return _page(request, found)


@never_cache
@require_POST
def reveal_pesel(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Answer with the page and the whole number on it, this once; the address carries nothing."""
    found = _with_documents(request, participation_id, Permission.REVEAL_PESEL)
    number = operations.reveal_pesel(person=found.person, project=found.project, by=request.actor)
    return _page(request, found, pesel=number)


@never_cache
@require_safe
def records(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """What is written down about the person: the state at start, premises, contact."""
    found = visible(request, participation_id, Permission.SEE_PEOPLE)
    looking.note(found, by=request.actor, on=today())
    may = parts.rights(request.actor, found.project)
    page = {
        **_head(found, may),
        **_written_down(found, may),
        "others": [(each, parts.state_of(each, on=today())) for each in others(request, found)],
        "can_enrol": queries.projects_open_for(found.person, request.actor).exists(),
    }
    return render(request, "desk/records.html", page)


@never_cache
@require_safe
def changes(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Who changed what and why, and who looked."""
    found = visible(request, participation_id, Permission.SEE_PEOPLE)
    may = parts.rights(request.actor, found.project)
    page = {
        **_head(found, may),
        "entries": history.of_person(found.pk, found.person_id, with_reasons=may["read_case"]),
        "looks": looking.lately(found, on=today()),
    }
    return render(request, "desk/changes.html", page)


@never_cache
@require_safe
def due(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """What waits about the person: a part of their page, and a page of its own without scripts."""
    found = visible(request, participation_id, Permission.SEE_PEOPLE)
    items = deadlines.due_about(found, request.actor, today())
    page = {"rows": rows(items, by=request.actor, names_project=False), "participation": found}
    if request.htmx:
        return render(request, "desk/due_part.html", page)
    return render(request, "desk/due.html", {**page, "person": found.person})


@never_cache
@require_safe
def counting(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """What the person counts to and why: a part of their page, and a page of its own."""
    found = visible(request, participation_id, Permission.SEE_PEOPLE)
    answers = queries.counting_of(found, on=today())
    page = {"counting": answers, "participation": found, **_parted(answers)}
    if request.htmx:
        return render(request, "desk/counting_part.html", page)
    return render(request, "desk/counting.html", {**page, "person": found.person})


def _parted(answers: list[Any]) -> dict[str, list[Any]]:
    """What counts, what counts or may, and what does not: the last is most of it."""
    return {
        "counted": [each for each in answers if each.answer == "yes"],
        "likely": [each for each in answers if each.answer != "no"],
        "others": [each for each in answers if each.answer == "no"],
    }


def _with_documents(request: HttpRequest, participation_id: UUID, held: Permission) -> Any:
    count = documents_about(request.actor, Participation._meta.label_lower)
    return visible(request, participation_id, held, documents_count=count)


def _page(request: HttpRequest, found: Any, pesel: str = "") -> HttpResponse:
    on, may = today(), parts.rights(request.actor, found.project)
    looking.note(found, by=request.actor, on=on)
    page = {
        **_head(found, may),
        "pesel": pesel,
        "waits": queries.waits(found),
        "story": story.of(found, by=request.actor, on=on),
        "bars": support.area_bars(areas_of(found)),
        "documents_count": found.documents_count,
        **_missing(found, may),
    }
    return render(request, "desk/person.html", page)


def _head(found: Participation, may: dict[str, bool]) -> dict[str, Any]:
    return {
        "participation": found,
        "person": found.person,
        "masked": parts.masked_pesel(found.person),
        "may": may,
    }


def _missing(found: Participation, may: dict[str, bool]) -> dict[str, Any]:
    problems = queries.checks_of(found, on=today()) if may["read_case"] else []
    missing = parts.missing(problems, found, may_edit=may["edit"])
    return {
        "missing": missing[:MOST_SHOWN],
        "missing_count": len(missing),
        "blocking_count": sum(1 for one in missing if one.severity == "E"),
    }


def _written_down(found: Participation, may: dict[str, bool]) -> dict[str, Any]:
    premises = list(queries.premises_of(found)) if may["read_case"] else []
    return {
        "gmina": Unit.objects.filter(pk=found.person.gmina).first(),
        "lives_at": parts.written(address_of(found.person)),
        "state": parts.state_facts(found, whole=may["read_case"]),
        "address": parts.address_facts(found),
        "premises": parts.premises_table(premises, on=today(), may_edit=False)
        if premises
        else None,
    }
