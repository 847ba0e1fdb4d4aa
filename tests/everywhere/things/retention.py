"""A project whose people somebody asked to remove."""

from typing import Any

from core.ledger.models import Member
from projects.agreements.models import Project
from projects.participants.models import Participation
from tests.make import retention

NAMESPACE = "retention"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    # It may have been prolonged since.
    project = Project.objects.get(pk=participation.project_id)
    retention.is_over(project, until=project.ends_on)
    removal = retention.asked(project, by=by, on=retention.day_after(project))
    return {"removal_id": removal.pk}
