"""A saved view that the unit shares, a change in bulk, and a file that names the person."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import workbench

NAMESPACE = "workbench"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    return {
        "view_id": workbench.saved_view(by=by).pk,
        "prepared_id": workbench.made_file(by=by, query=f"q={participation.person.family_name}").pk,
        "batch_id": workbench.batch([participation], by=by).pk,
    }
