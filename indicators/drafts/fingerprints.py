"""Which state of a draft somebody saw, and which a preview was made of."""

import hashlib
import json
from datetime import date

from indicators.definitions.models import Version


def fingerprint(version: Version) -> str:
    """The same for the same rule from the same day with the same note, and for nothing else."""
    return hashed(version.number, *_judging(version), version.note)


def judging(version: Version) -> str:
    """The same for whatever judges everybody alike: a note changes nothing about that."""
    return hashed(*_judging(version))


def live(version: Version, *, rule: object, effective_from: date) -> str:
    """The same for the same rule and day on the page, and never that of a draft which is kept."""
    return hashed("live", version.definition_id, effective_from.isoformat(), rule)


def _judging(version: Version) -> list[object]:
    return [version.definition_id, version.effective_from.isoformat(), version.rule]


def hashed(*told: object) -> str:
    """The same for the same state of anything that is written and then looked at."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
