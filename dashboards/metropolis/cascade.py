"""The cascade of the programme: its targets, those of units, those of projects, and the gaps."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.metropolis import queries as released
from dashboards.metropolis import tables_beside
from dashboards.targets import cascades, choosing, told
from dashboards.targets.cascades import Choice, Grid, Said, Words
from indicators.definitions import queries as definitions
from indicators.programme_targets import queries
from indicators.targets import rules
from indicators.targets.rules import WHOLE, Cells, Level
from ui import formats


@dataclass(frozen=True)
class Project:
    name: str
    url: str
    said: list[Said]
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Told:
    """Everything that was set, by whom: the programme, each unit, each project of a unit."""

    programme: list[Said]
    units: dict[str, list[Said]]
    projects: dict[str, list[Project]]

    @property
    def said(self) -> list[Said]:
        every = [self.programme, *self.units.values()]
        every += [project.said for own in self.projects.values() for project in own]
        return [one for rows in every for one in rows]


def page(typed: QueryDict, *, on: date) -> dict[str, Any]:
    """What the template draws: a card for the programme, one for each unit, and the history."""
    everything, names = _everything(on=on), _names()
    codes = cascades.choices_of(everything.said, names)
    periods = cascades.periods_of(everything.said)
    history = told.programme_lines(queries.history(), names)
    if not codes:
        return {"grids": [], "history": history}
    choice = choosing.chosen(typed, codes, everything.said, on=on)
    tree = _tree(everything, choice)
    indicator = cascades.called(dict(codes)[choice.code], everything.said, choice)
    return {
        "unplanned": choosing.unplanned(choice, typed, on=on),
        "finding": _finding(tree, indicator),
        "grids": _grids(tree),
        "filters": choosing.chips(choice, codes, periods),
        "declared": tables_beside.by_hand(choice.code),
        "history": history,
    }


def _finding(programme: Level, indicator: str) -> str:
    """What the programme wants beside what its projects promise, where both are set."""
    wanted = programme.counts.get((WHOLE, "total"))
    promised = rules.compared_with_inner(programme, (WHOLE, "total")).sum_of_parts
    if wanted is None or promised is None:
        return _("Targets: %(indicator)s") % {"indicator": indicator}
    text = _("%(indicator)s: the programme wants %(wanted)s, its projects promise %(promised)s")
    counts = {"wanted": formats.number(wanted), "promised": formats.number(promised)}
    return text % {"indicator": indicator, **counts}


def plans() -> list[dict[str, str]]:
    """The plans of periods of the programme for `targets/plans.html`."""
    return [
        {
            "name": plan.name,
            "days": f"{formats.day(plan.starts_on)} – {formats.day(plan.ends_on)}",
            "url": reverse("metropolis:plan", args=[plan.pk]),
        }
        for plan in queries.periods()
    ]


def _names() -> dict[str, str]:
    return {code: one.short_name for code, one in definitions.definitions().items()}


def _everything(*, on: date) -> Told:
    units: dict[str, list[Said]] = {}
    for unit in queries.units():
        units.setdefault(unit.tenant_name, []).extend(_read(unit.targets))
    projects: dict[str, list[Project]] = defaultdict(list)
    for card in released.projects():
        url = reverse("metropolis:project", args=[card.pk])
        days = {"starts_on": card.starts_on, "ends_on": card.ends_on}
        projects[card.tenant_name].append(Project(str(card), url, _read(card.targets), **days))
    # A unit that has set nothing is there with its projects.
    for name in projects:
        units.setdefault(name, [])
    return _joined(Told(_of_programme(on=on), units, projects))


def _joined(told: Told) -> Told:
    """Periods of one name, of which one lies in the other, are read as one."""
    whole = cascades.wholes(told.said)
    return Told(
        cascades.read_as(told.programme, whole),
        {name: cascades.read_as(said, whole) for name, said in told.units.items()},
        {
            name: [replace(one, said=cascades.read_as(one.said, whole)) for one in own]
            for name, own in told.projects.items()
        },
    )


def _of_programme(*, on: date) -> list[Said]:
    found = []
    for period in (None, *queries.periods()):
        days = cascades.days_of(period.starts_on, period.ends_on) if period else cascades.FINAL
        for entry in queries.entries_in(period, on=on).values():
            found.append(
                Said(
                    code=entry.definition_code,
                    subset=entry.subset,
                    days=days,
                    period=period.name if period else "",
                    cells=entry.cells,
                    invented=entry.invented,
                )
            )
    return found


def _read(targets: dict[str, Any]) -> list[Said]:
    """The targets of a card or of a unit, as they were published."""
    return [
        Said(
            code=code,
            subset=row["subset"],
            days=cascades.days_of(row["from"], row["to"]),
            period=row["period"] or "",
            cells=Cells(row["women"], row["men"], row["total"]),
            invented=tuple(row["invented"]),
        )
        for code, promised in targets.items()
        for row in promised.get("rows", ())
    ]


def _tree(everything: Told, choice: Choice) -> Level:
    """Of a period the units that set something for it or have a project in it; finally all of them."""
    units = []
    for name, said in sorted(everything.units.items()):
        parts = _projects(everything.projects.get(name, ()), choice)
        if parts or not choice.days or cascades.has_said(said, choice):
            url = f"#{_key(name)}" if parts else ""
            units.append(cascades.level(name, said, choice, parts=parts, url=url))
    return cascades.level(_("Programme"), everything.programme, choice, parts=units)


def _projects(projects: Iterable[Project], choice: Choice) -> list[Level]:
    """Those that have a day in the period, or set something for it all the same."""
    return [
        cascades.level(one.name, one.said, choice, url=one.url)
        for one in projects
        if cascades.concerns(choice.days, one.starts_on, one.ends_on)
        or cascades.has_said(one.said, choice)
    ]


def _grids(programme: Level) -> list[Grid]:
    with_subset = cascades.has_subset([programme])
    own = Words(
        _("Target of the programme"),
        _("Sum of the units"),
        _("Gap: target less units"),
        inner_sum=_("Sum of all projects"),
        inner_gap=_("Gap: target less projects"),
    )
    found = [cascades.grid(programme, own, key="programme", with_subset=with_subset)]
    words = Words(_("Target of the unit"), _("Sum of the projects"), _("Gap: target less projects"))
    return found + [
        cascades.grid(unit, words, key=_key(unit.name), with_subset=with_subset)
        for unit in programme.parts
        if unit.parts
    ]


def _key(name: str) -> str:
    """A place on the page for a unit's card."""
    return "u-" + "".join(each if each.isalnum() else "-" for each in name.lower())
