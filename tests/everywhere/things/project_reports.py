"""A report of a project, waiting."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import reports

NAMESPACE = "project_reports"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    return {"report_id": reports.of_project(participation.project, by=by).pk, "ending": "pdf"}
