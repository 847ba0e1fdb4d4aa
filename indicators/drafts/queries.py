"""What can be asked about drafts and their previews. Nothing here changes anything."""

from datetime import datetime, timedelta

from indicators.definitions.models import Definition, Version
from indicators.definitions.vocabulary import Status
from indicators.drafts.fingerprints import fingerprint
from indicators.drafts.models import Preview
from indicators.programme_periods import queries as periods
from indicators.programme_periods.queries import ClosedDays

# Facts move on: what was seen the day before is no preview of today's.
FRESH = timedelta(hours=24)


def draft_of(definition: Definition) -> Version | None:
    return definition.versions.filter(status=Status.DRAFT).select_related("definition").first()


def waiting() -> list[Version]:
    """Every draft there is, in the programme's order."""
    drafts = Version.objects.filter(status=Status.DRAFT).select_related("definition")
    return list(drafts.order_by("definition__position"))


def published_of(definition: Definition) -> list[Version]:
    """Every published version, the newest first."""
    return list(definition.versions.filter(status=Status.PUBLISHED).order_by("-number"))


def newest_preview(version: Version) -> Preview | None:
    """The last one asked for of exactly this state of the draft."""
    return version.previews.filter(fingerprint=fingerprint(version)).first()


def live_count(version: Version) -> Preview | None:
    """What was asked last while somebody was writing."""
    return version.previews.filter(rule__isnull=False).first()


def fresh_preview(version: Version, *, at: datetime) -> Preview | None:
    """What somebody could have looked at before publishing exactly this."""
    made = version.previews.filter(
        fingerprint=fingerprint(version), state=Preview.State.DONE, made_at__gte=at - FRESH
    )
    return made.first()


def closed_from(version: Version) -> ClosedDays:
    """Which closed days the version would hold for, whoever takes part on them."""
    return periods.closed_from(version.effective_from, rule_set=version.definition.rule_set)
