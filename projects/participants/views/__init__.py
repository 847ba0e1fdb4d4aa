"""Pages of participants: the list, one person's page, and what is changed there."""

from projects.participants.views.changes import (
    correct_person,
    correct_start,
    leave,
    record_outcome,
    return_to_project,
)
from projects.participants.views.entering import choose_project, enrol, enter
from projects.participants.views.listing import participants
from projects.participants.views.page import participation, reveal_pesel

__all__ = [
    "choose_project",
    "correct_person",
    "correct_start",
    "enrol",
    "enter",
    "leave",
    "participants",
    "participation",
    "record_outcome",
    "return_to_project",
    "reveal_pesel",
]
