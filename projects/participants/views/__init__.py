"""Pages of participants: the list, one person's page, and what is changed there."""

from projects.participants.views.changes import (
    correct_person,
    correct_start,
    leave,
    record_outcome,
    return_to_project,
)
from projects.participants.views.entering import choose_project, enrol, enter
from projects.participants.views.links import decide, duplicates, take_back
from projects.participants.views.listing import participants
from projects.participants.views.path import diagnosis, path, pause, survey
from projects.participants.views.plans import action_plan, contract, plan, sign_plan
from projects.participants.views.premises import end_premise, premises, remove_premise
from projects.participants.views.records import checks, staff
from projects.participants.views.surroundings import (
    correct_surrounding,
    promote,
    strike_surrounding,
    surroundings,
)
from projects.participants.views.voiding import restore, void, voided, voided_record

__all__ = [
    "action_plan",
    "checks",
    "choose_project",
    "contract",
    "correct_person",
    "correct_start",
    "correct_surrounding",
    "decide",
    "diagnosis",
    "duplicates",
    "end_premise",
    "enrol",
    "enter",
    "leave",
    "participants",
    "path",
    "pause",
    "plan",
    "premises",
    "promote",
    "record_outcome",
    "remove_premise",
    "restore",
    "return_to_project",
    "sign_plan",
    "staff",
    "strike_surrounding",
    "surroundings",
    "survey",
    "take_back",
    "void",
    "voided",
    "voided_record",
]
