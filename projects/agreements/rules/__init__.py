"""The decisions about agreements: money, tasks, quotas, amendments, streets. No Django here."""

from projects.agreements.rules.amendments import as_signed, last_changed_by, written
from projects.agreements.rules.money import (
    GROSZ,
    Money,
    OwnContribution,
    adds_up,
    cost_per_person,
    missing_to_total,
)
from projects.agreements.rules.quotas import Quota, needed_of, whole_persons
from projects.agreements.rules.resolutions import as_line, read_line
from projects.agreements.rules.streets import (
    Address,
    Area,
    HouseNumber,
    Judgement,
    Parity,
    Range,
    Reason,
    Side,
    UnreadableLine,
    judged,
    side_of,
)
from projects.agreements.rules.tasks import Part, TaskBudget, Unspent, unspent
from projects.agreements.rules.versions import ABSENT, Difference, differences, kept

__all__ = [
    "ABSENT",
    "GROSZ",
    "Address",
    "Area",
    "Difference",
    "HouseNumber",
    "Judgement",
    "Money",
    "OwnContribution",
    "Parity",
    "Part",
    "Quota",
    "Range",
    "Reason",
    "Side",
    "TaskBudget",
    "UnreadableLine",
    "Unspent",
    "adds_up",
    "as_line",
    "as_signed",
    "cost_per_person",
    "differences",
    "judged",
    "kept",
    "last_changed_by",
    "missing_to_total",
    "needed_of",
    "read_line",
    "side_of",
    "unspent",
    "whole_persons",
    "written",
]
