"""What is known of a token's use outside the unit: its keys and its requests, read under the web role."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.paginator import Page, Paginator

from core import tenancy
from tenants.credentials import queries
from tenants.credentials.models import ApiRequest, Credential

RECENT = timedelta(days=7)
PER_PAGE = 50
# As many lines as a file of the log has at most.
MOST_IN_A_FILE = 20_000


@dataclass(frozen=True)
class Use:
    """The keys of one token, the newest first."""

    keys: Sequence[Credential] = ()

    @property
    def last_used_at(self) -> datetime | None:
        return max((key.last_used_at for key in self.keys if key.last_used_at), default=None)

    @property
    def recent_count(self) -> int:
        """Requests of the last seven days."""
        return sum(key.recent_count for key in self.keys)  # type: ignore[attr-defined]

    def living(self, at: datetime) -> list[Credential]:
        return [key for key in self.keys if key.ends_at > at]

    def requests_this_minute(self, at: datetime) -> int:
        """As the busiest key counts them: each is held to the token's rate by itself."""
        minute = at.replace(second=0, microsecond=0)
        return max((key.minute_count for key in self.keys if key.minute_at == minute), default=0)


def use_of(token_ids: Collection[UUID], *, at: datetime) -> dict[UUID, Use]:
    """Of every token that was named, also of one that has no key."""
    keys: dict[UUID, list[Credential]] = defaultdict(list)
    with tenancy.acting_as(tenancy.Role.WEB):
        for key in queries.keys_of(token_ids, since=at - RECENT):
            keys[key.token_id].append(key)
    return {token_id: Use(keys[token_id]) for token_id in token_ids}


def refused_of(token_ids: Collection[UUID], *, at: datetime) -> dict[UUID, int]:
    """How many requests of the last seven days were refused or failed, of each token that has any."""
    with tenancy.acting_as(tenancy.Role.WEB):
        return queries.refused_counts(token_ids, since=at - RECENT)


def page_of_requests(token_id: UUID, *, ending: str, page: str | None) -> Page:
    """One page of the log, read whole: nothing of it can be asked for later, under the unit's role."""
    with tenancy.acting_as(tenancy.Role.WEB):
        found = Paginator(queries.requests_of(token_id, ending=ending), PER_PAGE).get_page(page)
        found.object_list = list(found.object_list)
    return found


def all_requests(token_id: UUID, *, ending: str) -> list[ApiRequest]:
    with tenancy.acting_as(tenancy.Role.WEB):
        return list(queries.requests_of(token_id, ending=ending)[:MOST_IN_A_FILE])
