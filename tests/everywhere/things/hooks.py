"""A partner's address that is told of changes, with an event that came."""

from typing import Any

from django.utils import timezone

from core.ledger.models import Member
from projects.hooks import operations
from projects.hooks.models import Event, Try
from projects.hooks.vocabulary import Progress
from projects.participants.models import Participation
from projects.partners import issuing
from tests.make import agreements, hooks, partners

NAMESPACE = "hooks"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    partner = agreements.partner(of=participation.project, by=by, name="Fundacja Zdarzeń")
    entry, at = partners.token_entry(partner), timezone.now()
    # With its key: a program that cannot come is told of nothing.
    token, _key = issuing.make_token(entry=entry, at=at, by=by)
    subscription = hooks.subscription(token, by=by)
    event = operations.send_test(subscription=subscription, at=at, by=by)
    Event.objects.filter(pk=event.pk).update(state=Progress.DELIVERED, tries_count=1, ended_at=at)
    Try.objects.create(event=event, tried_at=at, milliseconds=42, status=204)
    return {
        "token_id": token.pk,
        "subscription_id": subscription.pk,
        "event_id": event.pk,
    }
