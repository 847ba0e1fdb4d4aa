"""What can be asked about subscriptions and their events. Nothing here changes anything."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from core.ledger.models import Member
from core.permissions import Permission, projects_held
from projects.agreements.models import ProjectPartner
from projects.hooks.models import Event, Subscription, Try
from projects.hooks.vocabulary import READ_BY, Kind, Progress, Working
from projects.partners.actions import Action
from projects.partners.models import Token


def tokens_of(by: Member) -> QuerySet[Token]:
    """Tokens that the member looks after: those of which they may edit every project."""
    held = projects_held(by, Permission.EDIT_PROJECTS)
    rows = Token.objects.prefetch_related(
        Prefetch("partners", queryset=ProjectPartner.objects.select_related("project"))
    )
    if held is None:
        return rows
    projects = [UUID(one) for one in held]
    elsewhere = ProjectPartner.objects.exclude(project__in=projects)
    return rows.filter(partners__project__in=projects).exclude(partners__in=elsewhere).distinct()


def subscriptions_of(by: Member) -> QuerySet[Subscription]:
    """Those of the member's tokens, with how many events wait, were given up, and the last that came."""
    waiting = Count("events", filter=Q(events__state=Progress.WAITING))
    given_up = Count("events", filter=Q(events__state=Progress.GIVEN_UP))
    delivered = Q(events__state=Progress.DELIVERED)
    tokens = tokens_of(by).order_by().values("pk")
    return (
        Subscription.objects.filter(token__in=tokens)
        .select_related("token", "made_by")
        .annotate(
            waiting_count=waiting,
            given_up_count=given_up,
            delivered_at=Max("events__ended_at", filter=delivered),
        )
    )


def tokens_that_can_be_told(by: Member, at: datetime) -> QuerySet[Token]:
    rows = tokens_of(by).filter(suspended_at=None, revoked_at=None, ends_at__gt=at)
    return rows.filter(actions__contains=[Action.RECEIVE_EVENTS])


def kinds_for(token: Token) -> list[Kind]:
    """What the token may be told of, by what it may read."""
    return [kind for kind in Kind if kind not in READ_BY or READ_BY[kind] in token.actions]


def events_of(subscription: Subscription, state: str = "") -> QuerySet[Event]:
    rows = subscription.events.prefetch_related(
        Prefetch("tries", queryset=Try.objects.order_by("-pk"))
    )
    return rows.filter(state=state) if state in Progress.values else rows


def events_seen_by(by: Member) -> QuerySet[Event]:
    own = subscriptions_of(by).order_by().values("pk")
    return Event.objects.select_related("subscription__token").filter(subscription__in=own)


@dataclass(frozen=True)
class Stopped:
    """A subscription that stopped by itself, and the account of whoever made it."""

    subscription_id: UUID
    account_id: UUID
    address: str
    token_name: str


def stopped_untold() -> list[Stopped]:
    rows = Subscription.objects.filter(state=Working.STOPPED, told_at=None)
    return [
        Stopped(one.pk, one.made_by.account_id, one.address, one.token.name)
        for one in rows.select_related("made_by", "token")
    ]
