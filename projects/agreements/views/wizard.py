"""A new project, step by step: each step is a plain page, and only the last one makes a project."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.errors import RuleBroken
from core.forms import OperationForm
from core.permissions import Permission, require
from projects.agreements import operations, parts, queries
from projects.agreements.forms import STEPS, BeginForm, Wizard, step_of
from projects.agreements.forms.wizard import Step
from projects.agreements.models import Project, ProjectDraft
from territory import queries as territory

SLUGS = [step.slug for step in STEPS]


@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """The door: go on with a draft, or begin from nothing or from an earlier edition."""
    require(request.actor, Permission.EDIT_PROJECTS)
    projects = queries.projects_visible_to(request.actor, Permission.EDIT_PROJECTS)
    typed = request.POST if request.method == "POST" else None
    form = BeginForm(typed, projects=projects, first=_first_answers(request))
    if form.carry_out(operations.begin_draft, by=request.actor):
        return redirect("agreements:draft-step", form.outcome.pk, SLUGS[0])
    drafts = [
        (parts.draft_name(draft.answers), parts.draft_url(draft.pk, draft.step), draft)
        for draft in ProjectDraft.objects.filter(member=request.actor)
    ]
    page = {"form": form, "drafts": drafts, "has_projects": projects.exists(), "steps": STEPS}
    return render(request, "agreements/enter.html", page)


@never_cache
def draft_step(request: HttpRequest, draft_id: UUID, wizard_step: str) -> HttpResponse:
    draft, step = _draft(request, draft_id), _step(wizard_step)
    if draft.member != request.actor:
        return _somebody_elses(request, draft)
    wizard = Wizard(draft, projects=_others(request))
    if request.method == "POST":
        return _sent(request, wizard, step)
    form = (wizard.checked if request.GET.get("popraw") else wizard.form)(step.slug)
    return render(request, "agreements/step.html", _page(wizard, step, form))


@never_cache
def check_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = _draft(request, draft_id)
    if draft.member != request.actor:
        return _somebody_elses(request, draft)
    wizard = Wizard(draft, projects=_others(request))
    checked = {slug: wizard.checked(slug) for slug in SLUGS}
    ready = not any(form.errors for form in checked.values())
    refusal = ""
    if request.method == "POST" and ready:
        project, refusal = _entered(request, wizard, checked)
        if project:
            messages.success(request, _("The project is entered. Its targets come next."))
            return redirect("targets", project.pk)
    page = {"ready": ready, "refusal": refusal, "summaries": parts.summaries(wizard, checked)}
    return render(request, "agreements/check.html", page | _frame(wizard, ""))


@never_cache
def discard_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask first: what was typed cannot be had back."""
    draft = _draft(request, draft_id)
    if draft.member != request.actor:
        return _somebody_elses(request, draft)
    if request.method == "POST":
        operations.discard_draft(draft=draft, by=request.actor)
        messages.success(request, _("The draft is discarded."))
        return redirect("agreements:list")
    page = {"draft": draft, "name": parts.draft_name(draft.answers)}
    return render(request, "agreements/discard.html", page)


def _entered(
    request: HttpRequest, wizard: Wizard, checked: dict[str, OperationForm]
) -> tuple[Project | None, str]:
    """The project, or the sentence that says why there is none."""
    try:
        project = operations.enter_from_draft(
            draft=wizard.draft, by=request.actor, **wizard.arguments(checked)
        )
    except RuleBroken as refusal:
        return None, str(refusal)
    return project, ""


def _sent(request: HttpRequest, wizard: Wizard, step: Step) -> HttpResponse:
    """Save the step as it was typed, right or wrong: nothing typed is lost. Then go on, if it is right."""
    form, go = wizard.form(step.slug, request.POST), request.POST.get("go", "")
    answers = wizard.typed(step.slug, request.POST, more=go == "more")
    operations.save_draft(draft=wizard.draft, step=step.slug, answers=answers, by=request.actor)
    where = _next_address(wizard, step.slug, form, go)
    if where:
        return redirect(where)
    return render(request, "agreements/step.html", _page(wizard, step, form))


def _next_address(wizard: Wizard, slug: str, form: OperationForm, go: str) -> str:
    """Where the pressed button leads; nowhere while the step has mistakes and the way is forward."""
    draft, place = wizard.draft.pk, SLUGS.index(slug)
    addresses = {
        "back": parts.draft_url(draft, SLUGS[max(place - 1, 0)]),
        "more": parts.draft_url(draft, slug),
        "later": reverse("agreements:list"),
        "area": f"{reverse('agreements:enter-area')}?szkic={draft}",
    }
    if go in addresses:
        return addresses[go]
    if not form.is_valid():
        return ""
    if place + 1 == len(SLUGS):
        return reverse("agreements:check-draft", args=[draft])
    return parts.draft_url(draft, SLUGS[place + 1])


def _page(wizard: Wizard, step: Step, form: OperationForm) -> dict[str, Any]:
    place = SLUGS.index(step.slug)
    rows = getattr(form, "rows", None) or getattr(form, "count", None)
    own = {"step": step, "form": form, "rows": rows, "is_first": place == 0}
    return {**own, **_frame(wizard, step.slug)}


def _frame(wizard: Wizard, slug: str) -> dict[str, Any]:
    links = parts.step_links(wizard, slug)
    place = next(link.number for link in links if link.state == "current")
    return {"draft": wizard.draft, "links": links, "place": place, "back": links[place - 2].url}


def _step(slug: str) -> Step:
    step = step_of(slug)
    if step is None:
        raise Http404
    return step


def _draft(request: HttpRequest, draft_id: UUID) -> ProjectDraft:
    require(request.actor, Permission.EDIT_PROJECTS)
    return get_object_or_404(ProjectDraft.objects.select_related("member"), pk=draft_id)


def _somebody_elses(request: HttpRequest, draft: ProjectDraft) -> HttpResponse:
    sentence = _("%(name)s is entering this project. Ask them to finish it, or begin your own.")
    messages.warning(request, sentence % {"name": draft.member.display_name})
    return redirect("agreements:enter")


def _others(request: HttpRequest) -> Any:
    return queries.projects_visible_to(request.actor, Permission.SEE_FIGURES)


def _first_answers(request: HttpRequest) -> dict[str, dict[str, list[str]]]:
    """What is known of a new project before anybody typed: its leader, and where people live."""
    tenant = request.tenant
    gminas = [unit.code for unit in territory.gminy() if unit.code.startswith(tenant.teryt_code)]
    return {
        "umowa": {"leader_name": [tenant.name]},
        "dla-kogo": {"gminas": gminas, "premises_required_count": ["1"]},
        "kalendarz": {"claim_days_are_working": ["on"]},
    }
