"""Before a part of the agreement is set anew, what it said is kept: from what to what, by whom."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.ledger.models import Member
from core.permissions import Actor
from projects.agreements import rules
from projects.agreements.entries import PartnerEntry, TargetGroupEntry, TaskEntry
from projects.agreements.models import AgreementVersion, Amendment, Project
from projects.agreements.queries import amendments_in_force

Reading = dict[str, Any]
Kind = AgreementVersion.Kind


class AmendmentDoesNotHold(RuleBroken):
    message = _("Amendment no. %(number)s does not hold. Choose one that does, or none.")
    field = "amendment"


def keep(
    project: Project,
    kind: str,
    before: Reading,
    after: Reading,
    *,
    amendment: Amendment | None,
    by: Actor,
) -> list[rules.Difference]:
    """Keep both readings where they differ, and return in what; the project's row is locked."""
    if amendment and not amendments_in_force(project).filter(pk=amendment.pk).exists():
        raise AmendmentDoesNotHold(number=amendment.number)
    before, after = rules.kept(before), rules.kept(after)
    found = rules.differences(before, after)
    if found:
        AgreementVersion.objects.create(
            project=project,
            kind=kind,
            amendment=amendment,
            before=before,
            after=after,
            set_by=by if isinstance(by, Member) else None,
        )
    return found


def tasks_read(entries: Iterable[TaskEntry]) -> Reading:
    return {
        str(entry.number): {
            "name": entry.name,
            "budget_amount": entry.budget_amount,
            "parts": {
                part.partner: {
                    "budget_amount": part.budget_amount,
                    "description": part.description,
                }
                for part in entry.parts
            },
        }
        for entry in entries
    }


def partner_read(entry: PartnerEntry, tasks: Iterable[TaskEntry]) -> Reading:
    """The partner's own facts, and what it spends on which task."""
    parts = {
        str(task.number): {"budget_amount": part.budget_amount}
        for task in tasks
        for part in task.parts
        if part.partner == entry.name
    }
    return {**vars(entry), "parts": parts}


def group_read(entry: TargetGroupEntry) -> Reading:
    levels = {level.group: dict(vars(level)) for level in entry.levels}
    for level in levels.values():
        level.pop("group")
    own = {name.removesuffix("_id"): value for name, value in vars(entry).items()}
    return {**own, "gminas": sorted(entry.gminas), "levels": levels}
