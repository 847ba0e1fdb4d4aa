"""Powiats and cities beside each other, fairly: one period, rates with their bases, gaps named."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards import charts
from dashboards.disclosure import SMALLEST_BASE_OF_A_RATE, Figure
from dashboards.metropolis import drawings, editions
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.metropolis.queries import HIDDEN, NO_DATA, WHOLE_TIME, Pair, Scope, Shown
from dashboards.metropolis.scope import period_words, query
from territory.models import Unit
from ui import formats, parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View

MEASURE = "miara"


@dataclass(frozen=True)
class Rate:
    """A numerator over a base, times so many; `basis` says both in words.

    `of` is how many people or participations it speaks of: of a few of them no rate is told.
    """

    top: Decimal | Shown
    base: Decimal | Shown
    times: int
    basis: str
    of: Shown

    @property
    def is_known(self) -> bool:
        return not any(isinstance(one, str) for one in (self.top, self.base, self.of))

    @property
    def is_none_yet(self) -> bool:
        """Nobody at all: no lowest rate, and nothing to divide by."""
        return self.is_known and not (self.top and self.of)

    @property
    def is_of_few(self) -> bool:
        if self.is_none_yet or not self.is_known or isinstance(self.of, str):
            return False
        return self.of < SMALLEST_BASE_OF_A_RATE

    @property
    def figure(self) -> Figure:
        if HIDDEN in (self.top, self.base, self.of):
            return Figure.hidden()
        if isinstance(self.top, str) or isinstance(self.base, str):
            return Figure.no_data()
        if not self.is_known or self.is_none_yet or self.is_of_few:
            return Figure.no_data()
        return Figure.of((Decimal(self.times) * self.top / self.base).quantize(Decimal("0.1")))

    def word(self, *, is_over: bool) -> str:
        """What is said in place of a number; nothing where its state says it already."""
        if self.is_none_yet:
            return _("nobody") if is_over else _("nobody yet")
        return _("too few to compare") if self.is_of_few else ""


@dataclass(frozen=True)
class Kind:
    """One measure: its name, how it is written, and how it is made for a place (empty: for all)."""

    name: str
    suffix: str
    decimals: int
    rate: Callable[["View", Unit | None], Rate]
    whole_time_only: bool = False


def kinds() -> dict[str, Kind]:
    """Every measure by its name in the address."""
    percent = "%"
    return {
        "mieszkancy": Kind(_("People supported per 10,000 inhabitants"), "", 1, _per_inhabitants),
        "praca": Kind(_("In work after leaving, of people supported"), percent, 1, _in_work),
        "niepelnosprawni": Kind(
            _("With disabilities, of people supported"), percent, 1, _with_disabilities
        ),
        "cel": Kind(_("Participations, of those promised"), percent, 0, _of_target, True),
        "koszt": Kind(_("EU funds per person supported, PLN"), "", 0, _cost, True),
    }


def read(typed: QueryDict) -> tuple[str, list[str]]:
    """The measure that the address asks for; an unknown one is told, and the first one taken."""
    asked, known = typed.get(MEASURE) or "", kinds()
    first = next(iter(known))
    if not asked or asked in known:
        return asked or first, []
    text = _(
        "Nothing is compared by “%(measure)s”; people per 10,000 inhabitants are shown instead."
    )
    return first, [text % {"measure": asked[:40]}]


def page(view: "View", measure: str) -> dict[str, Any]:
    return {
        "chart": chart(view, measure),
        "editions": editions.table(view),
        "coverage": coverage(view, kinds()[measure]),
    }


def of(typed: QueryDict, view: "View") -> parts.Chart | None:
    """The chart that the address asks for."""
    return chart(view, read(typed)[0])


def chart(view: "View", measure: str) -> parts.Chart | None:
    """None where the measure has no value for a single year."""
    kind = kinds()[measure]
    if kind.whole_time_only and view.scope.period != WHOLE_TIME:
        return None
    rows = [_compared(view, unit, kind) for unit in view.units]
    whole = kind.rate(view, None).figure
    drawn = charts.compare(rows, charts.Measure(kind.name, kind.suffix, whole, kind.decimals))
    return drawn.part(
        key="comparison",
        source_url=reverse("metropolis:indicator", args=[RISK]),
        csv_url=reverse("metropolis:csv", args=["porownanie"])
        + query(view.scope, {MEASURE: measure}),
        height="tall",
        **drawings.facts(view, kind.name, view.figures.values(), Scope("", view.scope.period)),
    )


def coverage(view: "View", kind: Kind) -> str:
    """Whose rates are compared, and why the others are not."""
    rates = {unit: kind.rate(view, unit) for unit in view.units}
    shown = [unit for unit, rate in rates.items() if rate.figure.is_shown]
    said = [
        _("Compared: %(n)s of %(all)s, all over the same time: %(period)s.")
        % {
            "n": len(shown),
            "all": len(view.units),
            "period": period_words(view.scope.period),
        }
    ]
    few = _("Too few to compare, fewer than %(n)s") % {"n": SMALLEST_BASE_OF_A_RATE}
    silent = [
        (_("Hidden"), [unit for unit, rate in rates.items() if rate.figure == Figure.hidden()]),
        (few, [unit for unit, rate in rates.items() if rate.is_of_few]),
        (
            _("Nobody") if _is_over(view) else _("Nobody yet"),
            [unit for unit, rate in rates.items() if rate.is_none_yet],
        ),
        (_("Without figures"), [unit for unit, rate in rates.items() if _is_unknown(rate)]),
    ]
    return " ".join([*said, *(f"{why}: {_names(units)}." for why, units in silent if units)])


def _is_over(view: "View") -> bool:
    """Whether nobody will come any more: the chosen year is past."""
    return view.scope.is_of_a_year and view.scope.period < str(view.today.year)


def _is_unknown(rate: Rate) -> bool:
    return not rate.is_known and rate.figure != Figure.hidden()


def _names(units: list[Unit]) -> str:
    return ", ".join(sorted(unit.display_name for unit in units))


def _compared(view: "View", unit: Unit, kind: Kind) -> charts.Compared:
    rate = kind.rate(view, unit)
    basis = rate.basis if rate.figure.is_shown else ""
    word = rate.word(is_over=_is_over(view))
    return charts.Compared(unit.display_name, rate.figure, basis, word=word)


def _pair(view: "View", unit: Unit | None, code: str) -> Pair:
    """As released; a unit with projects but without a cell has nobody, one without projects no data."""
    return view.in_unit(unit.code if unit else "", code)


def _per_inhabitants(view: "View", unit: Unit | None) -> Rate:
    units = [unit] if unit else view.units
    known = [one.population_count for one in units]
    base: Shown = NO_DATA if None in known else sum(one or 0 for one in known)
    top = _pair(view, unit, RISK).people
    facts = {"top": formats.words(top), "base": formats.words(base)}
    return Rate(top, base, 10_000, _("%(top)s of %(base)s") % facts, of=top)


def _in_work(view: "View", unit: Unit | None) -> Rate:
    return _people_of_people(view, unit, EMPLOYED)


def _with_disabilities(view: "View", unit: Unit | None) -> Rate:
    return _people_of_people(view, unit, DISABLED)


def _people_of_people(view: "View", unit: Unit | None, code: str) -> Rate:
    top, base = _pair(view, unit, code).people, _pair(view, unit, RISK).people
    facts = {"top": formats.words(top), "base": formats.words(base)}
    return Rate(top, base, 100, _("%(top)s of %(base)s") % facts, of=base)


def _of_target(view: "View", unit: Unit | None) -> Rate:
    promised = view.promised.get(unit.code if unit else "")
    target: Shown = (promised.targets[RISK] if promised else 0) or NO_DATA
    top = _pair(view, unit, RISK).participations
    facts = {"top": formats.words(top), "base": formats.words(target)}
    return Rate(top, target, 100, _("%(top)s of %(base)s") % facts, of=target)


def _cost(view: "View", unit: Unit | None) -> Rate:
    promised = view.promised.get(unit.code if unit else "")
    money: Decimal | Shown = (promised.eu_amount if promised else 0) or NO_DATA
    people = _pair(view, unit, RISK).people
    spent = money if isinstance(money, str) else formats.money_millions(money)
    facts = {"money": spent, "people": formats.words(people)}
    basis = "{money} ÷ {people}".format(**facts)
    return Rate(money, people, 1, basis, of=people)


def chip(view: "View", measure: str) -> parts.Filter:
    known = kinds()
    return parts.Filter(
        _("What is compared"),
        known[measure].name,
        [
            parts.Link(kind.name, query(view.scope, {MEASURE: name}), name == measure)
            for name, kind in known.items()
        ],
    )
