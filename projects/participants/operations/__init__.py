"""Changes of persons and participations: entered, corrected, left; one by one or in bulk."""

from projects.participants.operations.entering import (
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
from projects.participants.operations.leaving import leave, record_outcome, return_to_project

__all__ = [
    "AlreadyTakesPart",
    "KnownPerson",
    "Refused",
    "correct_person",
    "correct_start",
    "enrol",
    "enter_many",
    "enter_participant",
    "leave",
    "record_outcome",
    "return_to_project",
    "reveal_pesel",
]
