"""A round with its grid, checklist, web form and one candidate."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from projects.recruitment import operations, queries
from tests.make import recruitment as make

NAMESPACE = "recruitment"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    opened = make.recruitment(by=by, of=participation.project, closes_on=None, has_web_form=True)
    held = make.grid(opened, by=by)
    required = operations.require_document(
        recruitment=opened, name="Formularz", needed_by="everybody", by=by
    )
    candidate = make.candidate(opened, serial=5, by=by)
    return {
        "recruitment_id": opened.pk,
        "candidate_id": candidate.pk,
        "criterion_id": queries.criteria_of(held)[0].pk,
        "required_id": required.pk,
        "step": "dane",
    }
