"""What several operations on projects do alike: decide about a project and write what belongs to it."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from stdnum.pl import regon as register_number

from core.errors import RuleBroken
from projects.agreements import rules
from projects.agreements.entries import (
    LevelEntry,
    PartEntry,
    PartnerEntry,
    TargetGroupEntry,
    TaskEntry,
)
from projects.agreements.models import (
    EfficiencyLevel,
    PartnerTask,
    Project,
    ProjectPartner,
    TargetGroup,
    Task,
)
from tenants import numbers
from ui import formats


class MoneyDoesNotAddUp(RuleBroken):
    message = _(
        "The parts do not make up the total value: %(missing)s zł are left over. "
        "Total = European funds + state budget + own contribution, to the grosz."
    )
    field = "total_amount"


class PartsExceedTotal(MoneyDoesNotAddUp):
    message = _(
        "The parts are %(above)s zł more than the total value. "
        "Total = European funds + state budget + own contribution, to the grosz."
    )


class OwnContributionDiffers(RuleBroken):
    message = _(
        "The own contribution is %(own)s zł, but its forms make %(forms)s zł: cash + in kind "
        "+ purpose benefits. Correct one of them, or leave the whole empty to have it added up."
    )
    field = "own_amount"


class NumberTaken(RuleBroken):
    message = _("The agreement number %(number)s belongs to the project “%(title)s”.")
    field = "agreement_number"


class EndsBeforeStart(RuleBroken):
    message = _("The project ends on %(ends_on)s, before it starts on %(starts_on)s.")
    field = "ends_on"


def decide(project: Project) -> None:
    """Refuse what cannot be in one agreement; add up the own contribution that was given by form."""
    decide_days(project)
    decide_money(project)
    decide_number(project)


def decide_days(project: Project) -> None:
    if project.ends_on < project.starts_on:
        raise EndsBeforeStart(
            starts_on=formats.day(project.starts_on), ends_on=formats.day(project.ends_on)
        )


def decide_money(project: Project) -> None:
    _add_up_own(project)
    budget = rules.Money(
        project.total_amount, project.eu_amount, project.state_amount, project.own_amount
    )
    missing = rules.missing_to_total(budget)
    if missing is None or rules.adds_up(budget):
        return
    if missing < 0:
        raise PartsExceedTotal(above=formats.number(-missing, 2))
    raise MoneyDoesNotAddUp(missing=formats.number(missing, 2))


def decide_number(project: Project) -> None:
    same = Project.objects.filter(agreement_number=project.agreement_number)
    twin = same.exclude(pk=project.pk).first() if project.agreement_number else None
    if twin:
        raise NumberTaken(number=project.agreement_number, title=twin.title)


def _add_up_own(project: Project) -> None:
    forms = rules.OwnContribution(
        project.own_cash_amount, project.own_in_kind_amount, project.own_benefits_amount
    )
    if forms.total is None:
        return
    if project.own_amount is None:
        project.own_amount = forms.total
    elif abs(project.own_amount - forms.total) >= rules.GROSZ:
        raise OwnContributionDiffers(
            own=formats.number(project.own_amount, 2), forms=formats.number(forms.total, 2)
        )


def apply(project: Project, facts: dict[str, Any]) -> list[str]:
    """Set the facts that differ and return their names; what somebody typed is not made up."""
    changed = [name for name, value in facts.items() if getattr(project, name) != value]
    leader_was = project.leader_name
    for name in changed:
        setattr(project, name, facts[name])
    project.invented = [name for name in project.invented if name not in changed]
    if "leader_name" in changed:
        leader = ProjectPartner.objects.filter(project=project, is_leader=True, name=leader_was)
        if leader.update(name=project.leader_name):
            project.tasks_version += 1
    return changed


def write_partners(project: Project, entries: Iterable[PartnerEntry]) -> list[ProjectPartner]:
    return ProjectPartner.objects.bulk_create(
        ProjectPartner(project=project, **vars(without_spaces(entry))) for entry in entries
    )


def entry_of(partner: ProjectPartner) -> PartnerEntry:
    """The partner as it stands, as somebody would give it."""
    return PartnerEntry(**{each.name: getattr(partner, each.name) for each in fields(PartnerEntry)})


def without_spaces(entry: PartnerEntry) -> PartnerEntry:
    """Numbers as the registers write them."""
    return replace(
        entry,
        nip=numbers.nip(entry.nip),
        krs=numbers.krs(entry.krs),
        regon=register_number.compact(entry.regon),
    )


def move_tasks(project: Project) -> None:
    """Tell whoever has the grid of tasks open that its columns are others now; the row is locked."""
    project.tasks_version += 1
    project.save(update_fields=["tasks_version"])


def tasks_of(project: Project) -> list[TaskEntry]:
    """The tasks as they stand, as somebody would give them."""
    return [
        TaskEntry(
            number=task.number,
            name=task.name,
            budget_amount=task.budget_amount,
            parts=tuple(
                PartEntry(
                    partner=part.partner.name,
                    budget_amount=part.budget_amount,
                    description=part.description,
                )
                for part in task.parts.all()
            ),
        )
        for task in project.tasks.prefetch_related("parts__partner")
    ]


def write_tasks(project: Project, entries: Iterable[TaskEntry]) -> None:
    """Replace the project's tasks and who does what of them."""
    wanted = list(entries)
    partners = {partner.name: partner for partner in project.partners.all()}
    project.tasks.all().delete()
    tasks = Task.objects.bulk_create(
        Task(
            project=project,
            number=entry.number,
            name=entry.name,
            budget_amount=entry.budget_amount,
        )
        for entry in wanted
    )
    PartnerTask.objects.bulk_create(
        PartnerTask(
            task=task,
            partner=partners[part.partner],
            budget_amount=part.budget_amount,
            description=part.description,
        )
        for task, entry in zip(tasks, wanted, strict=True)
        for part in entry.parts
    )


def group_entry_of(group: TargetGroup) -> TargetGroupEntry:
    """The rules as they stand, as somebody would give them; the mildest where none were set."""
    own = {
        each.name: getattr(group, each.name)
        for each in fields(TargetGroupEntry)
        if each.name != "levels"
    }
    levels = tuple(
        LevelEntry(
            group=level.group,
            social_percent=level.social_percent,
            employment_percent=level.employment_percent,
        )
        for level in group.levels.all()
    )
    return TargetGroupEntry(**{**own, "gminas": tuple(group.gminas)}, levels=levels)


def write_target_group(group: TargetGroup, entry: TargetGroupEntry) -> None:
    """Save the rules as given; the efficiency levels are replaced."""
    facts = {name: value for name, value in vars(entry).items() if name != "levels"}
    for name, value in facts.items():
        setattr(group, name, list(value) if name == "gminas" else value)
    group.save()
    group.levels.all().delete()
    EfficiencyLevel.objects.bulk_create(
        EfficiencyLevel(target_group=group, **vars(level)) for level in entry.levels
    )
