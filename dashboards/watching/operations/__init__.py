"""Changes that people of the metropolis make while they watch over the programme."""

from dashboards.watching.operations.asking import (
    AskedAlready,
    EndedAlready,
    NothingToDo,
    ask_unit,
    note_answer,
    withdraw_request,
)
from dashboards.watching.operations.own import hash_of, make_feed, revoke_feed, want_letter
from dashboards.watching.operations.views import (
    NameTaken,
    begin_with,
    change_view,
    delete_view,
    restore_view,
    save_view,
)

__all__ = [
    "AskedAlready",
    "EndedAlready",
    "NameTaken",
    "NothingToDo",
    "ask_unit",
    "begin_with",
    "change_view",
    "delete_view",
    "hash_of",
    "make_feed",
    "note_answer",
    "restore_view",
    "revoke_feed",
    "save_view",
    "want_letter",
    "withdraw_request",
]
