"""One page for each file: where it is on its way, and what is to be done next."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import Member
from core.permissions import Permission, can_anywhere
from projects import filters
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.exchange import (
    keeping,
    operations,
    parts,
    parts_of_rows,
    preview,
    queries,
    typing_in,
)
from projects.exchange.earlier import shown as earlier_shown
from projects.exchange.forms import ColumnsForm, EnterForm, ReasonForm, SendForm
from projects.exchange.judging import closed_days_shown, deciding
from projects.exchange.kinds import offered
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Side, Standing, Step
from projects.exchange.workbooks import blanks, blanks_whole, giving_back, taking_out
from projects.participants import queries as participants
from projects.workbench import operations as workbench
from ui import drawn

PER_PAGE = 50
# By which the address counts the pages of whole earlier projects, beside those of files.
WHOLE = "calosci"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.EDIT_PEOPLE):
        raise NotAllowed
    sent = drawn.page_of(request, queries.imports_of(request.actor).filter(earlier=None), PER_PAGE)
    whole = drawn.page_of(request, earlier_shown.earlier_of(request.actor), PER_PAGE, WHOLE)
    page = {
        "page": sent,
        "table": parts.imports_table(sent),
        "whole": whole,
        "earlier": earlier_shown.table(whole),
        "projects": participants.projects_open_to(request.actor, on=today()),
        "ended": earlier_shown.ended_projects(request.actor, on=today()),
    }
    return render(request, "exchange/list.html", page)


@never_cache
def send(request: HttpRequest, project_id: UUID) -> HttpResponse:
    editable = agreements.projects_visible_to(request.actor, Permission.EDIT_PEOPLE)
    project = get_object_or_404(editable, pk=project_id)
    asked = {
        "project": project,
        "initial": {"kind": request.GET["co"]} if "co" in request.GET else {},
    }
    form = SendForm(request.POST or None, request.FILES or None, **asked)
    facts = {"project": project, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.send, **facts):
        return redirect("exchange:one", form.outcome.pk)
    page = {"form": form, "project": project, "blanks": parts.blanks_of(project)}
    page["can_correct"] = taking_out.may(request.actor, project)
    return render(request, "exchange/send.html", page)


@never_cache
@require_safe
def blank(request: HttpRequest, project_id: UUID, import_kind: str) -> HttpResponse:
    """A workbook of ours to fill in."""
    editable = agreements.projects_visible_to(request.actor, Permission.EDIT_PEOPLE)
    project = get_object_or_404(editable, pk=project_id)
    if import_kind == blanks_whole.CODE:
        content = blanks_whole.blank(project, on=today(), by=request.actor)
        return _workbook(content, _("template - a whole earlier project.xlsx"))
    kind = dict(offered(project)).get(import_kind)
    if kind is None:
        raise Http404
    reader = kind.reader(project, on=today(), by=request.actor)
    name = _("template - %s.xlsx") % kind.label
    return _workbook(blanks.blank(kind, reader, project), name)


@never_cache
def correct(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """People of a project in a file to be corrected; a long one is prepared in the background."""
    editable = agreements.projects_visible_to(request.actor, Permission.EDIT_PEOPLE)
    project = get_object_or_404(editable, pk=project_id)
    if not taking_out.may(request.actor, project):
        raise NotAllowed
    form = ReasonForm(request.POST or None)
    count = taking_out.people_of(project, request.actor).count()
    carry_out = _prepare_people if count > taking_out.AT_ONCE else operations.take_out_to_correct
    if form.carry_out(carry_out, project=project, on=today(), by=request.actor):
        is_here = isinstance(form.outcome, bytes)
        return _workbook(form.outcome, _name(project)) if is_here else _told_to_wait(request)
    page = {"form": form, "project": project, "count": count}
    return render(request, "exchange/correct.html", page)


@never_cache
@require_safe
def one(request: HttpRequest, import_id: UUID) -> HttpResponse:
    found = _found(request, import_id)
    return render(request, "exchange/one.html", parts.page_of(found, on=today(), at=timezone.now()))


@never_cache
def columns(request: HttpRequest, import_id: UUID) -> HttpResponse:
    found = _found(request, import_id)
    asked = parts.asked_of(found, request.GET, on=today())
    form = ColumnsForm(request.POST or None, **asked.for_form)
    facts = {"of": found, "on": today(), "by": request.actor}
    if form.carry_out(operations.name_columns, **facts):
        return redirect("exchange:one", found.pk)
    page = {"form": form, "found": found, "asked": asked, **parts.columns_page(form, asked)}
    return render(request, "exchange/columns.html", page)


@never_cache
@require_safe
def all_rows(request: HttpRequest, import_id: UUID) -> HttpResponse:
    found = _found(request, import_id)
    standing, field = request.GET.get("stan", ""), request.GET.get("pole", "")
    chosen = parts_of_rows.rows_at(found, standing, field)
    # What is to be mended is a page of forms, and none of it is in a file. Of what is kept no longer
    # nothing is asked.
    is_over = keeping.is_over(found, at=timezone.now())
    is_to_mend = standing in (Standing.BAD, Standing.ALIKE, Standing.CLASH) and not is_over
    everything = PER_PAGE if is_to_mend else drawn.EVERYTHING
    page = drawn.page_of(request, chosen, PER_PAGE, everything=everything)
    asks = is_to_mend or not (is_over or drawn.is_asked_for(request))
    facts: dict[str, Any] = {"asks": asks, "on": today(), "by": request.actor}
    shown = parts_of_rows.rows_page(found, page, standing, **facts)
    return render(request, "exchange/rows.html", {"found": found, "page": page, **shown})


@never_cache
def row(request: HttpRequest, import_id: UUID, row_id: UUID) -> HttpResponse:
    """A row with all that it says; what is sent mends it."""
    found = _found(request, import_id)
    some = ImportRow.objects.select_related("of__project")
    one_row = get_object_or_404(some, of=found, pk=row_id)
    if request.method == "POST":
        return _mended(request, found, one_row)
    page = parts_of_rows.row_page(found, one_row, on=today(), by=request.actor)
    return render(request, "exchange/whole_row.html", page)


def _mended(request: HttpRequest, found: Import, one_row: ImportRow) -> HttpResponse:
    """To htmx the row as it stands now, to everybody else the page."""
    shown = typing_in.answered(one_row, request.POST, on=today(), by=request.actor)
    if queries.imports_of(request.actor).filter(pk=found.pk, step=Step.CHECKING).exists():
        return _to_progress(request, found)
    if getattr(request, "htmx", False):
        return render(request, "exchange/row.html", {"found": found, "shown": shown})
    return redirect("exchange:rows", found.pk)


@never_cache
@require_POST
def decide(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Which side holds: of one row field by field, or of all rows."""
    found = _found(request, import_id)
    all_of, pk = request.POST.get("all", ""), request.POST.get("row", "")
    seen = request.POST.get("seen", "")
    facts: dict[str, Any] = {"row": None, "sides": {"": all_of}, "seen": seen}
    if all_of not in Side.values:
        row = get_object_or_404(ImportRow, of=found, pk=filters.id_in(pk))
        facts |= {"row": row, "sides": deciding.sides(request.POST, row)}
    done = _done(request, found, operations.decide, page="exchange:one", on=today(), **facts)
    place = reverse("exchange:rows", args=[found.pk], query={"stan": Standing.CLASH.value})
    return redirect(place) if queries.counts(found).get(Standing.CLASH) else done


@never_cache
@require_POST
def say_who(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Whether a row is about the person whom it looks like; or of all rows, that it is seen later."""
    found, pk = _found(request, import_id), request.POST.get("row", "")
    facts: dict[str, Any] = {"row": None, "other": None, "kind": request.POST.get("kind", "")}
    if pk:
        facts["row"] = get_object_or_404(ImportRow, of=found, pk=filters.id_in(pk))
        facts["other"] = filters.id_in(request.POST.get("other", ""))
    done = _done(request, found, operations.say_who, page="exchange:one", on=today(), **facts)
    place = reverse("exchange:rows", args=[found.pk], query={"stan": Standing.ALIKE.value})
    return redirect(place) if pk and queries.counts(found).get(Standing.ALIKE) else done


@never_cache
@require_POST
def leave_out(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Every row that has a mistake, or of which a closed report would tell otherwise."""
    found, facts = _found(request, import_id), {"row": None, "on": today()}
    facts["are_reported"] = request.POST.get("stan") == closed_days_shown.PLACE
    return _done(request, found, operations.leave_out, **facts, page="exchange:one")


@never_cache
@require_POST
def marked(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The file with its mistakes marked; a long one is prepared in the background."""
    found, name = _found(request, import_id), ""
    try:
        name = giving_back.name_of(found)
        if not giving_back.is_long(found):
            content = operations.take_marked(of=found, on=today(), by=request.actor)
            return _workbook(content, name)
        facts = {"kind": giving_back.CODE, "arguments": {"import": str(found.pk)}, "name": name}
        workbench.prepare_file(**facts, at=timezone.now(), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("exchange:one", found.pk)
    return _told_to_wait(request)


@never_cache
def enter(request: HttpRequest, import_id: UUID) -> HttpResponse:
    found = _found(request, import_id)
    told = parts.before_entering(found)
    asked = {
        "changes": told.changes,
        "asks": told.asks,
        "is_to_correct": told.is_to_correct,
        "reported": told.reported,
        "initial": {"seen": told.seen},
    }
    form = EnterForm(request.POST or None, **asked)
    facts = {"of": found, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.enter, **facts):
        return redirect("exchange:one", found.pk)
    return render(request, "exchange/enter.html", {"form": form, "found": found, "told": told})


@never_cache
@require_POST
def take_over(request: HttpRequest, import_id: UUID) -> HttpResponse:
    found = _found(request, import_id)
    return _done(request, found, operations.take_over, on=today(), page="exchange:one")


@never_cache
def take_back(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Ask first: nobody enters the file a second time by a click. Whoever is refused is shown it anew."""
    found = _found(request, import_id)
    if request.method == "POST":
        facts = {"seen": request.POST.get("seen", ""), "at": timezone.now()}
        done = _done(request, found, operations.take_back, **facts, page="exchange:one")
        is_refused = Import.objects.filter(pk=found.pk, step=Step.APPLIED).exists()
        return redirect("exchange:take-back", found.pk) if is_refused else done
    if found.step != Step.APPLIED or keeping.is_over(found, at=timezone.now()):
        return redirect("exchange:one", found.pk)
    return render(request, "exchange/take_back.html", preview.before_taking_back(found))


@never_cache
@require_POST
def drop(request: HttpRequest, import_id: UUID) -> HttpResponse:
    found = _found(request, import_id)
    done = _done(request, found, operations.drop, page="exchange:one")
    if Import.objects.filter(pk=found.pk, step=Step.DROPPED).exists():
        messages.success(request, _("The file is dropped, and what its rows said is forgotten."))
        whole = found.earlier_id
        return redirect("exchange:earlier", whole) if whole else redirect("exchange:list")
    return done


def _done(
    request: HttpRequest, found: Import, carry_out: Any, *, page: str, **facts: Any
) -> HttpResponse:
    try:
        outcome = carry_out(of=found, by=request.actor, **facts)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        if isinstance(outcome, int):
            said = ngettext("One row is left out.", "%(n)s rows are left out.", outcome)
            messages.success(request, said % {"n": outcome})
    return redirect(page, found.pk)


def _to_progress(request: HttpRequest, found: Import) -> HttpResponse:
    """Very many rows were answered: the page of the file shows how far a worker is."""
    answer = redirect("exchange:one", found.pk)
    if not getattr(request, "htmx", False):
        return answer
    return HttpResponse(headers={"HX-Redirect": answer["Location"]})


def _name(project: Project) -> str:
    return _("people to correct - %s.xlsx") % project


def _prepare_people(*, project: Project, reason: str, on: date, by: Member) -> object:
    """By a worker, of that day."""
    arguments = {"project": str(project.pk), "reason": reason}
    facts = {"kind": taking_out.CODE, "arguments": arguments, "name": _name(project)}
    return workbench.prepare_file(**facts, at=timezone.now(), by=by)


def _told_to_wait(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("The file is being prepared. You may go on working meanwhile."))
    return redirect("workbench:files")


def _workbook(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer


def _found(request: HttpRequest, import_id: UUID) -> Import:
    return get_object_or_404(queries.imports_of(request.actor), pk=import_id)
