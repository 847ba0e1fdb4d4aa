"""The headline of the dashboard: the finding, the overlap of the two counts, and the tiles."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from dashboards import coming_back
from dashboards.disclosure import SMALLEST_BASE_OF_A_RATE, rate
from dashboards.metropolis import queries
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.metropolis.queries import NO_DATA, Pair, Shown
from dashboards.metropolis.scope import query
from territory.models import Unit
from ui import formats

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View
    from dashboards.metropolis.progress import Targets

QUALIFIED = "QUALIFICATION_GAINED"
WORKED, COULD_WORK = "EMPLOYMENT_EFFICIENCY_REACHED", "EMPLOYMENT_EFFICIENCY_BASE"

Tile = dict[str, Any]


def finding(view: "View", unit: Unit | None) -> str:
    """What the page says first, with the number's own form of each word."""
    risk, disabled = view.pair(RISK).people, view.pair(DISABLED).people
    if isinstance(risk, str) or not risk:
        return _("There is nothing to tell for this choice")
    said = npgettext("supported", "%(n)s person", "%(n)s people", risk) % {
        "n": formats.number(risk)
    }
    if isinstance(disabled, int) and disabled:
        said = _("%(people)s, %(disabled)s of them with disabilities") % {
            "people": said,
            "disabled": formats.number(disabled),
        }
    whole = view.scope.period == queries.WHOLE_TIME
    facts = {"year": view.scope.period, "unit": unit.display_name if unit else "", "people": said}
    if unit:
        text = _("%(unit)s supported %(people)s")
        said = (text if whole else _("In %(year)s, %(unit)s supported %(people)s")) % facts
        return said[:1].upper() + said[1:]
    text = _("The programme supported %(people)s")
    return (text if whole else _("In %(year)s the programme supported %(people)s")) % facts


def took_part_again(repeats: Mapping[int, Shown]) -> str:
    """From participations to people; one small count hides all, as the rest would tell it."""
    known = {times: people for times, people in repeats.items() if isinstance(people, int)}
    if len(known) < len(repeats) and any(times > 1 for times in repeats):
        return _("How many people took part more than once is hidden: some of them are few.")
    return coming_back.sentence(known)


def people_tiles(view: "View", names: Mapping[str, str], targets: "Targets") -> list[Tile]:
    """Whom the programme reached and what they achieved, each with what it is measured against."""
    risk, disabled = view.pair(RISK), view.pair(DISABLED)
    return [
        _tile(_("People supported"), risk.people, RISK, _("each person counted once")),
        _tile(_("Participations"), risk.participations, RISK, **_against(view, RISK, targets)),
        _tile(
            _("of them with disabilities"),
            disabled.people,
            DISABLED,
            sub=_daily(disabled, view.released(RISK)),
        ),
        *(
            _tile(
                names.get(code, ""), view.pair(code).people, code, **_against(view, code, targets)
            )
            for code in (EMPLOYED, QUALIFIED)
        ),
    ]


def money_tiles(view: "View", made_up: str = "") -> list[Tile]:
    """What it costs, each cost with what it is divided by, and how many of those who could work do.

    `made_up` says which part of the money is no published one.
    """
    eu = view.promised_in_scope.eu_amount
    sub = _("of whole projects, not of the chosen year")
    if view.scope.period == queries.WHOLE_TIME:
        count = view.promised_in_scope.projects_count
        text = ngettext("granted to %(n)s project", "granted to %(n)s projects", count)
        sub = text % {"n": formats.number(count)}
    sub = "; ".join(filter(None, [sub, made_up]))
    granted: Tile = {
        "label": _("EU funds"),
        "value": (eu / 1_000_000).quantize(Decimal("0.1")) if eu else NO_DATA,
        "unit": _("million PLN") if eu else "",
        "sub": sub,
        "source_url": reverse("metropolis:units") + query(view.scope).rstrip("?"),
    }
    return [*_efficiency(view), granted, *_costs(view, eu)]


def _efficiency(view: "View") -> list[Tile]:
    """Lasting work among those given vocational services; nothing until a release tells both."""
    base, worked = view.pair(COULD_WORK).participations, view.pair(WORKED).participations
    if NO_DATA in (base, worked):
        return []
    label = _("Employment efficiency")
    if isinstance(base, str) or isinstance(worked, str):
        return [_tile(label, queries.HIDDEN, WORKED)]
    share = rate(worked, base)
    if share is None:
        return [_tile(label, NO_DATA, WORKED, _too_few(base))]
    text = ngettext(
        "%(worked)s of %(n)s participation with vocational services",
        "%(worked)s of %(n)s participations with vocational services",
        base,
    )
    facts = {"worked": formats.number(worked), "n": formats.number(base)}
    said = "; ".join(filter(None, [text % facts, _of_one_unit(view)]))
    percent = Decimal(share.numerator * 100) / share.denominator
    return [
        {
            **_tile(label, percent.quantize(Decimal("0.1")), WORKED, said),
            "unit": "%",
            "share": percent,
        }
    ]


def _of_one_unit(view: "View") -> str:
    """Where a single unit has such a figure yet, its own and the programme's are one and the same."""
    units = [code for (code, told) in view.figures if told == COULD_WORK and code]
    known = [code for code in units if view.figures[code, COULD_WORK].participations]
    if len(known) != 1 or view.scope.unit_code not in ("", *known):
        return ""
    names = {unit.code: unit.display_name for unit in view.units}
    if view.scope.unit_code:
        return _("so far no other powiat or city has any, so the programme's figure is the same")
    return _("so far all of them in one place: %(unit)s") % {"unit": names.get(known[0], known[0])}


def _costs(view: "View", eu: Decimal) -> list[Tile]:
    """EU funds for each person, and for each of them in work; no year has money of its own."""
    if view.scope.period != queries.WHOLE_TIME:
        return []
    bases = [
        (_("EU funds per person supported"), RISK),
        (_("EU funds per person in work"), EMPLOYED),
    ]
    return [_cost(label, eu, view.pair(code), code) for label, code in bases]


def _cost(label: str, eu: Decimal, base: Pair, code: str) -> Tile:
    people = base.people
    if isinstance(people, str) or not eu:
        return _tile(label, people if isinstance(people, str) else NO_DATA, code)
    if people < SMALLEST_BASE_OF_A_RATE:
        return _tile(label, NO_DATA, code, _too_few(people))
    text = ngettext(
        "%(money)s divided by %(n)s person", "%(money)s divided by %(n)s people", people
    )
    facts = {"money": formats.money_millions(eu), "n": formats.number(people)}
    return {**_tile(label, round(eu / people), code, text % facts), "unit": _("PLN")}


def _too_few(base: int) -> str:
    text = ngettext(
        "Too few for a rate: %(n)s, and the smallest base is %(smallest)s",
        "Too few for a rate: %(n)s, and the smallest base is %(smallest)s",
        base,
    )
    return text % {"n": formats.number(base), "smallest": SMALLEST_BASE_OF_A_RATE}


def _tile(label: str, value: object, code: str, sub: str = "", share: object = None) -> Tile:
    source = reverse("metropolis:indicator", args=[code])
    return {"label": label, "value": value, "sub": sub, "share": share, "source_url": source}


def _against(view: "View", code: str, targets: "Targets") -> dict[str, object]:
    """Participations of those that the projects promised; a year was promised nothing.

    Where the programme set itself another target, both are named.
    """
    achieved = view.pair(code).participations
    target = view.promised_in_scope.targets[code]
    if not target or isinstance(achieved, str) or view.scope.period != queries.WHOLE_TIME:
        return {}
    sentence = _("%(achieved)s of the %(target)s participations that projects promised")
    facts = {"achieved": formats.number(achieved), "target": formats.number(target)}
    said = [sentence % facts]
    if code in targets and targets[code].count != target:
        own = _("target of the programme itself: %(target)s")
        said.append(own % {"target": formats.number(targets[code].count)})
    return {"sub": "; ".join(said), "share": 100 * achieved / target}


def _daily(part: Pair, whole: Pair) -> str:
    """A special category is told once a day, and so is the whole it is a part of; the tile says so."""
    return " · ".join(filter(None, [_of(part, whole), _("counted once a day")]))


def _of(part: Pair, whole: Pair) -> str:
    if isinstance(part.people, str) or isinstance(whole.people, str):
        return ""
    share = rate(part.people, whole.people)
    if share is None:
        return ""
    text = ngettext("%(share)s of %(n)s person", "%(share)s of %(n)s people", whole.people)
    facts = {"share": formats.percent(float(share), 1), "n": formats.number(whole.people)}
    return text % facts
