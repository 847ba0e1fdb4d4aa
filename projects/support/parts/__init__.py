"""What the pages of support are made of: days, rows, bars and sentences, in the reader's language."""

from projects.support.parts.basket import area_bars, around, basket_lines, offer
from projects.support.parts.calendar import (
    day_asked,
    month_asked,
    months_around,
    week_page,
    weeks_around,
)
from projects.support.parts.catalogue import catalogue, copy_words
from projects.support.parts.groups import (
    added,
    admit_words,
    group_facts,
    group_sessions,
    groups_table,
    leave_words,
    members_by_state,
    places,
    series_made,
    series_words,
    to_groups,
)
from projects.support.parts.placements import (
    month_address,
    month_facts,
    placement_month,
    placement_page,
    placement_url,
    placements_table,
)
from projects.support.parts.sheets import (
    all_present,
    behind,
    cancel_words,
    marks_in_conflict,
    marks_saved,
    month_columns,
    session_facts,
    sheet_state,
)
from projects.support.parts.warnings import warnings

__all__ = [
    "added",
    "admit_words",
    "all_present",
    "area_bars",
    "around",
    "basket_lines",
    "behind",
    "cancel_words",
    "catalogue",
    "copy_words",
    "day_asked",
    "group_facts",
    "group_sessions",
    "groups_table",
    "leave_words",
    "marks_in_conflict",
    "marks_saved",
    "members_by_state",
    "month_address",
    "month_asked",
    "month_columns",
    "month_facts",
    "months_around",
    "offer",
    "placement_month",
    "placement_page",
    "placement_url",
    "placements_table",
    "places",
    "series_made",
    "series_words",
    "session_facts",
    "sheet_state",
    "to_groups",
    "warnings",
    "week_page",
    "weeks_around",
]
