"""Who reads released figures; and the figures of a release as rows, for all places at once."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from core.platform_ledger.models import PlatformAuditEvent
from dashboards.metropolis.codes import EFFICIENT, EFFICIENT_OF
from dashboards.metropolis.models import Release, ReleasedBreakdown, ReleasedCell
from dashboards.metropolis.queries import is_released
from dashboards.serving.models import ReleaseLink, ReleaseToken
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition

MOST_OF_THE_TRAIL = 20


def tokens() -> QuerySet[ReleaseToken]:
    return ReleaseToken.objects.all()


def token(token_id: UUID) -> ReleaseToken | None:
    return ReleaseToken.objects.filter(pk=token_id).first()


def link_of(token: ReleaseToken) -> ReleaseLink | None:
    """The page for the body's developer, or None where nobody opened one."""
    return ReleaseLink.objects.filter(token=token).first()


def token_behind(link_hash: bytes) -> ReleaseToken | None:
    """The token whose page an address opens."""
    found = ReleaseLink.objects.select_related("token").filter(link_hash=link_hash).first()
    return found.token if found else None


def trail(token_id: UUID) -> list[PlatformAuditEvent]:
    """What was done with a token, the newest first."""
    rows = PlatformAuditEvent.objects.filter(subject_id=token_id)
    return list(rows.order_by("-recorded_at", "-pk")[:MOST_OF_THE_TRAIL])


def told() -> dict[str, Definition]:
    """The indicators of which a release tells figures, in the programme's order."""
    known = definitions.definitions()
    return {code: one for code, one in known.items() if is_released(one) or in_a_rate(code)}


def in_a_rate(code: str) -> bool:
    """Told from the start alone, so that a rate can be made of them."""
    return code in (EFFICIENT_OF, EFFICIENT)


def cells(
    release: Release, *, units: Collection[str], codes: Collection[str], periods: Collection[str]
) -> QuerySet[ReleasedCell]:
    """The figures of these places, indicators and periods; those of projects are not among them."""
    rows = release.cells.filter(project_id=None, definition_code__in=codes, unit_code__in=units)
    return rows.filter(period__in=periods).order_by("pk")


def breakdowns(
    release: Release, *, units: Collection[str], codes: Collection[str], periods: Collection[str]
) -> QuerySet[ReleasedBreakdown]:
    rows = release.breakdowns.filter(definition_code__in=codes, unit_code__in=units)
    rows = rows.filter(period__in=periods)
    return rows.order_by("unit_code", "definition_code", "period", "trait", "value", "sex")
