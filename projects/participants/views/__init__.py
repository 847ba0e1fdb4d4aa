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
from projects.participants.views.premises import end_premise, premises, remove_premise
from projects.participants.views.records import checks, staff

__all__ = [
    "checks",
    "choose_project",
    "correct_person",
    "correct_start",
    "end_premise",
    "enrol",
    "enter",
    "leave",
    "participants",
    "participation",
    "premises",
    "record_outcome",
    "remove_premise",
    "return_to_project",
    "reveal_pesel",
    "staff",
]
