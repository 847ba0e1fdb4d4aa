"""A new project is typed step by step into a draft; only its end makes a project, in one go."""

from collections.abc import Iterable, Mapping
from typing import Any

from core import audit, outbox
from core.errors import SavedAMomentAgo
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Permission, require
from projects.agreements.entries import PartnerEntry, TargetGroupEntry, TaskEntry
from projects.agreements.models import Project, ProjectDraft
from projects.agreements.operations.entering import write_project

Answers = Mapping[str, list[str]]


@operation()
def begin_draft(
    *, answers: Mapping[str, Answers], by: Member, earlier_edition: Project | None = None
) -> ProjectDraft:
    """Begin a project, empty or with what an earlier edition already says."""
    require(by, Permission.EDIT_PROJECTS)
    draft = ProjectDraft.objects.create(
        member=by, answers=dict(answers), earlier_edition=earlier_edition
    )
    audit.record("began a draft of a project", draft, by=by)
    return draft


@operation()
def save_draft(*, draft: ProjectDraft, step: str, answers: Answers, by: Member) -> ProjectDraft:
    """Keep one step as it was typed, right or wrong; the other steps stay."""
    locked = _own(draft, by)
    locked.answers[step] = dict(answers)
    locked.step = step
    locked.save()
    audit.record("saved a draft of a project", locked, by=by, fields=[step])
    return locked


@operation()
def discard_draft(*, draft: ProjectDraft, by: Member) -> None:
    locked = _own(draft, by)
    audit.record("discarded a draft of a project", locked, by=by)
    locked.delete()


@operation(moves_figures=True)
def enter_from_draft(
    *,
    draft: ProjectDraft,
    by: Member,
    partners: Iterable[PartnerEntry] = (),
    tasks: Iterable[TaskEntry] = (),
    target_group: TargetGroupEntry | None = None,
    **facts: Any,
) -> Project:
    """Enter the project that the draft describes, and let the draft go."""
    locked = _own(draft, by)
    project = write_project(
        facts, partner_entries=partners, task_entries=tasks, group_entry=target_group
    )
    locked.delete()
    audit.record("entered a project", project, by=by)
    outbox.write(outbox.Topic.PROJECT, project.pk)
    return project


def _own(draft: ProjectDraft, by: Member) -> ProjectDraft:
    """The draft, locked, if it is the member's and still there: two clicks make one project."""
    require(by, Permission.EDIT_PROJECTS)
    held = ProjectDraft.objects.select_for_update().filter(pk=draft.pk, member=by).first()
    if held is None:
        raise SavedAMomentAgo
    return held
