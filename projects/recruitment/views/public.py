"""The public web form: the notice first, then step after step, kept until it is sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.addresses import client_address
from core.days import today
from core.doors import visitors_page
from core.errors import RuleBroken
from projects.recruitment import operations, parts, queries, tokens
from projects.recruitment.forms import BeginForm, CodeForm, SendForm, StepForm
from projects.recruitment.forms.public import SENDING_STEP, Step, kept, merged, steps_of
from projects.recruitment.models import Criterion, Draft, Recruitment
from projects.recruitment.operations.drafting import DraftGone, TokenSpent, code_index
from projects.recruitment.rules import visits

COOKIE = "__Secure-szansa-wniosek" if settings.HTTPS else "szansa-wniosek"


def _modest(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse a body that no application could have, before anything in it is looked at."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isdigit() or int(size) > visits.LARGEST_POST_BYTES:
            return render(request, "recruitment/public/too_large.html", status=413)
        return view(request, *arguments, **named)

    return answer


@visitors_page
@require_safe
def open_rounds(request: HttpRequest) -> HttpResponse:
    rounds = queries.open_to_visitors(on=today())
    return render(request, "recruitment/public/rounds.html", {"rounds": rounds})


@visitors_page
@never_cache
@_modest
def begin(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    """The notice, its version and its day; whoever presses on was given it, and a draft begins."""
    found = _open(recruitment_id)
    page = {"recruitment": found, "has_draft": _draft(request, found) is not None}
    if request.method == "POST":
        try:
            return _begun(request, found)
        except RuleBroken as refusal:
            page["refusal"] = str(refusal)
    page["notice"] = queries.notice_in_force(found)
    page["documents"] = found.required_documents.all()
    page["form"] = BeginForm(initial={"token": tokens.made(found.pk, at=timezone.now())})
    return render(request, "recruitment/public/begin.html", page)


@visitors_page
@never_cache
@_modest
def step(request: HttpRequest, recruitment_id: UUID, step: str) -> HttpResponse:
    found = _open(recruitment_id)
    criteria = list(queries.criteria_in_force(found))
    steps = steps_of(criteria)
    shown = next((each for each in steps if each.slug == step), None)
    if shown is None:
        raise Http404
    draft = _draft(request, found)
    if draft is None:
        return redirect("recruitment:apply", found.pk)
    answer = _sending if shown == SENDING_STEP else _typing
    return answer(request, draft, criteria, shown)


@visitors_page
@never_cache
@_modest
def resume(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    """Come back to a draft by its code, from another telephone too."""
    found, form = _open(recruitment_id), CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        if _draft_of(found, code):
            return _with_cookie(redirect("recruitment:apply-step", found.pk, "dane"), found, code)
        form.add_error("code", str(DraftGone()))
    page = {"form": form, "recruitment": found}
    return render(request, "recruitment/public/resume.html", page)


@visitors_page
@never_cache
@require_POST
def drop(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = _open(recruitment_id)
    if draft := _draft(request, found):
        operations.drop_draft(draft=draft, by=request.actor)
    answer = redirect("recruitment:apply", found.pk)
    answer.delete_cookie(COOKIE, path=_path(found))
    return answer


@visitors_page
@never_cache
@require_safe
def done(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    """The number, and what was sent; only to the browser that sent it, and for a day."""
    rounds = Recruitment.objects.select_related("project")
    draft = _sent(request, get_object_or_404(rounds, pk=recruitment_id))
    if draft is None:
        return redirect("recruitment:apply-list")
    criteria = list(queries.criteria_in_force(draft.recruitment))
    form = _whole(draft, criteria)
    page = {"draft": draft, "recruitment": draft.recruitment, "summary": parts.summary(form)}
    return render(request, "recruitment/public/done.html", page)


def _begun(request: HttpRequest, found: Recruitment) -> HttpResponse:
    form, now = BeginForm(request.POST), timezone.now()
    token = tokens.read(request.POST.get("token", ""), found.pk, at=now)
    if form.is_caught or token is None:
        raise TokenSpent
    begun = operations.begin_draft(
        recruitment=found, nonce=token.nonce, address=_address(request), at=now, by=request.actor
    )
    return _with_cookie(redirect("recruitment:apply-step", found.pk, "dane"), found, begun.code)


def _typing(
    request: HttpRequest, draft: Draft, criteria: list[Criterion], shown: Step
) -> HttpResponse:
    """Keep what was typed, right or wrong; go on when it is right or when nobody wants to yet."""
    known = {"names": shown.names, "criteria": criteria, "recruitment": draft.recruitment}
    if request.method == "POST":
        typed = merged(draft.typed, request.POST, shown.names)
        form = StepForm(kept(typed), **known)
        is_right, is_kept = form.is_valid(), _is_kept(request, draft, typed, form)
        if is_kept and "later" in request.POST:
            return redirect("recruitment:apply", draft.recruitment_id)
        if is_kept and is_right:
            return redirect(_after(draft.recruitment, criteria, shown))
    elif "popraw" in request.GET:
        form = StepForm(kept(draft.typed), **known)
    else:
        form = StepForm(initial=kept(draft.typed).dict(), **known)
    page = {"form": form, **_frame(request, draft, criteria, shown)}
    return render(request, "recruitment/public/step.html", page)


def _is_kept(request: HttpRequest, draft: Draft, typed: str, form: StepForm) -> bool:
    """Save the step; a refusal is said above the form, where what was typed still stands."""
    try:
        operations.save_draft(draft=draft, typed=typed, at=timezone.now(), by=request.actor)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _sending(
    request: HttpRequest, draft: Draft, criteria: list[Criterion], shown: Step
) -> HttpResponse:
    """Everything once more; sent only when the whole of it is right."""
    form = _whole(draft, criteria)
    send = SendForm(request.POST or None)
    known = {"draft": draft, "address": _address(request), "at": timezone.now()}
    if send.is_bound and send.is_valid():
        if send.is_caught:
            form.add_error(None, str(TokenSpent()))
        elif form.carry_out(operations.apply_on_the_web, **known, by=request.actor):
            return redirect("recruitment:apply-done", draft.recruitment_id)
    page = {
        "form": form,
        "send": send,
        "troubles": parts.troubles(form, steps_of(criteria)),
        "summary": parts.summary(form),
        **_frame(request, draft, criteria, shown),
    }
    return render(request, "recruitment/public/send.html", page)


def _whole(draft: Draft, criteria: list[Criterion]) -> StepForm:
    """All the steps as one form over what was typed."""
    return StepForm(kept(draft.typed), names=None, criteria=criteria, recruitment=draft.recruitment)


def _frame(
    request: HttpRequest, draft: Draft, criteria: list[Criterion], shown: Step
) -> dict[str, Any]:
    steps = steps_of(criteria)
    return {
        "recruitment": draft.recruitment,
        "draft": draft,
        "step": shown,
        "steps": steps,
        "position": steps.index(shown) + 1,
        "before": steps[steps.index(shown) - 1] if shown != steps[0] else None,
        "code": request.COOKIES.get(COOKIE, ""),
    }


def _after(found: Recruitment, criteria: list[Criterion], shown: Step) -> str:
    steps = steps_of(criteria)
    return parts.step_address(found, steps[steps.index(shown) + 1])


def _open(recruitment_id: UUID) -> Recruitment:
    return get_object_or_404(queries.open_to_visitors(on=today()), pk=recruitment_id)


def _draft(request: HttpRequest, found: Recruitment) -> Draft | None:
    """The application that this browser has begun and not sent."""
    return _draft_of(found, request.COOKIES.get(COOKIE, ""))


def _draft_of(found: Recruitment, code: str) -> Draft | None:
    return _drafts(found, code).filter(candidate=None).first()


def _sent(request: HttpRequest, found: Recruitment) -> Draft | None:
    return _drafts(found, request.COOKIES.get(COOKIE, "")).exclude(candidate=None).first()


def _drafts(found: Recruitment, code: str) -> QuerySet[Draft]:
    return queries.drafts(found, code_index(code), on=today())


def _with_cookie(answer: HttpResponse, found: Recruitment, code: str) -> HttpResponse:
    answer.set_cookie(
        COOKIE,
        code,
        max_age=visits.DRAFT_DAYS * 86_400,
        path=_path(found),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _path(found: Recruitment) -> str:
    return parts.public_address(found)


def _address(request: HttpRequest) -> str:
    return client_address(request) or ""
