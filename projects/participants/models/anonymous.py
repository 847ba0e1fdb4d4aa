"""What is left of a participation when the records of its project need not be kept any longer."""

from django.db import models

from projects.agreements.models import Project
from projects.participants.models.counting import PERSONAL, SENSITIVE, Counted


class AnonymousParticipation(Counted):
    """A participation as it counted, without a person: it has the same id, so that sums stay.

    Nobody's row: no key leads to a person, and the database lets nobody change or delete one.
    What the columns tell together may still fit few people, so they are guarded as before.
    """

    # Both are the project's own.
    rule_set = None  # type: ignore[assignment]
    project_id = None  # type: ignore[assignment]
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "anonymous_participation"

    class Privacy:
        personal = PERSONAL
        sensitive = SENSITIVE
        plain = ("id", "project")

    class Grants:
        own = "read append"
