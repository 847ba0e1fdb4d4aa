"""Factories of a unit's own indicators, through the real operations."""

from datetime import date
from typing import Any

from django.utils import timezone

from indicators.local import operations, queries
from indicators.local.entries import Description
from indicators.local.models import LocalIndicator, LocalVersion

SINCE = date(2025, 1, 1)
LATER = date(2026, 6, 1)
WOMEN = {"field": "sex", "is": "F"}


def description(**facts: Any) -> Description:
    usual = {
        "name_pl": "Kobiety w naszych projektach",
        "name_en": "Women in our projects",
        "short_name_pl": "Kobiety u nas",
        "short_name_en": "Women with us",
        "unit": "osoby",
        "counting_unit": "person",
        "counts_on": "started_on",
    }
    return Description(**{**usual, **facts})


def defined(*, by: Any, since: date = SINCE, **facts: Any) -> LocalVersion:
    return operations.define_indicator(
        description=description(**facts), effective_from=since, by=by
    )


def saved(version: LocalVersion, rule: object = WOMEN, *, by: Any, **facts: Any) -> LocalVersion:
    usual = {
        "effective_from": version.effective_from,
        "note": "uchwała",
        "seen": queries.fingerprint(version),
    }
    return operations.save_version(version=version, rule=rule, by=by, **{**usual, **facts})


def published(
    rule: object = WOMEN, *, by: Any, version: LocalVersion | None = None, **facts: Any
) -> LocalIndicator:
    """A published version: the first of an indicator of its own, or the draft that is given."""
    draft = saved(version or defined(by=by, **facts), rule, by=by)
    seen = queries.fingerprint(draft)
    operations.publish_version(version=draft, seen=seen, at=timezone.now(), by=by)
    return draft.indicator
