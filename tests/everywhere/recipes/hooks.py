"""Recipes of webhooks."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from projects.hooks import operations as hooks
from projects.hooks.models import Event
from projects.hooks.vocabulary import Progress
from projects.partners import issuing
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import agreements, partners
from tests.make.hooks import EVERYTHING

OPERATIONS = "projects.hooks.operations"


@recipe(f"{OPERATIONS}.subscribe", inside_a_tenant=True)
def subscribe() -> dict[str, Any]:
    project = make.project(by=coordinator())
    partner = agreements.partner(of=project, by=coordinator())
    at = timezone.now()
    # With its key: a program that cannot come is told of nothing.
    entry = partners.token_entry(partner)
    token, _key = issuing.make_token(entry=entry, at=at, by=coordinator())
    address = "https://system.example.org/szansa"
    return {
        "token": token,
        "address": address,
        "kinds": EVERYTHING,
        "at": at,
        "by": coordinator(),
    }


def _made() -> dict[str, Any]:
    facts = subscribe()
    return {"subscription": hooks.subscribe(**facts), "by": facts["by"]}


def _made_at() -> dict[str, Any]:
    return {**_made(), "at": timezone.now()}


@recipe(f"{OPERATIONS}.show_secret", inside_a_tenant=True)
def show_secret() -> dict[str, Any]:
    return _made_at()


@recipe(f"{OPERATIONS}.renew_secret", inside_a_tenant=True)
def renew_secret() -> dict[str, Any]:
    return {**_made_at(), "overlap": timedelta(days=1)}


@recipe(f"{OPERATIONS}.pause", inside_a_tenant=True)
def pause() -> dict[str, Any]:
    return _made()


@recipe(f"{OPERATIONS}.turn_on", inside_a_tenant=True)
def turn_on() -> dict[str, Any]:
    facts = _made()
    hooks.pause(**facts)
    return {**facts, "at": timezone.now()}


@recipe(f"{OPERATIONS}.end", inside_a_tenant=True)
def end() -> dict[str, Any]:
    return _made_at()


@recipe(f"{OPERATIONS}.send_test", inside_a_tenant=True)
def send_test() -> dict[str, Any]:
    return _made_at()


@recipe(f"{OPERATIONS}.send_again", inside_a_tenant=True)
def send_again() -> dict[str, Any]:
    facts = _made_at()
    event = hooks.send_test(**facts)
    Event.objects.filter(pk=event.pk).update(state=Progress.GIVEN_UP)
    return {"event": event, "at": facts["at"], "by": facts["by"]}


@recipe(f"{OPERATIONS}.send_given_up_again", inside_a_tenant=True)
def send_given_up_again() -> dict[str, Any]:
    facts = _made_at()
    event = hooks.send_test(**facts)
    Event.objects.filter(pk=event.pk).update(state=Progress.GIVEN_UP)
    return facts
