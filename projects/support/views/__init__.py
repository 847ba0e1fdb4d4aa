"""Pages of support: the calendar, sheets, groups, baskets, internships, the catalogue."""

from projects.support.views.basket import (
    basket,
    change_plan,
    drop_plan,
    give,
    plan,
    plan_meeting,
    record_barrier,
    record_meeting,
    record_result,
    remove_barrier,
    result,
    take_back,
)
from projects.support.views.calendar import calendar, warnings
from projects.support.views.catalogue import (
    copy_catalogue,
    correct_service,
    enter_service,
    services,
)
from projects.support.views.groups import (
    add_members,
    admit,
    correct_group,
    group,
    groups,
    leave_group,
    open_group,
)
from projects.support.views.lists import (
    open_list,
    prepare_month_list,
    prepare_session_list,
    scan,
    signature_list,
)
from projects.support.views.placements import (
    begin_placement,
    correct_placement,
    placement,
    placements,
)
from projects.support.views.sessions import (
    add_session,
    cancel_session,
    change_session,
    plan_series,
)
from projects.support.views.sheets import month, sheet

__all__ = [
    "add_members",
    "add_session",
    "admit",
    "basket",
    "begin_placement",
    "calendar",
    "cancel_session",
    "change_plan",
    "change_session",
    "copy_catalogue",
    "correct_group",
    "correct_placement",
    "correct_service",
    "drop_plan",
    "enter_service",
    "give",
    "group",
    "groups",
    "leave_group",
    "month",
    "open_group",
    "open_list",
    "placement",
    "placements",
    "plan",
    "plan_meeting",
    "plan_series",
    "prepare_month_list",
    "prepare_session_list",
    "record_barrier",
    "record_meeting",
    "record_result",
    "remove_barrier",
    "result",
    "scan",
    "services",
    "sheet",
    "signature_list",
    "take_back",
    "warnings",
]
