"""Factories of drafts of definitions, their previews and published versions."""

from datetime import date
from typing import Any

from django.utils import timezone

from indicators.definitions.models import Definition, Version
from indicators.drafts import operations, previewing
from indicators.drafts.fingerprints import fingerprint
from indicators.drafts.models import Preview

CODE = "PEOPLE_AT_RISK"
SINCE = date(2026, 6, 1)
# Stricter than what ships: women alone.
WOMEN = {"all": [{"field": "at_risk", "is": True}, {"field": "sex", "is": "F"}]}


def draft(*, by: Any, code: str = CODE, since: date = SINCE) -> Version:
    definition = Definition.objects.get(pk=code)
    return operations.start_draft(definition=definition, effective_from=since, by=by)


def saved(version: Version, rule: object = WOMEN, *, by: Any, **facts: Any) -> Version:
    usual = {
        "effective_from": version.effective_from,
        "note": "uchwała",
        "seen": fingerprint(version),
    }
    return operations.save_draft(version=version, rule=rule, by=by, **{**usual, **facts})


def previewed(version: Version, *, by: Any) -> Preview:
    asked = operations.ask_for_preview(version=version, at=timezone.now(), by=by)
    previewing.make(str(asked.pk))
    asked.refresh_from_db()
    return asked


def published(*, by: Any, rule: object = WOMEN, **facts: Any) -> Version:
    version = saved(draft(by=by, **facts), rule, by=by)
    previewed(version, by=by)
    return operations.publish_draft(version=version, at=timezone.now(), by=by)
