"""Says, in the transaction of a change, that published figures depend on it."""

from uuid import UUID

from core import jobs, tenancy
from core.ledger.models import OutboxEntry

Topic = OutboxEntry.Topic
PUBLISH = "indicators.facts.tasks.publish"


def write(topic: Topic, subject_id: UUID | None = None) -> None:
    """Leave a row for the publishing worker, and wake it once the change is committed."""
    OutboxEntry.objects.create(topic=topic, subject_id=subject_id)
    jobs.send_after_commit(PUBLISH, tenancy.current().schema_name)
