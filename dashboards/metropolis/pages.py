"""Puts the metropolitan dashboard together: released figures in, what the template draws out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards import coming_back
from dashboards.metropolis import drawings, queries, scope
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import NO_DATA, Freshness, Pair, Promised, Scope
from indicators.definitions import queries as definitions
from territory import queries as territory
from territory.models import Unit
from ui import formats

Figures = Mapping[tuple[str, str], Pair]


@dataclass(frozen=True)
class View:
    """Everything that was asked of the database for one page."""

    scope: Scope
    release: Release | None
    units: list[Unit]
    years: list[str]
    figures: Figures
    totals: dict[str, Pair]
    promised: Mapping[str, Promised]
    fresh: Freshness
    today: date

    def pair(self, code: str) -> Pair:
        """Both counts of an indicator in the scope; live where the whole programme is asked for."""
        if self.scope.is_everything and code in self.totals:
            return self.totals[code]
        # Nobody is zero only where somebody would be told; other indicators stay with their units.
        is_told = self.release is not None and (code in self.totals or code == DISABLED)
        nothing = Pair() if is_told else Pair(NO_DATA, NO_DATA)
        return self.figures.get((self.scope.unit_code, code), nothing)

    @property
    def promised_in_scope(self) -> Promised:
        return self.promised.get(self.scope.unit_code, Promised())


def look(typed: QueryDict, *, today: date) -> tuple[View, list[str]]:
    """Ask for everything the dashboard shows; also what of the address could not be had."""
    release = queries.latest_release()
    units = list(territory.nine_units())
    years = release.years if release else []
    asked, complaints = scope.read(typed, years=years, units=units)
    view = View(
        scope=asked,
        release=release,
        units=units,
        years=years,
        figures=queries.by_unit(release, asked.period),
        totals=queries.live_totals(),
        promised=queries.promised(),
        fresh=queries.freshness(),
        today=today,
    )
    return view, complaints


def dashboard(view: View) -> dict[str, Any]:
    """The context of the dashboard's template."""
    fresh = view.fresh
    names = definitions.definitions()
    return {
        "view": view,
        "release": view.release,
        "risk": view.pair(RISK),
        "disabled": view.pair(DISABLED),
        "employed": view.pair(EMPLOYED),
        "again": took_part_again(queries.repeats()),
        "projects_count": view.promised_in_scope.projects_count,
        "unit": next((u for u in view.units if u.code == view.scope.unit_code), None),
        "year": "" if view.scope.period == queries.WHOLE_TIME else view.scope.period,
        "stats": stats(view, {code: one.short_name for code, one in names.items()}),
        "filters": scope.filters(view.scope, years=view.years, units=view.units),
        "published": fresh.published,
        "expected": fresh.expected,
        "missing": ", ".join(fresh.missing),
        "unmatched": ", ".join(fresh.unmatched),
        "as_of": fresh.as_of,
        "today": view.today,
        "map": drawings.tiles(
            view.units,
            view.figures,
            working=view.promised,
            query=scope.query(view.scope),
        ),
        "intake": drawings.intake(view.release, view.scope, today=view.today),
        "who": drawings.who(view.release, view.scope),
        "table": drawings.units_table(view),
        "charts": True,
    }


def told(view: View) -> dict[str, str]:
    """What a table or a chart of the view says of itself: its period, its place and how fresh it is."""
    chosen = scope.filters(view.scope, years=view.years, units=view.units)
    period, *further = [f"{one.label}: {one.chosen}" for one in chosen]
    moment = view.release.released_at if view.release else view.fresh.as_of
    return {
        "period": chosen[0].chosen,
        "filters": "; ".join([period, *further]),
        "source": _("the projects' own records, kept in Szansa"),
        "freshness": formats.moment(moment),
    }


def took_part_again(repeats: Mapping[int, queries.Shown]) -> str:
    """From participations to people; one small count hides all, as the rest would tell it."""
    known = {times: people for times, people in repeats.items() if isinstance(people, int)}
    if len(known) < len(repeats) and any(times > 1 for times in repeats):
        return _("How many people took part more than once is hidden: some of them are few.")
    return coming_back.sentence(known)


def stats(view: View, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The headline tiles: five figures, each with what it is measured against."""
    promised = view.promised_in_scope.targets
    whole = view.scope.period == queries.WHOLE_TIME
    risk, disabled, employed = view.pair(RISK), view.pair(DISABLED), view.pair(EMPLOYED)
    eu = view.promised_in_scope.eu_amount
    return [
        _stat(_("People supported"), risk.people, RISK, _("each person counted once")),
        _stat(
            _("Participations"),
            risk.participations,
            RISK,
            *_against(risk.participations, promised[RISK] if whole else 0),
        ),
        _stat(_("of them with disabilities"), disabled.people, DISABLED, _daily(disabled, risk)),
        _stat(
            names.get(EMPLOYED, ""),
            employed.people,
            EMPLOYED,
            *_against(employed.participations, promised[EMPLOYED] if whole else 0),
        ),
        {
            "label": _("EU funds"),
            "value": (eu / 1_000_000).quantize(Decimal("0.1")) if eu else NO_DATA,
            "unit": _("million PLN") if eu else "",
            "sub": _each(eu, risk, whole=whole),
            "source_url": reverse("metropolis:units"),
        },
    ]


def _stat(
    label: str, value: queries.Shown, code: str, sub: str = "", share: object = None
) -> dict[str, Any]:
    source = reverse("metropolis:indicator", args=[code])
    return {"label": label, "value": value, "sub": sub, "share": share, "source_url": source}


def _against(achieved: queries.Shown, target: int) -> tuple[str, object]:
    if not target or isinstance(achieved, str):
        return "", None
    sentence = _("%(achieved)s of the %(target)s participations that projects promised")
    facts = {"achieved": formats.number(achieved), "target": formats.number(target)}
    return sentence % facts, 100 * achieved / target


def _daily(part: Pair, whole: Pair) -> str:
    """A special category is told once a day, and the tile says so."""
    return " · ".join(filter(None, [_of(part, whole), _("counted once a day")]))


def _of(part: Pair, whole: Pair) -> str:
    if isinstance(part.people, str) or isinstance(whole.people, str) or whole.people < 20:
        return ""
    return _("%(share)s of all people") % {"share": formats.percent(part.people / whole.people, 1)}


def _each(eu: Decimal, risk: Pair, *, whole: bool) -> str:
    if not whole:
        return _("of whole projects, not of the chosen year")
    if not eu or isinstance(risk.people, str) or not risk.people:
        return ""
    return _("PLN %(amount)s per person") % {"amount": formats.number(round(eu / risk.people))}
