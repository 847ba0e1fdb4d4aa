"""A paper of a batch, a file, a row of signs, and what their addresses speak of."""

from typing import Any

from core.ledger.models import Member
from projects.documents import kinds, operations
from projects.participants.models import Participation
from tests import make
from tests.make import documents

NAMESPACE = "documents"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    [paper] = operations.issue_batch(
        kind=kinds.KINDS["contract"], subject_ids=[participation.pk], on=make.TODAY, by=by
    )
    return {
        "paper_id": paper.pk,
        "batch_id": paper.batch_id,
        "file_id": documents.file(by=by, about=participation).pk,
        "strip_id": documents.strip(by=by).pk,
        "subject_kind": documents.SUBJECT,
        "subject_id": participation.pk,
        "kind_code": "contract",
    }
