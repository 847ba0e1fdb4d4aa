"""Which state of a draft somebody saw, and which a preview was made of."""

import hashlib
import json

from indicators.definitions.models import Version


def fingerprint(version: Version) -> str:
    """The same for the same rule from the same day with the same note, and for nothing else."""
    told = [
        version.definition_id,
        version.number,
        version.effective_from.isoformat(),
        version.rule,
        version.note,
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
