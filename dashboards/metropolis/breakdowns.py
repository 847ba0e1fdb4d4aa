"""The page of breakdowns: any indicator of the programme by any trait that its release tells."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards import charts
from dashboards.disclosure import Figure
from dashboards.metropolis import drawings, queries, traits
from dashboards.metropolis.codes import RISK
from dashboards.metropolis.queries import NO_DATA, Shown
from dashboards.metropolis.scope import query
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from ui import parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View

INDICATOR, TRAIT = "wskaznik", "cecha"
# Bars that would stand too wide in a picture of the usual height, and too close.
FEW, MANY = 2, 6


@dataclass(frozen=True)
class Choice:
    code: str = RISK
    trait: str = traits.SEX


def read(typed: QueryDict, offered: dict[str, Definition]) -> tuple[Choice, list[str]]:
    """What the address asks for; an unknown indicator or trait is told, and the first one taken."""
    complaints = []
    code, trait = typed.get(INDICATOR) or RISK, typed.get(TRAIT) or traits.SEX
    if code not in offered:
        text = _(
            "There is no indicator “%(code)s” to break down. People at risk are shown instead."
        )
        complaints.append(text % {"code": code[:40]})
        code = RISK
    if trait not in traits.EVERY:
        text = _("Nothing is broken down by “%(trait)s”. The breakdown by sex is shown instead.")
        complaints.append(text % {"trait": trait[:40]})
        trait = traits.SEX
    return Choice(code, trait), complaints


def offered() -> dict[str, Definition]:
    """Indicators that a release tells by who people are."""
    known = definitions.definitions()
    return {code: one for code, one in known.items() if queries.is_released(one)}


def of(typed: QueryDict, view: "View") -> parts.Chart | None:
    """The chart that the address asks for."""
    known = offered()
    return chart(view, read(typed, known)[0], known)


def chart(view: "View", choice: Choice, known: dict[str, Definition]) -> parts.Chart | None:
    """A bar for each value of the trait; None where the release does not go so far."""
    told = queries.breakdown(view.release, view.scope, choice.code, choice.trait)
    cells = {key: pair.participations for key, pair in told.items()}
    values = traits.values(choice.trait)
    rows = [row for value, label in values.items() if (row := _slice(cells, value, label))]
    if not rows:
        return None
    drawn = charts.breakdown(
        rows,
        indicator=known[choice.code].short_name,
        trait=traits.names()[choice.trait],
        total=drawings.figure(view.released(choice.code).participations),
        counted=_("participations"),
    )
    return drawn.part(
        key="breakdown",
        height="short" if len(rows) <= FEW else "tall" if len(rows) > MANY else "",
        source_url=reverse("metropolis:indicator", args=[choice.code]),
        csv_url=reverse("metropolis:csv", args=["podzial"]) + address(view, choice),
        **drawings.facts(view, _("participations"), told.values()),
    )


def _slice(cells: dict[tuple[str, str], Shown], value: str, label: str) -> charts.Slice | None:
    """A value of the trait; one without anybody is left out, as its cell is."""
    if (value, "") not in cells:
        return None
    sexes: list[Figure | None] = [None, None]
    if any(sex for _value, sex in cells):
        sexes = [drawings.figure(cells.get((value, sex), NO_DATA)) for sex in ("F", "M")]
    return charts.Slice(label, drawings.figure(cells[value, ""]), *sexes)


def kept(choice: Choice) -> dict[str, str]:
    """The choice, for links that change something else."""
    return {INDICATOR: choice.code, TRAIT: choice.trait}


def address(view: "View", choice: Choice) -> str:
    """The scope and the choice as the end of an address."""
    return query(view.scope, kept(choice))


def chips(view: "View", choice: Choice, known: dict[str, Definition]) -> list[parts.Filter]:
    """The two chips of the breakdown; every choice keeps the rest, and none has no answer."""
    told = queries.traits_told(view.release, view.scope, choice.code) | {choice.trait}
    names = {trait: name for trait, name in traits.names().items() if trait in told}
    return [
        parts.Filter(
            _("Indicator"),
            known[choice.code].short_name,
            [
                parts.Link(
                    one.short_name, address(view, Choice(code, choice.trait)), code == choice.code
                )
                for code, one in known.items()
            ],
        ),
        parts.Filter(
            _("Broken down by"),
            names[choice.trait],
            [
                parts.Link(name, address(view, Choice(choice.code, trait)), trait == choice.trait)
                for trait, name in names.items()
            ],
        ),
    ]


def told_here(view: "View", choice: Choice) -> list[parts.Link]:
    """By what the release does break the indicator down, for whoever asked for something else."""
    told = queries.traits_told(view.release, view.scope, choice.code)
    return [
        parts.Link(name, address(view, Choice(choice.code, trait)))
        for trait, name in traits.names().items()
        if trait in told
    ]
