"""The morning letter: how much waits for a member, without a single name in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from accounts.models import Account
from core import mail, tenancy
from core.ledger.models import Member
from core.tenancy.hosts import address_of
from projects.deadlines import sentences
from projects.deadlines.items import Item, When
from projects.deadlines.models import Digest
from projects.deadlines.queries import due_for
from projects.deadlines.rules import Kind
from ui import formats

TEMPLATE = "deadlines/mail/digest"
# As far as my day looks: a request for a second person is recalled daily, two weeks before it runs out.
REMINDED_AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Heap:
    """How many terms of one kind wait, and the nearest of their last days."""

    kind: Kind
    count: int
    nearest_on: date


@dataclass(frozen=True)
class Summary:
    late: int
    today: int
    this_week: int
    heaps: tuple[Heap, ...]


def summary_of(items: Iterable[Item]) -> Summary:
    """The counts of what is open, in the order of the nearest last day."""
    waiting = sorted(items, key=lambda item: item.due.due_on)
    kinds = dict.fromkeys(item.kind for item in waiting)
    of_kind = {kind: [item for item in waiting if item.kind == kind] for kind in kinds}
    parts = [item.when for item in waiting]
    return Summary(
        late=parts.count(When.LATE),
        today=parts.count(When.TODAY),
        this_week=parts.count(When.THIS_WEEK),
        heaps=tuple(Heap(kind, len(heap), heap[0].due.due_on) for kind, heap in of_kind.items()),
    )


def write_letters(tenant: tenancy.Place, *, on: date) -> int:
    """Write one letter to each member who asked for it and for whom something waits this week.

    Counted under the tenant's role, which knows no address; written under the web role, which
    knows the addresses. Running twice on one day writes nothing the second time.
    """
    with tenancy.inside(tenant):
        waiting = dict(_summaries(on))
    with tenancy.inside(tenant, role=tenancy.Role.WEB):
        return sum(_write(tenant, account, each, on=on) for account, each in waiting.items())


def _summaries(on: date) -> Iterable[tuple[UUID, Summary]]:
    wishes = Digest.objects.filter(member__left_at=None).select_related("member")
    for wish in wishes.filter(Q(written_on=None) | Q(written_on__lt=on)):
        summary = summary_of(this_week_of(wish.member, on=on))
        if summary.heaps:
            yield wish.member.account_id, summary


def this_week_of(member: Member, *, on: date) -> list[Item]:
    """What waits for the member: late, due within a week, or to be reminded of on this day."""
    items = due_for(member, on, on + REMINDED_AHEAD)
    waiting = (item for item in items if item.is_open and item.is_of(member))
    return [item for item in waiting if item.when != When.LATER]


@transaction.atomic
def _write(tenant: tenancy.Place, account_id: UUID, summary: Summary, *, on: date) -> bool:
    unwritten = Digest.objects.filter(Q(written_on=None) | Q(written_on__lt=on))
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None or not unwritten.filter(member__account_id=account_id).update(written_on=on):
        return False
    with translation.override(account.language):
        mail.write(
            to=account.email,
            template=TEMPLATE,
            language=account.language,
            unit=tenant,
            summary=summary,
            lines=[_line(heap) for heap in summary.heaps],
            my_day_url=_address(tenant, "desk:my-day"),
            settings_url=_address(tenant, "deadlines:settings"),
        )
    return True


def _address(tenant: tenancy.Place, page: str) -> str:
    # The worker serves no host, so it knows no addresses until it is told whose.
    return address_of(tenant) + reverse(page, urlconf=settings.TENANT_URLCONF)


def _line(heap: Heap) -> str:
    return f"{sentences.counted(heap.kind, heap.count)} ({formats.day(heap.nearest_on)})"
