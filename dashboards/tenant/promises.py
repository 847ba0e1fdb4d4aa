"""What the pages of targets ask for: indicators with their targets, the unit's cascade, its plans."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.targets import cascades, choosing, forms
from dashboards.targets.cascades import Choice, Grid, Said, Words
from indicators.cells import queries as cells
from indicators.cells.queries import NOBODY
from indicators.declared import parts as declared_parts
from indicators.declared import queries as declared
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from indicators.targets import checking, queries, rules
from indicators.targets.models import TargetInForce, TargetPeriod
from indicators.targets.rules import Level
from projects.agreements.models import Project
from projects.agreements.queries import Figures, Progress, Reached
from ui import formats
from ui.parts import Table

SEX = {"total": "", "women": "F", "men": "M"}


Known = Mapping[str, Definition]


def offered_to(
    project: Project | None, period: TargetPeriod | None = None, *, known: Known | None = None
) -> list[forms.Offered]:
    """The indicators of a project or of the unit, with what is set; reached beside the contract."""
    entries = queries.entries_of(project, period)
    rule_set = project.rule_set if project else ""
    reached = _reached(project.pk) if project and period is None else None
    known = known or definitions.definitions()
    return forms.offered(known, entries, rule_set=rule_set, reached=reached)


def level_of(
    project: Project | None, period: TargetPeriod | None = None, *, known: Known | None = None
) -> forms.Level:
    """What the form of a level reads, now and again when somebody else was quicker."""
    return forms.Level(
        offered=partial(offered_to, project, period, known=known),
        facts=lambda: queries.facts_of(period) if period else None,
        setters=partial(queries.setters_since, project, period),
    )


def level_for_a_plan(project: Project | None) -> forms.Level:
    return forms.Level(offered=partial(offered_for_a_plan, project))


def offered_for_a_plan(project: Project | None) -> list[forms.Offered]:
    """The indicators with nothing set: what the final target says is no plan."""
    rule_set = project.rule_set if project else ""
    return forms.offered(definitions.definitions(), {}, rule_set=rule_set)


def _reached(project: UUID) -> dict[tuple[str, str], int]:
    counts = cells.by_project([project])
    codes = {code for _project, code, _sex in counts}
    return {
        (code, cell): counts.get((project, code, sex), NOBODY).participations
        for code in codes
        for cell, sex in SEX.items()
    }


def figures(offered: Iterable[forms.Offered]) -> Figures:
    """What the form shows, as the rules of the agreement read it."""
    return Figures(progress=[_progress(one) for one in offered])


def _progress(one: forms.Offered) -> Progress:
    cells = one.entry(rules.WHOLE).cells
    of_cell = {cell: Reached(one.reached.get(cell, 0), cells.count(cell)) for cell in SEX}
    return Progress(one.code, one.definition.short_name, **of_cell)


def complaints(offered: Sequence[forms.Offered]) -> list[str]:
    """What does not add up of the targets that hold: a withdrawn amendment may leave that behind."""
    entries = offered[0].entries if offered else {}
    faults = rules.faults({key: entry.cells for key, entry in entries.items()})
    return [_("%(indicator)s: %(sentence)s") % checking.told(fault) for fault in faults]


def plans_of(
    project: Project | None, *, may_change: bool, known: Known | None = None
) -> dict[str, Any]:
    """The plans of periods for `targets/plans.html`, and what they make beside the final target."""
    rows = [
        {
            "name": period.name,
            "days": f"{formats.day(period.starts_on)} – {formats.day(period.ends_on)}",
            "url": reverse("targets:plan", args=[period.pk]) if may_change else "",
        }
        for period in queries.periods_of(project)
    ]
    args = [project.pk] if project else []
    name = "targets:enter-plan" if project else "targets:enter-unit-plan"
    return {
        "plans": rows,
        "plan_sums": _plan_sums(project, known or definitions.definitions()),
        "enter_url": reverse(name, args=args) if may_change else "",
    }


def _plan_sums(project: Project | None, known: Known) -> list[str]:
    """For each planned indicator the sum of the plans, beside the final target and never as it."""
    rows = queries.in_force().filter(project=project, subset=rules.WHOLE)
    final: dict[str, int] = {}
    planned: dict[str, int] = {}
    for row in rows:
        if row.total_count is not None and row.period_id:
            planned[row.definition_code] = planned.get(row.definition_code, 0) + row.total_count
        elif row.total_count is not None:
            final[row.definition_code] = row.total_count
    told = _("%(indicator)s: plans together %(planned)s, final target %(final)s")
    return [
        told
        % {
            "indicator": known[code].short_name if code in known else code,
            "planned": formats.number(total),
            "final": formats.words(final.get(code, "NOT_SET")),
        }
        for code, total in planned.items()
    ]


def declared_by_hand(
    project_ids: Collection[UUID],
    code: str = "",
    *,
    names_project: bool = True,
    known: Known | None = None,
) -> Table | None:
    """What was declared of one indicator or of all: beside counts and targets, and in none of them."""
    rows = declared.in_force(project_ids)
    shown = list(rows.filter(definition_code=code) if code else rows)
    if not shown:
        return None
    populated = {each.project_id for each in shown if each.has_people}
    looks: dict[str, Any] = {"with_people": populated, "names_project": names_project}
    return declared_parts.table(shown, known or definitions.definitions(), **looks)


def names() -> dict[str, str]:
    return {code: one.short_name for code, one in definitions.definitions().items()}


def cascade(
    unit_name: str, projects: Iterable[Project], typed: QueryDict, *, is_whole: bool, on: date
) -> dict[str, Any]:
    """The unit's own target, its projects' targets and the gap, for one indicator and period.

    Whoever sees some of the projects alone gets no sum: it would be of those and look like all.
    """
    said: dict[UUID | None, list[Said]] = {}
    for row in queries.in_force():
        said.setdefault(row.project_id, []).append(_said(row))
    seen = [project for project in projects if is_whole or project.pk in said]
    shown = {None, *(project.pk for project in seen)} if is_whole else {p.pk for p in seen}
    every = [one for key, rows in said.items() if key in shown for one in rows]
    whole_days = cascades.wholes(every)
    every = cascades.read_as(every, whole_days)
    said = {key: cascades.read_as(rows, whole_days) for key, rows in said.items()}
    codes, periods = cascades.choices_of(every, names()), cascades.periods_of(every)
    if not codes:
        return {"grids": []}
    choice = choosing.chosen(typed, codes, every, on=on)
    parts = [_part(project, said.get(project.pk, []), choice) for project in seen]
    whole = cascades.level(unit_name, said.get(None, []), choice, parts=list(filter(None, parts)))
    called = cascades.called(dict(codes)[choice.code], every, choice)
    return {
        "finding": cascades.finding(whole, called) if is_whole else "",
        "unplanned": choosing.unplanned(choice, typed, on=on),
        "grids": [_grid(whole, is_whole=is_whole)],
        "filters": choosing.chips(choice, codes, periods),
        "declared": declared_by_hand([project.pk for project in seen], choice.code),
    }


def _part(project: Project, said: list[Said], choice: Choice) -> Level | None:
    """A project as it set the chosen target; None where it had no day in the period and set nothing."""
    lasts = cascades.concerns(choice.days, project.starts_on, project.ends_on)
    if not lasts and not cascades.has_said(said, choice):
        return None
    url = reverse("agreements:project", args=[project.pk])
    return cascades.level(str(project), said, choice, url=url)


def _grid(whole: Level, *, is_whole: bool) -> Grid:
    looks: dict[str, Any] = {"key": "cascade", "with_subset": cascades.has_subset([whole])}
    if not is_whole:
        return cascades.parts_alone(whole, **looks)
    words = Words(_("Target of the unit"), _("Sum of the projects"), _("Gap: target less projects"))
    return cascades.grid(whole, words, **looks)


def _said(row: TargetInForce) -> Said:
    entry = row.as_entry()
    return Said(
        code=entry.definition_code,
        subset=entry.subset,
        days=cascades.days_of(row.starts_on, row.ends_on),
        period=row.period_name or "",
        cells=entry.cells,
        invented=entry.invented,
    )
