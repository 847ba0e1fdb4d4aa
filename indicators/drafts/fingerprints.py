"""Which state of a draft somebody saw, and which a preview was made of."""

import hashlib
import json

from indicators.definitions.models import Version


def fingerprint(version: Version) -> str:
    """The same for the same rule from the same day with the same note, and for nothing else."""
    return _hash(version.number, *_judging(version), version.note)


def judging(version: Version) -> str:
    """The same for whatever judges everybody alike: a note changes nothing about that."""
    return _hash(*_judging(version))


def _judging(version: Version) -> list[object]:
    return [version.definition_id, version.effective_from.isoformat(), version.rule]


def _hash(*told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
