"""Who wants the morning letter, whose calendar address it is, and what the programme has asked."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q, QuerySet

from core.ledger.models import Member
from projects.deadlines.models import Digest, Feed, ProgrammeRequest


def wants_digest(member: Member) -> bool:
    return Digest.objects.filter(member=member).exists()


def feed_for(member: Member) -> Feed | None:
    return Feed.objects.filter(member=member).first()


def feed_of(token_hash: bytes) -> Feed | None:
    """The feed behind an address, while its member works here; rights are read anew each time."""
    feed = Feed.objects.select_related("member").filter(token_hash=token_hash).first()
    works_here = feed is not None and feed.member.left_at is None and feed.member.grants
    return feed if works_here else None


def programme_requests(projects: Iterable[UUID]) -> QuerySet[ProgrammeRequest]:
    """About these projects, and about the whole unit where there are any; open ones first."""
    ids = list(projects)
    about = Q(project_id__in=ids) | Q(project_id=None)
    rows = ProgrammeRequest.objects.filter(about) if ids else ProgrammeRequest.objects.none()
    return rows.order_by(F("answered_on").desc(nulls_first=True), "wanted_by", "pk")
