"""Which state of a draft somebody saw, and which a preview was made of."""

import hashlib
import json

from indicators.definitions.models import Version


def fingerprint(version: Version) -> str:
    """The same for the same rule from the same day with the same note, and for nothing else."""
    return hashed(version.number, *_judging(version), version.note)


def judging(version: Version) -> str:
    """The same for whatever judges everybody alike: a note changes nothing about that."""
    return hashed(*_judging(version))


def _judging(version: Version) -> list[object]:
    return [version.definition_id, version.effective_from.isoformat(), version.rule]


def hashed(*told: object) -> str:
    """The same for the same state of anything that is written and then looked at."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
