"""Factories of the workbench: a saved view, a change in bulk."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from projects.participants.in_charge import CASE_WORKER
from projects.participants.list_page import PARTICIPANTS
from projects.participants.models import Participation
from projects.workbench import operations
from projects.workbench.models import Batch, SavedView


def saved_view(*, by: Any, **facts: Any) -> SavedView:
    usual: dict[str, Any] = {
        "page": PARTICIPANTS,
        "name": "Kobiety",
        "asked": QueryDict("plec=F&kolejnosc=-started"),
        "columns": ["person", "started"],
        "is_shared": True,
    }
    return operations.save_view(by=by, **{**usual, **facts})


def batch(rows: Iterable[Participation], *, by: Any, member: Any = None) -> Batch:
    """A case worker in charge of all these people."""
    return operations.change_many(
        action=CASE_WORKER,
        ids=[row.pk for row in rows],
        values={"cared_for_by": member or by},
        told=str(member or by),
        at=timezone.now(),
        by=by,
    )
