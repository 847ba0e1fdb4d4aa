"""A deadline that somebody marked as done, and a calendar's secret."""

from typing import Any

from django.utils import timezone

from core.ledger.models import Member
from projects.deadlines import operations
from projects.deadlines.operations import Term
from projects.deadlines.rules import Kind
from projects.participants.models import Participation
from tests import make

NAMESPACE = "deadlines"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    term = Term(Kind.ENTRY, participation.pk, participation.project_id, participation.started_on)
    [settled] = operations.settle(terms=[term], by=by, on=make.TODAY)
    token = operations.make_feed(language="pl", at=timezone.now(), by=by)
    return {"settled_id": settled.pk, "feed_token": token}
