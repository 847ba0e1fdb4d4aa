"""Addresses that are told of changes: which there are, how the telling goes, and what can be done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.errors import NotAllowed, RuleBroken
from core.permissions import Permission, can_anywhere
from projects.hooks import operations, parts, queries, standing
from projects.hooks.forms import AnswerForm, RenewForm, SubscribeForm
from projects.hooks.models import Event, Subscription
from projects.hooks.vocabulary import Working
from projects.workbench import history as trail
from ui import drawn

PER_PAGE = 50


@never_cache
@require_safe
def subscriptions(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.EDIT_PROJECTS):
        raise NotAllowed
    found, at = queries.subscriptions_of(request.actor), timezone.now()
    told = [one for one in found if one.state == Working.ON]
    page = {
        "table": parts.subscriptions_table(found, at),
        "told_count": sum(not standing.silence_of(one.token, at) for one in told),
        "tokens": list(queries.tokens_that_can_be_told(request.actor, at)),
    }
    return render(request, "hooks/list.html", page)


@never_cache
def add(request: HttpRequest, token_id: UUID) -> HttpResponse:
    token = get_object_or_404(queries.tokens_of(request.actor), pk=token_id)
    form = SubscribeForm(request.POST or None, token=token)
    moment = {"at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.subscribe, token=token, **moment):
        messages.success(request, _("The address is added. Show its secret to whoever receives."))
        return redirect("hooks:one", form.outcome.pk)
    return render(request, "hooks/add.html", {"form": form, "token": token})


@never_cache
@require_safe
def one(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    found, chosen = _found(request, subscription_id), request.GET.get("state", "")
    events = queries.events_of(found, chosen)
    page = drawn.page_of(request, events, PER_PAGE)
    shown = {
        "subscription": found,
        "facts": parts.facts(found),
        **standing.facts_of(found, timezone.now()),
        "page": page,
        "table": parts.events_table(page),
        "filters": parts.filters(found, chosen),
        "secret": found.secrets.first(),
        "history": trail.of([found.pk], with_reasons=False),
    }
    return render(request, "hooks/one.html", shown)


@never_cache
@require_POST
def show_secret(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """Answered at once and not by a redirect: the text stands nowhere but in this one answer."""
    found = _found(request, subscription_id)
    try:
        secret = operations.show_secret(subscription=found, at=timezone.now(), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("hooks:one", found.pk)
    return render(request, "hooks/secret.html", {"subscription": found, "secret": secret})


@never_cache
def renew_secret(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    found, form = _found(request, subscription_id), RenewForm(request.POST or None)
    moment = {"at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.renew_secret, subscription=found, **moment):
        messages.success(request, _("A new secret is made. Show it to whoever receives."))
        return redirect("hooks:one", found.pk)
    words = {
        "title": _("Make a new secret"),
        "lead": _("Each event is signed by both until the older one ends."),
        "submit": _("Make a new secret"),
    }
    return render(request, "hooks/form.html", {"form": form, "subscription": found, **words})


@never_cache
def end(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    found, form = _found(request, subscription_id), AnswerForm(request.POST or None)
    form.is_bound = request.method == "POST"
    moment = {"at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.end, subscription=found, **moment):
        messages.success(request, _("Nothing is sent to this address any more."))
        return redirect("hooks:list")
    words = {
        "title": _("Tell this address of nothing any more"),
        "lead": _("What waits is not sent. The log stays for 30 days."),
        "submit": _("Send nothing any more"),
    }
    return render(request, "hooks/form.html", {"form": form, "subscription": found, **words})


@never_cache
@require_POST
def pause(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    found = _found(request, subscription_id)
    done = _("Paused. What happens meanwhile waits.")
    return _done(request, found, done, operations.pause)


@never_cache
@require_POST
def turn_on(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    found = _found(request, subscription_id)
    done = _("It is on. What waits is sent now.")
    return _done(request, found, done, operations.turn_on, at=timezone.now())


@never_cache
@require_POST
def send_test(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    found = _found(request, subscription_id)
    done = _("A test event is on its way. Its answer stands in the log in a few seconds.")
    return _done(request, found, done, operations.send_test, at=timezone.now())


@never_cache
@require_POST
def send_given_up(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    found = _found(request, subscription_id)
    done = _("What was given up is sent again, in its order.")
    return _done(request, found, done, operations.send_given_up_again, at=timezone.now())


@never_cache
@require_safe
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    found = _event(request, event_id)
    shown = {
        "event": found,
        "subscription": found.subscription,
        "title": parts.what(found),
        "facts": parts.event_facts(found),
        "silent": standing.silence(found.subscription.token, timezone.now()),
        "tries": parts.tries_table(found.tries.all()),
    }
    return render(request, "hooks/event.html", shown)


@never_cache
@require_POST
def send_again(request: HttpRequest, event_id: UUID) -> HttpResponse:
    found = _event(request, event_id)
    try:
        operations.send_again(event=found, at=timezone.now(), by=request.actor)
        messages.success(request, _("The event is sent again, under the same id."))
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("hooks:event", found.pk)


def _found(request: HttpRequest, subscription_id: UUID) -> Subscription:
    return get_object_or_404(queries.subscriptions_of(request.actor), pk=subscription_id)


def _event(request: HttpRequest, event_id: UUID) -> Event:
    return get_object_or_404(queries.events_seen_by(request.actor), pk=event_id)


def _done(
    request: HttpRequest, found: Subscription, said: str, operation: Any, **more: Any
) -> HttpResponse:
    try:
        operation(subscription=found, by=request.actor, **more)
        messages.success(request, said)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("hooks:one", found.pk)
