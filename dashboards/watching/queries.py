"""What can be asked of the watch: warnings that stand. Nothing here changes anything."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from core.permissions import Permission, can
from dashboards.watching import rules, sentences
from dashboards.watching.models import (
    CalendarFeed,
    FirstView,
    MonthlyLetter,
    SavedView,
    UnitRequest,
    Warned,
)
from dashboards.watching.sentences import EarlyWarning
from indicators.definitions.models import Definition
from tenants import queries as tenants
from tenants.models import Tenant
from ui import formats

# What is seen of others is old news as long as these stand.
LATE = (rules.Kind.LATE, rules.Kind.PERIOD)


def warnings(*, unit_code: str = "", project_id: UUID | None = None) -> list[EarlyWarning]:
    """The warnings that stand, the most urgent first: all, of one unit or of one project; one query."""
    rows = standing()
    rows = rows.filter(unit_code=unit_code) if unit_code else rows
    rows = rows.filter(project_id=project_id) if project_id else rows
    return [_told(row) for row in rows]


def _told(row: Any) -> EarlyWarning:
    return sentences.told(
        row, indicator=row.indicator or "", asked_on=row.asked_on, is_late=row.is_late
    )


def can_be_asked_of(tenant_name: str) -> list[EarlyWarning]:
    """The warnings of one unit that it can mend itself, asked for already or not; one query."""
    rows = standing().filter(tenant_name=tenant_name, kind__in=rules.ASKABLE)
    return [_told(row) for row in rows] if tenant_name else []


def standing() -> QuerySet[Any]:
    """Each with `indicator`, named in the reader's language, and `asked_on` while a unit is asked.

    `is_late` tells that figures or periods of its unit are not in.
    """
    name = "short_name_pl" if formats.is_polish() else "short_name_en"
    spoken_of = Definition.objects.filter(pk=OuterRef("definition_code")).values(name)
    rows = Warned.objects.filter(ended_on=None).order_by("position", "pk")
    asked = open_requests().filter(kind=OuterRef("kind"), subject=OuterRef("subject"))
    late = Warned.objects.filter(
        ended_on=None, kind__in=LATE, tenant_name=OuterRef("tenant_name")
    ).exclude(tenant_name="")
    return rows.annotate(
        is_late=Exists(late),
        indicator=Subquery(spoken_of[:1]),
        asked_on=Subquery(asked.values("asked_on")[:1]),
    )


def open_requests() -> QuerySet[UnitRequest]:
    return UnitRequest.objects.filter(answered_on=None, withdrawn_on=None).order_by("wanted_by")


def requests() -> QuerySet[UnitRequest]:
    """Every request to a unit, the open ones first."""
    return UnitRequest.objects.order_by(F("answered_on").desc(nulls_first=True), "wanted_by", "pk")


def feed_of_account(account: Any) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(account=account.pk).first()


def feed_of(token_hash: bytes, metropolis: Tenant) -> CalendarFeed | None:
    """The feed behind an address, while its person works here; rights are read anew each time."""
    feed = CalendarFeed.objects.select_related("account").filter(token_hash=token_hash).first()
    if feed is None or not metropolis.is_metropolis or not feed.account.is_active:
        return None
    steward = tenants.steward(feed.account, metropolis)
    sees = steward is not None and can(steward, Permission.SEE_METROPOLIS)
    return feed if sees else None


def views_open_to(account: Any) -> QuerySet[SavedView]:
    """One's own, and those that others share."""
    mine = Q(account=account.pk) | Q(is_shared=True)
    rows = SavedView.objects.filter(mine, deleted_at=None).select_related("account")
    return rows.order_by("name", "pk")


def own_views(account: Any) -> QuerySet[SavedView]:
    """Also those that were deleted: they can be taken back."""
    return SavedView.objects.filter(account=account.pk)


def first_view(account: Any) -> SavedView | None:
    """With which view the person begins, while it is there and they may open it."""
    chosen = FirstView.objects.filter(account=account.pk).values("view")
    return views_open_to(account).filter(pk__in=chosen).first()


def first_page(request: Any) -> str:
    """Where somebody begins after signing in; empty for the dashboard and on a unit's host."""
    if not request.tenant.is_metropolis:
        return ""
    found = first_view(request.user)
    return found.address if found else ""


def wants_letter(account: Any) -> bool:
    return MonthlyLetter.objects.filter(account=account.pk).exists()
