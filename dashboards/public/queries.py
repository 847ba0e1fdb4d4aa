"""What can be asked about editions: by the metropolis, and by everybody."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from dashboards.public import contents
from dashboards.public.contents import Content
from dashboards.public.models import (
    Candidate,
    Edition,
    OpenPage,
    PublishedFigure,
    StandingEdition,
)

# How many editions the feed tells of.
FEED = 12


@dataclass(frozen=True)
class Reading:
    """One edition as it may be read now: without the pages that units took back."""

    number: int
    content: Content
    approved_at: datetime | None


def candidate() -> Candidate | None:
    """What waits for approval, if it was not approved yet."""
    waiting = Candidate.objects.order_by("-made_at").first()
    if waiting is None or Edition.objects.filter(candidate_id=waiting.pk).exists():
        return None
    return waiting


def editions() -> QuerySet[Edition]:
    """All that were ever approved, the newest first; of their content nothing but the day."""
    return Edition.objects.defer("content").annotate(of_day=KeyTextTransform("as_of", "content"))


def in_force() -> Edition | None:
    return Edition.objects.filter(withdrawn_at=None).first()


def newest_content() -> Content | None:
    """Of the candidate, or of the edition in force where nothing waits."""
    newest = candidate() or in_force()
    return contents.from_json(newest.content) if newest else None


def published_figures() -> QuerySet[PublishedFigure]:
    return PublishedFigure.objects.filter(withdrawn_at=None)


def reading() -> Reading | None:
    """What everybody reads now; runs under the public role."""
    found = readings(most=1)
    return found[0] if found else None


def readings(*, most: int = FEED) -> list[Reading]:
    """The newest editions that stand, the one in force first; runs under the public role."""
    open_projects = open_pages()
    return [
        Reading(
            number=one.number,
            content=contents.from_json(one.content).only(open_projects),
            approved_at=one.approved_at,
        )
        for one in StandingEdition.objects.order_by("-number")[:most]
    ]


def open_pages() -> set[str]:
    return {str(key) for key in OpenPage.objects.values_list("pk", flat=True)}
