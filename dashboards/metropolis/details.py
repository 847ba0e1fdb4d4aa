"""Puts the pages behind the dashboard together: units, one unit, one project, indicators."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.metropolis import drawings, money, queries, scope, tables_beside, trend
from dashboards.metropolis import indicators as grouped
from dashboards.metropolis.codes import EMPLOYED, RISK
from dashboards.metropolis.models import ReleasedProject
from dashboards.metropolis.pages import View, freshness
from dashboards.metropolis.queries import Pair, Scope
from indicators.definitions import queries as definitions
from indicators.definitions.queries import Published
from indicators.language.as_sentence import sentence
from territory.models import Unit
from ui import formats, parts


def units(view: View) -> dict[str, Any]:
    return {
        **_period(view),
        "finding": drawings.finding(view.units, view.figures, working=view.working),
        "table": drawings.units_table(view),
        "money": view.promised[""].eu_amount,
        "made_up": money.made_up(),
        "hours": tables_beside.hours(queries.hours(view.release, "")),
        **freshness(view),
    }


def unit(view: View, found: Unit) -> dict[str, Any]:
    """One unit: its figures and its projects, each with what it achieved and promised."""
    cards = list(queries.projects(found.code))
    figures = queries.by_project(view.release, found.code)
    place = Scope(found.code, view.scope.period)
    return {
        "unit": found,
        **_period(view),
        "counted_on": date.fromisoformat(found.population_on) if found.population_on else None,
        "risk": view.in_unit(found.code, RISK),
        "employed": view.in_unit(found.code, EMPLOYED),
        "cards_count": len(cards),
        "table": _projects_table(cards, figures, queries.nobody(view.release)),
        # Its years beside each other, whichever of them is chosen.
        "intake": trend.chart(view, Scope(found.code)),
        "who": drawings.who(view, place),
        **_support(view, found.code),
        "charts": True,
        **freshness(view, [*view.of_unit(found.code), *figures.values()]),
    }


def _period(view: View) -> dict[str, Any]:
    """The chosen year, if one is, and the chip that chooses another."""
    filters = scope.filters(view.scope, years=view.years, units=view.units)
    return {
        "year": view.scope.period if view.scope.is_of_a_year else "",
        "filters": filters[:1],
    }


def _support(view: View, unit_code: str) -> dict[str, Any]:
    """Hours of support and results that have not come, of a unit or of all."""
    waiting = queries.open_results(view.release, unit_code)
    return {
        "hours": tables_beside.hours(queries.hours(view.release, unit_code)),
        "opened": tables_beside.open_results(waiting, definitions.definitions()),
    }


def _projects_table(
    cards: list[ReleasedProject], figures: dict[tuple[str, str], Pair], nothing: Pair
) -> parts.Table:
    return parts.Table(
        caption=_("Projects, newest first"),
        columns=[
            parts.Column(_("Project")),
            parts.Column(_("Leader"), wide_only=True),
            parts.Column(_("Years"), "short", wide_only=True),
            parts.Column(_("EU funds"), "money", wide_only=True),
            parts.Column(_("Participations"), "number"),
            parts.Column(_("Target"), "number"),
            parts.Column(_("In work"), "number"),
        ],
        rows=[_project_row(card, figures, nothing) for card in cards],
        caption_hidden=True,
    )


def _project_row(
    card: ReleasedProject, figures: dict[tuple[str, str], Pair], nothing: Pair
) -> list:
    key = str(card.pk)
    target = card.targets.get(RISK, {})
    return [
        parts.Cell(str(card), url=reverse("metropolis:project", args=[card.pk])),
        card.tenant_name,
        _cell(
            f"{card.starts_on.year}–{card.ends_on.year}",
            bool({"starts_on", "ends_on"} & set(card.invented)),
        ),
        _marked(card, "eu_amount"),
        figures.get((key, RISK), nothing).participations,
        _cell(target.get("total"), "total" in target.get("invented", ())),
        figures.get((key, EMPLOYED), nothing).participations,
    ]


def _marked(card: ReleasedProject, field: str) -> parts.Cell:
    return _cell(getattr(card, field), field in card.invented)


def _cell(value: object, invented: bool) -> parts.Cell:
    """A value, with the mark that says it was never published and is made up."""
    title = _("This was not published; the value is made up for the demonstration.")
    return parts.Cell(
        queries.NO_DATA if value is None else value,
        tag=_("invented") if invented and value is not None else "",
        tag_title=title if invented else "",
    )


def project(view: View, card: ReleasedProject) -> dict[str, Any]:
    """One project as the metropolis may see it: the card, and counts against targets."""
    figures = queries.by_project(view.release, card.unit_code)
    nothing = queries.nobody(view.release)
    names = definitions.definitions()
    unit = next(one for one in view.units if one.code == card.unit_code)
    rows = [
        [
            parts.Cell(one.short_name, url=reverse("metropolis:indicator", args=[code])),
            figures.get((str(card.pk), code), nothing).participations,
            *_target_cells(card, code),
        ]
        for code, one in names.items()
        if queries.is_released(one)
    ]
    columns = [
        parts.Column(_("Indicator")),
        parts.Column(_("Participations"), "number"),
        parts.Column(_("Target"), "number"),
        parts.Column(_("women"), "number", wide_only=True),
        parts.Column(_("men"), "number", wide_only=True),
    ]
    return {
        "card": card,
        "unit": unit,
        "facts": _facts(card),
        "table": parts.Table(_("Achieved and promised"), columns, rows, caption_hidden=True),
        "recruitment": tables_beside.recruitment(card),
        "declared": tables_beside.declared(queries.declared(card.pk), names),
        **freshness(view, (pair for (of, _code), pair in figures.items() if of == str(card.pk))),
    }


def _target_cells(card: ReleasedProject, code: str) -> list[parts.Cell]:
    target = card.targets.get(code, {})
    invented = target.get("invented", ())
    return [_cell(target.get(cell), cell in invented) for cell in ("total", "women", "men")]


def _facts(card: ReleasedProject) -> list[dict[str, Any]]:
    """The card's facts for `ui/components/facts.html`."""

    def fact(label: str, field: str, text: str) -> dict[str, Any]:
        tag = _("invented") if field in card.invented and text else ""
        return {"label": label, "value": text or _("not published"), "tag": tag}

    return [
        fact(_("Agreement number"), "agreement_number", card.agreement_number),
        fact(_("From"), "starts_on", formats.day(card.starts_on)),
        fact(_("To"), "ends_on", formats.day(card.ends_on)),
        fact(_("Total value"), "total_amount", _money(card.total_amount)),
        fact(_("EU funds"), "eu_amount", _money(card.eu_amount)),
        fact(_("Own contribution"), "own_amount", _money(card.own_amount)),
        fact(_("Measure"), "measure", card.measure),
    ]


def _money(amount: Any) -> str:
    return "" if amount is None else formats.money(amount)


def indicators(view: View, typed: QueryDict) -> dict[str, Any]:
    return {**grouped.page(view, typed), **_beside(view), **freshness(view)}


def _beside(view: View, code: str = "") -> dict[str, Any]:
    """What stands below the counts, of one indicator or of all: open results, declared values."""
    names = definitions.definitions()
    waiting = queries.open_results(view.release, "")
    if code:
        waiting = {code: waiting[code]} if code in waiting else {}
    return {
        "opened": tables_beside.open_results(waiting, names),
        "declared": tables_beside.by_hand(code),
    }


def indicator(view: View, one: Published) -> dict[str, Any]:
    """Where a number comes from: the rule in words, its version, source, and how fresh it is."""
    return {
        "definition": one.definition,
        "in_force": one.version,
        "sentence": sentence(one.rule),
        "pair": view.pair(one.definition.pk),
        "release": view.release,
        **_beside(view, one.definition.pk),
        **freshness(view),
    }
