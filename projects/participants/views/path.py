"""The path of a participation: one page that shows it whole, and the forms of its parts."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.ledger.models import Member
from core.permissions import Permission, can
from projects.participants import operations, queries, queries_path
from projects.participants.forms import DiagnosisForm, PauseForm, SurveyForm
from projects.participants.models import Participation
from projects.participants.operations.path import HasLeft
from projects.participants.parts import path as parts_path
from projects.participants.views.page import visible
from projects.participants.vocabulary_path import Moment
from ui import formats


@never_cache
@require_safe
def path(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    rows = queries.participations_visible_to(request.actor, Permission.SEE_PEOPLE)
    found = get_object_or_404(
        rows.select_related("cared_for_by", "advised_by"), pk=participation_id
    )
    return render(request, "participants/path.html", _shown(request, found, on=today()))


@never_cache
def diagnosis(
    request: HttpRequest, participation_id: UUID, diagnosis_id: UUID | None = None
) -> HttpResponse:
    found = editable(request, participation_id)
    record = one_of(found.diagnoses.prefetch_related("areas"), diagnosis_id)
    team = queries.team_of(found.project)
    first = {"done_on": today(), "done_by": _oneself(request)}
    form = DiagnosisForm(request.POST or None, record=record, team=team, first=first)
    steps = (operations.record_diagnosis, operations.correct_diagnosis)
    if keep(request, form, found, steps, diagnosis=record):
        return saved(request, found, _("The diagnosis is saved."))
    return form_page(request, form, found, title=_("Diagnosis"), submit=_("Save the diagnosis"))


@never_cache
def survey(request: HttpRequest, participation_id: UUID, moment: str) -> HttpResponse:
    found = editable(request, participation_id)
    kept = {each.moment: each for each in found.surveys.all()}
    record, before = kept.get(moment), kept.get(Moment.ENTRY) if moment == Moment.EXIT else None
    first = {"filled_on": today(), "done_by": _oneself(request)}
    team = queries.team_of(found.project)
    form = SurveyForm(request.POST or None, record=record, before=before, team=team, first=first)
    if _kept_survey(request, form, found, record, moment):
        return saved(request, found, _("The questionnaire is saved."))
    at_entry = moment == Moment.ENTRY
    title = _("Social progress at the entry") if at_entry else _("Social progress at the exit")
    return form_page(request, form, found, title=title, submit=_("Save the answers"))


@never_cache
def pause(
    request: HttpRequest, participation_id: UUID, pause_id: UUID | None = None
) -> HttpResponse:
    """A new pause, or the one that is open: its correction and the return from it."""
    found = editable(request, participation_id)
    record = one_of(found.pauses.all(), pause_id)
    form = PauseForm(request.POST or None, record=record)
    if keep(request, form, found, (operations.pause, operations.correct_pause), pause=record):
        return saved(request, found, _("The pause is saved."))
    lead = "" if found.ended_on is None else str(HasLeft(left=formats.day(found.ended_on)))
    return form_page(request, form, found, title=_("Pause"), submit=_("Save the pause"), lead=lead)


def editable(request: HttpRequest, participation_id: UUID) -> Participation:
    return visible(request, participation_id, Permission.EDIT_PEOPLE)


def one_of(rows: QuerySet[Any], row_id: UUID | None) -> Any:
    """The row asked for among those of the participation; none where a new one is entered."""
    return None if row_id is None else get_object_or_404(rows, pk=row_id)


def keep(
    request: HttpRequest,
    form: Any,
    participation: Participation,
    steps: tuple[Callable[..., Any], Callable[..., Any]],
    **record: Any,
) -> bool:
    """Run the first step for something new, the second for what is there already."""
    enter, correct = steps
    if next(iter(record.values())) is None:
        return form.carry_out(enter, participation=participation, on=today(), by=request.actor)
    return form.carry_out(correct, **record, on=today(), by=request.actor)


def saved(request: HttpRequest, participation: Participation, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("participants:path", participation.pk)


def form_page(
    request: HttpRequest, form: Any, participation: Participation, **words: str
) -> HttpResponse:
    page = {"form": form, "participation": participation, **_draft_of(request), **words}
    return render(request, "participants/path_form.html", page)


def _draft_of(request: HttpRequest) -> dict[str, Any]:
    """The form as its address names it, and the record that it is about."""
    match = request.resolver_match
    if match is None:
        return {}
    ids = [said for said in match.kwargs.values() if isinstance(said, UUID)]
    words = [said for said in match.kwargs.values() if isinstance(said, str)]
    return {"draft_name": "-".join([str(match.url_name), *words]), "draft_subject": ids[-1]}


def _oneself(request: HttpRequest) -> UUID | None:
    return request.actor.pk if isinstance(request.actor, Member) else None


def _kept_survey(
    request: HttpRequest, form: Any, participation: Participation, record: Any, moment: str
) -> bool:
    if record is not None:
        steps = (operations.record_survey, operations.correct_survey)
        return keep(request, form, participation, steps, survey=record)
    return form.carry_out(
        operations.record_survey,
        participation=participation,
        moment=moment,
        on=today(),
        by=request.actor,
    )


def _shown(request: HttpRequest, found: Participation, *, on: date) -> dict[str, Any]:
    whole, project = queries_path.path_of(found), found.project
    may_edit = can(request.actor, Permission.EDIT_PEOPLE, project=project.pk)
    reads_case = can(request.actor, Permission.READ_CASES, project=project.pk)
    around = queries_path.around(found)
    return {
        "participation": found,
        "path": whole,
        "finding": parts_path.finding(whole),
        "todos": parts_path.todos(whole, on=on, may_edit=may_edit),
        "may": {"edit": may_edit, "case": reads_case},
        "diagnosis": parts_path.diagnosis_table(whole) if reads_case else None,
        "plans": [
            (each, parts_path.plan_table(whole.planned[each.pk], reads_case=reads_case))
            for each in whole.plans
        ],
        "survey": parts_path.survey_table(whole) if reads_case else None,
        "exit_survey": whole.surveys.get(Moment.EXIT),
        "action_plan": whole.action_plans[0] if whole.action_plans else None,
        "contracts": [(each, parts_path.contract_words(each, on=on)) for each in whole.contracts],
        "belongs_to": around.belongs_to,
        "paused": parts_path.current_pause(whole),
        "surroundings": around.counted,
    }
