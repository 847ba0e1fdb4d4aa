"""What the pages of participants are made of: a person's course, and their records."""

from projects.participants.parts.people import (
    Moment,
    Todo,
    course,
    doubts,
    in_days,
    masked_pesel,
    rights,
    state,
    state_of,
)
from projects.participants.parts.records import (
    Fact,
    Missing,
    NoticeText,
    address_facts,
    missing,
    notice,
    premises_table,
    state_facts,
    where_mended,
    written,
)

__all__ = [
    "Fact",
    "Missing",
    "Moment",
    "NoticeText",
    "Todo",
    "address_facts",
    "course",
    "doubts",
    "in_days",
    "masked_pesel",
    "missing",
    "notice",
    "premises_table",
    "rights",
    "state",
    "state_facts",
    "state_of",
    "where_mended",
    "written",
]
