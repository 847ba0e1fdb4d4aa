"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.agreements.models import TargetGroup

FIELDS: dict[str, str | Promise] = {
    **{
        field.name: field.verbose_name
        for field in TargetGroup._meta.concrete_fields
        if field.name not in ("id", "project", "version")
    },
    "levels": _("efficiency promised, in percent"),
    "task_name": _("name of a task"),
    "task_budget_amount": _("budget of a task"),
    "part_budget_amount": _("budget of a part of a task"),
    "part_description": _("what somebody does of a task"),
    "parts": _("parts of the tasks"),
}
VERBS: dict[str, str | Promise] = {
    "began a draft of a project": _("Draft of a project begun"),
    "saved a draft of a project": _("Draft of a project saved"),
    "discarded a draft of a project": _("Draft of a project discarded"),
    "entered a project": _("Project entered"),
    "corrected a project": _("Project corrected"),
    "amended a project": _("Project changed by an amendment"),
    "withdrew an amendment": _("Amendment withdrawn"),
    "added a partner": _("Partner added"),
    "corrected a partner": _("Partner corrected"),
    "removed a partner": _("Partner removed"),
    "set tasks": _("Tasks and budgets set"),
    "set the target group": _("Target group set"),
    "entered a revitalisation area": _("Revitalised area entered"),
    "corrected a revitalisation area": _("Revitalised area corrected"),
}
