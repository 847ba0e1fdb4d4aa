"""Who wants the morning letter, and whose calendar address it is."""

from core.ledger.models import Member
from projects.deadlines.models import Digest, Feed


def wants_digest(member: Member) -> bool:
    return Digest.objects.filter(member=member).exists()


def feed_for(member: Member) -> Feed | None:
    return Feed.objects.filter(member=member).first()


def feed_of(token_hash: bytes) -> Feed | None:
    """The feed behind an address, while its member works here; rights are read anew each time."""
    feed = Feed.objects.select_related("member").filter(token_hash=token_hash).first()
    works_here = feed is not None and feed.member.left_at is None and feed.member.grants
    return feed if works_here else None
