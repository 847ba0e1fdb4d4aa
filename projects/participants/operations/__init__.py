"""Changes of persons and participations: entered, corrected, left; one by one or in bulk."""

from projects.participants.operations.accepting import accept
from projects.participants.operations.entering import (
    AlreadyAccepted,
    AlreadyTakesPart,
    KnownPerson,
    Refused,
    correct_person,
    correct_start,
    enrol,
    enter_participant,
    reveal_pesel,
)
from projects.participants.operations.in_bulk import enter_many
from projects.participants.operations.leaving import (
    SupportNotBegun,
    leave,
    record_outcome,
    return_to_project,
)
from projects.participants.operations.premises import end_premise, note_premise, remove_premise
from projects.participants.operations.staffing import assign_staff

__all__ = [
    "AlreadyAccepted",
    "AlreadyTakesPart",
    "KnownPerson",
    "Refused",
    "SupportNotBegun",
    "accept",
    "assign_staff",
    "correct_person",
    "correct_start",
    "end_premise",
    "enrol",
    "enter_many",
    "enter_participant",
    "leave",
    "note_premise",
    "record_outcome",
    "remove_premise",
    "return_to_project",
    "reveal_pesel",
]
