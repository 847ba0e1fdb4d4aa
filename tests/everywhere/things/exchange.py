"""A file with one row that is whole and one that is not."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import exchange

NAMESPACE = "exchange"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    rows = [exchange.person(1), exchange.person(2, isced="wyższe")]
    found = exchange.sent(exchange.office_csv(rows), project=participation.project, by=by)
    found = exchange.checked(found, by=by)
    whole = exchange.whole_divided(
        exchange.whole(exchange.person(3)), project=participation.project, by=by
    )
    return {
        "earlier_id": whole.pk,
        "import_id": found.pk,
        "row_id": exchange.row(found, 4).pk,
        "import_kind": exchange.PARTICIPANTS,
        "project_id": participation.project_id,
    }
