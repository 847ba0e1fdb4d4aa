"""Partners join, change and leave a project; its tasks say who does what, and for how much."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _
from stdnum.pl import regon as register_number

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements import rules
from projects.agreements.entries import PartnerEntry, TaskEntry
from projects.agreements.models import AgreementVersion, Amendment, Project, ProjectPartner
from projects.agreements.operations import keeping, writing
from tenants import numbers
from ui import formats

Kind = AgreementVersion.Kind


class PartnerNameTaken(RuleBroken):
    message = _("“%(name)s” is named twice among the partners. Each partner stands there once.")
    field = "name"


class WrongRegon(RuleBroken):
    message = _(
        "%(regon)s is no REGON: it has 9 or 14 digits and the last one follows from the others. "
        "Check it, or leave it empty."
    )
    field = "regon"


class LeaderStays(RuleBroken):
    message = _("The leader signed the agreement and cannot be removed. Correct its facts instead.")


class PartnerIsNeeded(RuleBroken):
    message = _(
        "%(name)s is named by other records of this project, for example by a service or a group. "
        "Change those first."
    )


class TwoTasksWithOneNumber(RuleBroken):
    message = _("Two tasks have the number %(number)s. Each task has a number of its own.")


class UnknownPartner(RuleBroken):
    message = _("“%(name)s” is not among the partners of this project. Add it there first.")


class PartsExceedTask(RuleBroken):
    message = _(
        "Task %(number)s: those who carry it out have %(above)s zł more than its budget. "
        "Lower their amounts or raise the task's budget."
    )


class TasksExceedTotal(RuleBroken):
    message = _(
        "The tasks cost %(above)s zł more than the total value of the project, %(total)s zł. "
        "Lower their budgets first, or give a higher total value."
    )
    field = "total_amount"


@operation()
def add_partner(
    *, project: Project, entry: PartnerEntry, amendment: Amendment | None = None, by: Actor
) -> ProjectPartner:
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    locked = Project.objects.select_for_update().get(pk=project.pk)
    _decide_name(locked, entry)
    partner = ProjectPartner.objects.create(project=locked, **vars(writing.without_spaces(entry)))
    writing.move_tasks(locked)
    after = keeping.partner_read(writing.entry_of(partner), tasks=[])
    found = keeping.keep(locked, Kind.PARTNER, {}, after, amendment=amendment, by=by)
    audit.record("added a partner", partner, by=by, fields=_names(found))
    return partner


@operation()
def correct_partner(
    *,
    partner: ProjectPartner,
    entry: PartnerEntry,
    version: int,
    amendment: Amendment | None = None,
    by: Actor,
) -> ProjectPartner:
    """Change a partner's facts, unless somebody did so since `version` was read."""
    require(by, Permission.EDIT_PROJECTS, project=partner.project_id)
    project = Project.objects.select_for_update().get(pk=partner.project_id)
    locked = ProjectPartner.objects.select_for_update().get(pk=partner.pk)
    if locked.version != version:
        raise StaleEdit
    _decide_name(project, entry, but=locked)
    before = _read(locked)
    for name, value in vars(writing.without_spaces(entry)).items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save()
    after = {**before, **vars(writing.entry_of(locked))}
    found = keeping.keep(project, Kind.PARTNER, before, after, amendment=amendment, by=by)
    if {"name", "is_leader"} & _names(found):
        writing.move_tasks(project)
    audit.record("corrected a partner", locked, by=by, fields=_names(found))
    return locked


@operation()
def remove_partner(
    *,
    partner: ProjectPartner,
    version: int,
    reason: str,
    amendment: Amendment | None = None,
    by: Actor,
) -> None:
    """Take a partner out with its parts of the tasks; what it was and spent is kept."""
    require(by, Permission.EDIT_PROJECTS, project=partner.project_id)
    project = Project.objects.select_for_update().get(pk=partner.project_id)
    locked = ProjectPartner.objects.select_for_update().get(pk=partner.pk)
    if locked.version != version:
        raise StaleEdit
    if locked.is_leader:
        raise LeaderStays
    found = keeping.keep(project, Kind.PARTNER, _read(locked), {}, amendment=amendment, by=by)
    told = f"{locked.name}: {reason}"
    audit.record("removed a partner", locked, by=by, fields=_names(found), reason=told)
    try:
        locked.delete()
    except ProtectedError as named:
        raise PartnerIsNeeded(name=locked.name) from named
    writing.move_tasks(project)


@operation()
def set_tasks(
    *,
    project: Project,
    entries: Sequence[TaskEntry],
    version: int,
    amendment: Amendment | None = None,
    by: Actor,
) -> Project:
    """Replace the project's tasks and their parts by these; the same ones again move nothing."""
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if locked.tasks_version != version:
        raise StaleEdit
    names = list(locked.partners.values_list("name", flat=True))
    decide_tasks(entries, total=locked.total_amount, names=names)
    before, after = (keeping.tasks_read(each) for each in (writing.tasks_of(locked), entries))
    found = keeping.keep(locked, Kind.TASKS, before, after, amendment=amendment, by=by)
    if found:
        writing.write_tasks(locked, entries)
        writing.move_tasks(locked)
    fields = {_name_in_grid(each.path) for each in found}
    audit.record("set tasks", locked, by=by, fields=fields, count=max(len(entries), 1))
    return locked


def decide_partners(entries: Iterable[PartnerEntry]) -> None:
    names: set[str] = set()
    for entry in entries:
        if entry.name in names:
            raise PartnerNameTaken(name=entry.name)
        names.add(entry.name)
        decide_numbers(entry)


def decide_numbers(entry: PartnerEntry) -> None:
    numbers.nip(entry.nip)
    numbers.krs(entry.krs)
    if entry.regon and not register_number.is_valid(entry.regon):
        raise WrongRegon(regon=entry.regon)


def decide_tasks(
    entries: Sequence[TaskEntry], *, total: Decimal | None, names: Iterable[str]
) -> None:
    """Refuse tasks that cost more than there is, or that somebody unknown carries out."""
    numbers = Counter(entry.number for entry in entries)
    for number, times in numbers.items():
        if times > 1:
            raise TwoTasksWithOneNumber(number=number)
    known = set(names)
    for part in (part for entry in entries for part in entry.parts):
        if part.partner not in known:
            raise UnknownPartner(name=part.partner)
    _decide_budgets(entries, total=total)


def _decide_budgets(entries: Sequence[TaskEntry], *, total: Decimal | None) -> None:
    for left in rules.unspent(total=total, tasks=[as_budget(entry) for entry in entries]):
        if left.left >= 0:
            continue
        above = formats.number(-left.left, 2)
        if left.task_number is not None:
            raise PartsExceedTask(number=left.task_number, above=above)
        raise TasksExceedTotal(above=above, total=formats.number(total or 0, 2))


def decide_total(project: Project) -> None:
    """Refuse a total value that the tasks, as they stand, already exceed."""
    _decide_budgets(writing.tasks_of(project), total=project.total_amount)


def as_budget(entry: TaskEntry) -> rules.TaskBudget:
    parts = tuple(rules.Part(partner=p.partner, budget=p.budget_amount) for p in entry.parts)
    return rules.TaskBudget(number=entry.number, budget=entry.budget_amount, parts=parts)


def _read(partner: ProjectPartner) -> keeping.Reading:
    tasks = writing.tasks_of(partner.project)
    return keeping.partner_read(writing.entry_of(partner), tasks)


def _names(found: Iterable[rules.Difference]) -> set[str]:
    return {each.path[0] for each in found}


def _name_in_grid(path: Sequence[str]) -> str:
    """What the trail calls a value of the grid: of the task, or of somebody's part of it."""
    return f"{'part' if 'parts' in path[1:-1] else 'task'}_{path[-1]}"


def _decide_name(project: Project, entry: PartnerEntry, but: ProjectPartner | None = None) -> None:
    decide_numbers(entry)
    same = project.partners.filter(name=entry.name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise PartnerNameTaken(name=entry.name)
