"""A project is entered with all that belongs to it, and what was mistyped is corrected."""

from collections.abc import Iterable
from typing import Any

from core import audit, outbox
from core.errors import StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.entries import PartnerEntry, TargetGroupEntry, TaskEntry
from projects.agreements.models import Project, TargetGroup
from projects.agreements.operations import amending, partners, target_group, writing
from projects.agreements.operations.writing import (
    EndsBeforeStart,
    MoneyDoesNotAddUp,
    NumberTaken,
    OwnContributionDiffers,
    PartsExceedTotal,
)

__all__ = [
    "EndsBeforeStart",
    "MoneyDoesNotAddUp",
    "NumberTaken",
    "OwnContributionDiffers",
    "PartsExceedTotal",
    "correct_project",
    "enter_project",
    "write_project",
]


@operation(moves_figures=True)
def enter_project(
    *,
    by: Actor,
    partners: Iterable[PartnerEntry] = (),
    tasks: Iterable[TaskEntry] = (),
    target_group: TargetGroupEntry | None = None,
    **facts: Any,
) -> Project:
    """Enter a project with its partners, tasks and target group; `facts` are the model's fields."""
    require(by, Permission.EDIT_PROJECTS)
    project = write_project(
        facts, partner_entries=partners, task_entries=tasks, group_entry=target_group
    )
    audit.record("entered a project", project, by=by)
    outbox.write(outbox.Topic.PROJECT, project.pk)
    return project


def write_project(
    facts: dict[str, Any],
    *,
    partner_entries: Iterable[PartnerEntry] = (),
    task_entries: Iterable[TaskEntry] = (),
    group_entry: TargetGroupEntry | None = None,
) -> Project:
    """Decide about all of it, then write all of it; the caller allows and records."""
    project, bodies, work = Project(**facts), list(partner_entries), list(task_entries)
    group = group_entry or TargetGroupEntry()
    writing.decide(project)
    partners.decide_partners(bodies)
    partners.decide_tasks(work, total=project.total_amount, names=[body.name for body in bodies])
    target_group.decide(project, group)
    project.save()
    writing.write_partners(project, bodies)
    writing.write_tasks(project, work)
    writing.write_target_group(TargetGroup(project=project), group)
    return project


@operation(moves_figures=True)
def correct_project(*, project: Project, version: int, by: Actor, **facts: Any) -> Project:
    """Mend what was entered wrongly, unless somebody did so since `version` was read.

    The agreement itself did not change: an amendment does that (amend_project).
    """
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if locked.version != version:
        raise StaleEdit
    before = {name: getattr(locked, name) for name in ("own_amount", *facts)}
    writing.apply(locked, facts)
    writing.decide(locked)
    partners.decide_total(locked)
    changed = [name for name, value in before.items() if getattr(locked, name) != value]
    amending.mend_history(locked, changed)
    locked.version += 1
    locked.save()
    audit.record("corrected a project", locked, by=by, fields=changed)
    outbox.write(outbox.Topic.PROJECT, locked.pk)
    return locked
