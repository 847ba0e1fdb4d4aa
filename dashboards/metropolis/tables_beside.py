"""The tables of what is told beside the cells: hours, open results, recruitment, declared values."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.metropolis import queries
from dashboards.metropolis.models import (
    ReleasedDeclared,
    ReleasedHours,
    ReleasedOpen,
    ReleasedProject,
)
from dashboards.metropolis.queries import HIDDEN, NO_DATA
from dashboards.metropolis.recruiting import APPLIED, PARTICIPANTS
from dashboards.metropolis.releasing import WHOLE_TIME
from indicators.declared.parts import days
from indicators.definitions import queries as indicators
from indicators.definitions.models import Definition
from projects.participants.vocabulary_path import SupportArea
from projects.recruitment.vocabulary import Standing
from ui import formats
from ui.parts import Cell, Column, Table

Definitions = Mapping[str, Definition]


def hours(told: Mapping[tuple[str, str], ReleasedHours]) -> Table | None:
    """From the start and by year, newest first: people, hours planned, given, and given in each area."""
    if not told:
        return None
    years = sorted({period for _area, period in told if len(period) == 4}, reverse=True)
    columns = [
        Column(_("Year")),
        Column(_("People given hours"), "number"),
        Column(_("Hours planned"), "number"),
        Column(_("Hours given"), "number"),
        *(Column(str(area.label), "number", wide_only=True) for area in SupportArea),
    ]
    rows = [_hours_row(told, period) for period in (WHOLE_TIME, *years)]
    return Table(_("Hours of support"), columns, rows, caption_hidden=True)


def _hours_row(told: Mapping[tuple[str, str], ReleasedHours], period: str) -> list[object]:
    whole = told.get(("", period))
    areas = [told.get((area.value, period)) for area in SupportArea]
    return [
        _("from the start") if period == WHOLE_TIME else period,
        _shown(whole.given_people_count) if whole else 0,
        _shown(whole.planned_hours) if whole else 0,
        _shown(whole.given_hours) if whole else 0,
        *(_shown(each.given_hours) if each else 0 for each in areas),
    ]


def open_results(told: Mapping[str, ReleasedOpen], definitions: Definitions) -> Table | None:
    """Each result that may still come, or has not: pending, closing this week, lost."""
    rows = [
        [
            _name(code, one),
            *(_shown(count) for count in (row.pending_count, row.closing_count, row.lost_count)),
        ]
        for code, one in definitions.items()
        if (row := told.get(code))
    ]
    columns = [
        Column(_("Indicator")),
        Column(_("Pending"), "number"),
        Column(_("Closing this week"), "number", wide_only=True),
        Column(_("Lost"), "number"),
    ]
    return (
        Table(_("Results that have not come"), columns, rows, caption_hidden=True) if rows else None
    )


def recruitment(card: ReleasedProject) -> list[dict[str, Any]]:
    """How many applied and what became of them, for `ui/components/facts.html`."""
    told = card.recruitment or {}
    words = {
        APPLIED: _("applied"),
        Standing.APPLIED.value: str(Standing.APPLIED.label),
        Standing.ACCEPTED.value: str(Standing.ACCEPTED.label),
        PARTICIPANTS: _("taken into the project"),
        Standing.RESERVE.value: str(Standing.RESERVE.label),
        Standing.REJECTED.value: str(Standing.REJECTED.label),
        Standing.WITHDRAWN.value: str(Standing.WITHDRAWN.label),
    }
    return [
        {"label": label, "value": formats.words(_shown(told[name])), "tag": ""}
        for name, label in words.items()
        if name in told
    ]


def by_hand(code: str = "") -> Table | None:
    """What the units declared, of one indicator or of all, each with its project."""
    rows = list(queries.declared(code=code))
    cards = queries.projects().in_bulk([row.project_id for row in rows]) if rows else {}
    return declared(rows, indicators.definitions(), projects=cards)


def declared(
    rows: Iterable[ReleasedDeclared],
    definitions: Definitions,
    *,
    projects: Mapping[Any, ReleasedProject] | None = None,
) -> Table | None:
    """Values declared by hand with their source, each named as such and added to nothing."""
    place = [Column(_("Project"), wide_only=True)] if projects else []
    columns = [
        Column(_("Indicator")),
        *place,
        Column(_("Days")),
        Column(_("Declared"), "number"),
        Column(_("Women"), "number", wide_only=True),
        Column(_("Men"), "number", wide_only=True),
        Column(_("Source"), wide_only=True),
    ]
    lines = [_declared_row(each, definitions, projects) for each in rows]
    return Table(_("Declared by hand"), columns, lines, caption_hidden=True) if lines else None


def _declared_row(
    each: ReleasedDeclared,
    definitions: Definitions,
    projects: Mapping[Any, ReleasedProject] | None,
) -> list[object]:
    one = definitions.get(each.definition_code)
    place: list[object] = []
    if projects:
        card = projects.get(each.project_id)
        url = reverse("metropolis:project", args=[each.project_id])
        place = [Cell(str(card), url=url) if card else NO_DATA]
    absent = HIDDEN if each.hides_split else NO_DATA
    return [
        one.short_name if one else each.definition_code,
        *place,
        days(each),
        _shown(each.total_count),
        *(absent if count is None else count for count in (each.women_count, each.men_count)),
        each.source,
    ]


def _name(code: str, one: Definition) -> Cell:
    return Cell(one.short_name, url=reverse("metropolis:indicator", args=[code]))


def _shown(value: Any) -> Any:
    return HIDDEN if value is None else value
