"""Changes of projects: entered, corrected, given partners."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements import rules
from projects.agreements.models import Project, ProjectPartner
from ui import formats


class MoneyDoesNotAddUp(RuleBroken):
    message = _(
        "The parts do not make up the total value: %(missing)s zł are left over. "
        "Total = European funds + state budget + own contribution, to the grosz."
    )
    field = "total_amount"


class NumberTaken(RuleBroken):
    message = _("The agreement number %(number)s belongs to the project “%(title)s”.")
    field = "agreement_number"


class EndsBeforeStart(RuleBroken):
    message = _("The project ends on %(ends_on)s, before it starts on %(starts_on)s.")
    field = "ends_on"


@dataclass(frozen=True, kw_only=True)
class PartnerEntry:
    name: str
    kind: str
    is_leader: bool = False
    task: str = ""


@operation(moves_figures=True)
def enter_project(*, by: Actor, partners: Iterable[PartnerEntry] = (), **facts: Any) -> Project:
    """Enter a project with its partners; `facts` are the fields of the model."""
    require(by, Permission.EDIT_PROJECTS)
    project = Project(**facts)
    _decide(project)
    project.save()
    ProjectPartner.objects.bulk_create(
        ProjectPartner(project=project, **vars(entry)) for entry in partners
    )
    audit.record("entered a project", project, by=by)
    outbox.write(outbox.Topic.PROJECT, project.pk)
    return project


@operation(moves_figures=True)
def correct_project(*, project: Project, version: int, by: Actor, **facts: Any) -> Project:
    """Change what was entered, unless somebody did so since `version` was read."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if locked.version != version:
        raise StaleEdit
    changed = [name for name, value in facts.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, facts[name])
    _decide(locked)
    # What somebody typed is no longer made up.
    locked.invented = [name for name in locked.invented if name not in changed]
    locked.version += 1
    locked.save()
    audit.record("corrected a project", locked, by=by, fields=changed)
    outbox.write(outbox.Topic.PROJECT, locked.pk)
    return locked


def _decide(project: Project) -> None:
    if project.ends_on < project.starts_on:
        raise EndsBeforeStart(
            starts_on=formats.day(project.starts_on), ends_on=formats.day(project.ends_on)
        )
    budget = rules.Money(
        project.total_amount, project.eu_amount, project.state_amount, project.own_amount
    )
    missing = rules.missing_to_total(budget)
    if missing is not None and not rules.adds_up(budget):
        raise MoneyDoesNotAddUp(missing=formats.number(missing, 2))
    same = Project.objects.filter(agreement_number=project.agreement_number)
    twin = same.exclude(pk=project.pk).first() if project.agreement_number else None
    if twin:
        raise NumberTaken(number=project.agreement_number, title=twin.title)
