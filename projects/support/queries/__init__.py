"""What can be asked about support. Nothing here changes anything; see operations."""

from projects.support.queries.basket import Basket, basket_of, hours_of
from projects.support.queries.beside import BESIDE, projects_beside, same_support_on_file
from projects.support.queries.catalogue import services_visible_to
from projects.support.queries.courses import results_visible_to
from projects.support.queries.days import services_reported, support_days, support_on_file
from projects.support.queries.groups import groups_visible_to, members_visible_to
from projects.support.queries.lists import list_with_code, lists_visible_to
from projects.support.queries.placements import placements_visible_to
from projects.support.queries.sessions import sessions_of_day, sessions_visible_to, sheet_of
from projects.support.queries.warnings import (
    absent_in_a_row,
    groups_out_of_balance,
    people_without_support,
    sessions_without_attendance,
)

__all__ = [
    "BESIDE",
    "Basket",
    "absent_in_a_row",
    "basket_of",
    "groups_out_of_balance",
    "groups_visible_to",
    "hours_of",
    "list_with_code",
    "lists_visible_to",
    "members_visible_to",
    "people_without_support",
    "placements_visible_to",
    "results_visible_to",
    "projects_beside",
    "same_support_on_file",
    "services_reported",
    "services_visible_to",
    "sessions_of_day",
    "sessions_visible_to",
    "sessions_without_attendance",
    "sheet_of",
    "support_days",
    "support_on_file",
]
