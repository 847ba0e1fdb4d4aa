"""A report as it is read: beside the one before it, with what of the increase is a correction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.declared.models import Declared
from indicators.periods.models import Closing, SettlementPeriod
from indicators.periods.queries.closings import declared_with, live_closings, values_of
from indicators.periods.queries.reports import report_now, stated_in
from indicators.periods.rules.counting import Cell
from indicators.periods.rules.rates import Rate
from indicators.periods.rules.sealing import Counted, Report

Corrections = Mapping[int, Mapping[Cell, int]]


@dataclass(frozen=True)
class Told:
    """Values with their increase since the report before; without one, since nobody."""

    number: int
    definitions: Mapping[str, Counted]
    cells: Mapping[Cell, int]
    before: Mapping[Cell, int]
    corrections: Corrections
    rates: Sequence[Rate] = ()
    stated: Sequence[Declared] = ()

    def increase(self, cell: Cell) -> int:
        return self.cells.get(cell, 0) - self.before.get(cell, 0)

    def corrected(self, cell: Cell) -> dict[int, int]:
        """Of each earlier period, what is corrected of its own days, so that they add up.

        A value counts from the start of the project: what changed in the first period changed in
        all that follow, and is told once.
        """
        found, told = {}, 0
        for number in range(1, self.number):
            whole = self.corrections.get(number, {}).get(cell, 0)
            if whole != told:
                found[number] = whole - told
            told = whole
        return found


def told(closing: Closing) -> Told:
    """A report as it was frozen."""
    kept = values_of(closing)
    period = closing.period
    return Told(
        number=period.number,
        definitions=kept.definitions,
        cells=kept.cells,
        before=_before(period),
        corrections=kept.corrections,
        rates=kept.rates,
        stated=[row.declared for row in declared_with(closing)],
    )


def told_now(period: SettlementPeriod) -> tuple[Told, Report]:
    """The same report as it would be frozen at this moment, with all that belongs to it."""
    report = report_now(period)
    told = Told(
        number=period.number,
        definitions=report.definitions,
        cells=report.cells,
        before=_before(period),
        corrections=report.corrections,
        rates=report.rates,
        stated=list(stated_in(period)),
    )
    return told, report


def _before(period: SettlementPeriod) -> Mapping[Cell, int]:
    earlier = live_closings(period.project_id, before=period.number)
    return values_of(earlier[-1]).cells if earlier else {}
