"""Pages of projects: the list, one project, what changes it, a new one step by step, and areas."""

from projects.agreements.views.areas import area, areas, correct_area, enter_area
from projects.agreements.views.changes import (
    amend,
    correct,
    target_group,
    tasks,
    withdraw_amendment,
)
from projects.agreements.views.history import history
from projects.agreements.views.partners import add_partner, correct_partner, remove_partner
from projects.agreements.views.projects import project, projects
from projects.agreements.views.wizard import check_draft, discard_draft, draft_step, enter

__all__ = [
    "add_partner",
    "amend",
    "area",
    "areas",
    "check_draft",
    "correct",
    "correct_area",
    "correct_partner",
    "discard_draft",
    "draft_step",
    "enter",
    "enter_area",
    "history",
    "project",
    "projects",
    "remove_partner",
    "target_group",
    "tasks",
    "withdraw_amendment",
]
