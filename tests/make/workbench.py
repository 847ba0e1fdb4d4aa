"""Factories of the workbench: a saved view, a change in bulk, a list taken out, a prepared file."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from projects.participants.in_charge import CASE_WORKER
from projects.participants.list_page import PARTICIPANTS
from projects.participants.models import Participation
from projects.workbench import operations, preparing, taking_out
from projects.workbench.models import Batch, PreparedFile, SavedView
from projects.workbench.taking_out import Asked


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


def asked(*, query: str = "", **facts: Any) -> Asked:
    """The list of participants, as somebody takes it out."""
    usual: dict[str, Any] = {"page": PARTICIPANTS, "columns": ["person", "state"]}
    usual["file_format"] = "xlsx"
    return Asked(query=QueryDict(query), **{**usual, **facts})


def asked_file(*, query: str = "", **facts: Any) -> dict[str, Any]:
    """What `prepare_file` takes, but who asks."""
    one = asked(query=query, **facts)
    told = {"kind": taking_out.KIND, "arguments": one.arguments, "at": timezone.now()}
    return {**told, "name": f"uczestnicy.{one.file_format}"}


def prepared_file(*, by: Any, **facts: Any) -> PreparedFile:
    """A file that waits to be made."""
    return operations.prepare_file(**asked_file(**facts), by=by)


def made_file(*, by: Any, **facts: Any) -> PreparedFile:
    """A file that waits to be downloaded."""
    waiting = prepared_file(by=by, **facts)
    preparing.make(waiting.pk)
    waiting.refresh_from_db()
    return waiting
