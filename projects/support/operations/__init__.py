"""Changes of support: the catalogue, baskets, groups, sessions, sheets, internships, courses."""

from projects.support.operations.allowances import (
    change_grant,
    correct_allowance_rule,
    enter_allowance_rule,
    grant_allowance,
    note_account,
)
from projects.support.operations.attendance import Marked, NotOnThisSheet, mark_attendance
from projects.support.operations.basket import (
    change_plan,
    drop_plan,
    give_support,
    plan_support,
    record_barrier,
    remove_barrier,
    take_back_support,
)
from projects.support.operations.catalogue import copy_catalogue, correct_service, enter_service
from projects.support.operations.courses import record_result
from projects.support.operations.giving import GivenMany, give_many, take_back_many
from projects.support.operations.groups import (
    add_members,
    admit,
    correct_group,
    leave_group,
    open_group,
)
from projects.support.operations.lists import prepare_month_list, prepare_session_list
from projects.support.operations.meetings import plan_meeting, record_meeting
from projects.support.operations.payrolls import (
    approve_payroll,
    export_payroll,
    make_corrections,
    mark_paid,
    take_back_approval,
)
from projects.support.operations.placements import begin_placement, correct_placement, fill_month
from projects.support.operations.sessions import (
    add_session,
    cancel_session,
    change_session,
    plan_series,
)

__all__ = [
    "GivenMany",
    "Marked",
    "NotOnThisSheet",
    "add_members",
    "add_session",
    "admit",
    "approve_payroll",
    "begin_placement",
    "cancel_session",
    "change_grant",
    "change_plan",
    "change_session",
    "copy_catalogue",
    "correct_allowance_rule",
    "correct_group",
    "correct_placement",
    "correct_service",
    "drop_plan",
    "enter_allowance_rule",
    "enter_service",
    "export_payroll",
    "fill_month",
    "give_many",
    "give_support",
    "grant_allowance",
    "leave_group",
    "make_corrections",
    "mark_attendance",
    "mark_paid",
    "note_account",
    "open_group",
    "plan_meeting",
    "plan_series",
    "plan_support",
    "prepare_month_list",
    "prepare_session_list",
    "record_barrier",
    "record_meeting",
    "record_result",
    "remove_barrier",
    "take_back_approval",
    "take_back_many",
    "take_back_support",
]
