"""Changes of persons and participations: entered, corrected, left; one by one or in bulk."""

from projects.participants.operations.accepting import NamedOtherwise, accept
from projects.participants.operations.entering import (
    AlreadyAccepted,
    AlreadyTakesPart,
    KnownPerson,
    Refused,
    VoidedHere,
    correct_person,
    correct_start,
    enrol,
    enter_participant,
    locked_with_their_people,
    reveal_pesel,
)
from projects.participants.operations.in_bulk import KnownOtherwise, enter_many
from projects.participants.operations.leaving import (
    OutcomeThere,
    SupportNotBegun,
    leave,
    put_back_leave,
    record_outcome,
    return_to_project,
)
from projects.participants.operations.links import decide, take_back, worked_with
from projects.participants.operations.path import (
    correct_diagnosis,
    correct_pause,
    correct_survey,
    pause,
    record_diagnosis,
    record_survey,
)
from projects.participants.operations.plans import (
    agree_plan,
    correct_action_plan,
    correct_contract,
    make_action_plan,
    note_contract,
    sign_plan,
)
from projects.participants.operations.premises import end_premise, note_premise, remove_premise
from projects.participants.operations.staffing import assign_staff
from projects.participants.operations.surroundings import (
    correct_surrounding,
    count_surroundings,
    promote,
    strike_surrounding,
)
from projects.participants.operations.taking_back import fingerprints, take_back_entered
from projects.participants.operations.voiding import restore, void

__all__ = [
    "AlreadyAccepted",
    "AlreadyTakesPart",
    "KnownOtherwise",
    "KnownPerson",
    "NamedOtherwise",
    "OutcomeThere",
    "Refused",
    "SupportNotBegun",
    "VoidedHere",
    "accept",
    "agree_plan",
    "assign_staff",
    "correct_action_plan",
    "correct_contract",
    "correct_diagnosis",
    "correct_pause",
    "correct_person",
    "correct_start",
    "correct_surrounding",
    "correct_survey",
    "count_surroundings",
    "decide",
    "end_premise",
    "enrol",
    "enter_many",
    "enter_participant",
    "fingerprints",
    "leave",
    "locked_with_their_people",
    "make_action_plan",
    "note_contract",
    "note_premise",
    "pause",
    "promote",
    "record_diagnosis",
    "put_back_leave",
    "record_outcome",
    "record_survey",
    "remove_premise",
    "restore",
    "return_to_project",
    "reveal_pesel",
    "sign_plan",
    "strike_surrounding",
    "take_back",
    "take_back_entered",
    "void",
    "worked_with",
]
