"""The report of a period as it would be frozen at this moment."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from indicators.declared import queries as declared
from indicators.declared.models import Declared
from indicators.periods.models import Closing, SettlementPeriod
from indicators.periods.queries.causes import events_about
from indicators.periods.queries.closings import as_stated, hits_of, live_closings
from indicators.periods.queries.hits import asked_of, counted_by, hits, rates_of
from indicators.periods.rules import counting, rates
from indicators.periods.rules.counting import Cell, Move
from indicators.periods.rules.sealing import Report


def report_now(period: SettlementPeriod, *, among: Collection[UUID] | None = None) -> Report:
    """Judged at this moment; `among` are the participations that the caller holds locked."""
    indicators = asked_of(period.project, until=period.ends_on)
    definitions = counted_by(indicators)
    asked = rates_of(period.project, until=period.ends_on)
    found = hits(period.project, indicators, until=period.ends_on, among=among)
    allowed = {code: one.breakdowns for code, one in definitions.items()}
    earlier = live_closings(period.project_id, before=period.number)
    moves = _moves_since(earlier[-1], found) if earlier else []
    since = earlier[-1].closed_at if earlier else None
    cells = counting.counts(found, allowed)
    return Report(
        project_id=period.project_id,
        number=period.number,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        definitions=definitions,
        cells=cells,
        hits=found,
        corrections=_corrections(earlier, moves),
        moves=moves,
        events=events_about((move.participation_id for move in moves), since) if since else {},
        rates=rates.rates(asked, cells, allowed),
        stated=[as_stated(row) for row in stated_in(period)],
    )


def stated_in(period: SettlementPeriod) -> QuerySet[Declared]:
    """What is declared by hand of days up to the end of the period, and holds."""
    return declared.in_force([period.project_id]).filter(ends_on__lte=period.ends_on)


def _moves_since(last: Closing, now: Iterable[counting.Hit]) -> list[Move]:
    """What the last report said of its days, against what is said of them now."""
    reported = {one.definition_code for one in last.definitions.all()}
    known = [hit for hit in now if hit.code in reported]
    return counting.moves_since(hits_of(last), known, until=last.period.ends_on)


def _corrections(
    earlier: Iterable[Closing], moves: Collection[Move]
) -> dict[int, Mapping[Cell, int]]:
    """Of every earlier report, by how much its values differ because of these moves."""
    found: dict[int, Mapping[Cell, int]] = {}
    for closing in earlier:
        allowed = {one.definition_code: one.breakdowns for one in closing.definitions.all()}
        signed = counting.differences(moves, allowed, until=closing.period.ends_on)
        if signed:
            found[closing.period.number] = signed
    return found
