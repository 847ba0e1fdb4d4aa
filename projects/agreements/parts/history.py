"""The history of an agreement: every amendment, and every part set anew, from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.agreements.models import (
    AgreementVersion,
    Amendment,
    EfficiencyLevel,
    PartnerTask,
    Project,
    ProjectPartner,
    RevitalisationArea,
    TargetGroup,
    Task,
)
from projects.agreements.parts.amendments import ChangeLine, amendment_lines, in_words
from projects.agreements.rules import Difference, differences
from territory.models import Unit
from ui import formats

Kind = AgreementVersion.Kind
Names = dict[str, str]
MODELS: dict[str, type[Model]] = {
    Kind.TASKS: Task,
    Kind.PARTNER: ProjectPartner,
    Kind.TARGET_GROUP: TargetGroup,
}
NAMED = ("revitalisation_area", "complementary_project")


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """One change; `withdrawn` says by whom and why it was taken back, if it was."""

    on: date
    title: str
    told: str
    changes: list[ChangeLine] = field(default_factory=list)
    withdrawn: str = ""


def history_lines(
    amendments: Iterable[Amendment], versions: Iterable[AgreementVersion], *, with_money: bool
) -> list[HistoryLine]:
    """The newest first: a part that was set anew stands on the day of its amendment, after it."""
    known = list(versions)
    names = _names(known)
    lines = [_of_amendment(each, with_money=with_money) for each in amendments]
    lines += [_of_version(each, names, with_money=with_money) for each in reversed(known)]
    return sorted(lines, key=lambda line: line.on)[::-1]


def _of_amendment(amendment: Amendment, *, with_money: bool) -> HistoryLine:
    (line,) = amendment_lines([amendment], with_money=with_money)
    return HistoryLine(
        on=amendment.signed_on,
        title=_("Amendment no. %(number)s") % {"number": amendment.number},
        told=amendment.reason,
        changes=line.changes,
        withdrawn=_withdrawn(amendment),
    )


def _withdrawn(amendment: Amendment) -> str:
    if amendment.withdrawn_at is None:
        return ""
    words = {
        "moment": formats.moment(amendment.withdrawn_at),
        "who": amendment.withdrawn_by or "—",
        "reason": amendment.withdrawal_reason,
    }
    return _("Withdrawn on %(moment)s, %(who)s: %(reason)s") % words


def _of_version(version: AgreementVersion, names: Names, *, with_money: bool) -> HistoryLine:
    changes = [
        _change(version.kind, each, names)
        for each in sorted(
            differences(version.before, version.after), key=lambda each: _order(version, each.path)
        )
        if with_money or each.path[-1] != "budget_amount"
    ]
    return HistoryLine(
        on=version.holds_from, title=_title(version), told=_told(version), changes=changes
    )


def _order(version: AgreementVersion, path: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    """By task, and then as the forms ask: what no field of the model is comes last."""
    is_of_tasks = version.kind == Kind.TASKS
    names = [each.name for each in MODELS[version.kind]._meta.concrete_fields]
    name = path[is_of_tasks]
    place = names.index(name) if name in names else len(names)
    return int(path[0]) if is_of_tasks else 0, place, path


def _title(version: AgreementVersion) -> str:
    name = version.after.get("name") or version.before.get("name")
    kind = capfirst(version.get_kind_display())
    return f"{kind}: {name}" if name and version.kind == Kind.PARTNER else kind


def _told(version: AgreementVersion) -> str:
    who = str(version.set_by or "—")
    if version.amendment is None:
        return who
    by = _("by amendment no. %(number)s") % {"number": version.amendment.number}
    return f"{by} · {formats.moment(version.set_at)} · {who}"


def _change(kind: str, change: Difference, names: Names) -> ChangeLine:
    head, model = _place(kind, change.path)
    column: Any = model._meta.get_field(change.path[-1])
    label = str(column.verbose_name)
    told = [_words(column, value, names) for value in (change.before, change.after)]
    return ChangeLine(capfirst(f"{head}: {label}" if head else label), *told)


def _place(kind: str, path: tuple[str, ...]) -> tuple[str, type[Model]]:
    """What the value is of, in words, and the model that knows its name."""
    if kind == Kind.TARGET_GROUP and len(path) > 1:
        return str(EfficiencyLevel.Group(path[1]).label), EfficiencyLevel
    if "parts" not in path[:-1]:
        return (_task(path[0]) if kind == Kind.TASKS else ""), MODELS[kind]
    if kind == Kind.TASKS:
        return f"{_task(path[0])}, {path[2]}", PartnerTask
    return _task(path[1]), PartnerTask


def _task(number: str) -> str:
    return _("Task %(number)s") % {"number": number}


def _words(column: Any, value: Any, names: Names) -> str:
    if column.name == "budget_amount" and value is None:
        return _("not known")
    if isinstance(value, list):
        told = [str(names.get(each, each)) for each in value]
        return ", ".join(sorted(told)) or _("empty")
    return names.get(value) or in_words(column, column.to_python(value) if value else value)


def _names(versions: list[AgreementVersion]) -> Names:
    """Names of the areas, projects and gminas of which the versions hold the ids."""
    readings = [
        reading
        for version in versions
        if version.kind == Kind.TARGET_GROUP
        for reading in (version.before, version.after)
    ]
    ids = {reading[name] for reading in readings for name in NAMED if reading.get(name)}
    codes = {code for reading in readings for code in reading.get("gminas", ())}
    gminas = Unit.objects.filter(code__in=codes).values_list("code", "display_name")
    areas = RevitalisationArea.objects.filter(pk__in=ids).values_list("pk", "name")
    projects = Project.objects.filter(pk__in=ids).values_list("pk", "title")
    return {str(key): str(name) for rows in (gminas, areas, projects) for key, name in rows}
