"""A draft of the next version of an indicator, with the preview of what it would change."""

from datetime import date, datetime

from core import tenancy
from core.permissions import Actor
from indicators.definitions.models import Definition
from indicators.drafts import operations, previewing
from indicators.drafts.fingerprints import fingerprint

CODE, SINCE = "EMPLOYED_AFTER", date(2022, 1, 1)
NOTE = "Tylko po ukończonej ścieżce (propozycja wymyślona na potrzeby pokazu)"
STRICTER = {"field": "completed_path", "is": True}


def draft_a_version(*, at: datetime, by: Actor) -> None:
    """Work that counts only after the whole path; the publishing worker's own code previews it."""
    with tenancy.acting_as(tenancy.Role.WEB):
        version = operations.start_draft(
            definition=Definition.objects.get(pk=CODE), effective_from=SINCE, by=by
        )
        saved = operations.save_draft(
            version=version,
            rule={"all": [*version.rule["all"], STRICTER]},
            effective_from=SINCE,
            note=NOTE,
            seen=fingerprint(version),
            by=by,
        )
        preview = operations.ask_for_preview(version=saved, at=at, by=by)
    previewing.make(str(preview.pk))
