"""What a closed period would say today, against what it said: signed, with who and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.permissions import Actor, Permission, can
from indicators.declared.models import Declared
from indicators.periods.models import Closing, ReportedCorrection
from indicators.periods.queries.causes import events_about, sentences
from indicators.periods.queries.closings import declared_with, report_of
from indicators.periods.queries.hits import asked_of, hits
from indicators.periods.queries.reports import stated_in
from indicators.periods.rules import counting, rates, sealing
from indicators.periods.rules.counting import Cell, Counts, Move
from indicators.periods.rules.rates import Rate
from projects.participants.models import Participation


@dataclass(frozen=True)
class Difference:
    """`signed` is live minus reported; `told` is the part of it that later reports have told.

    Reported plus signed is live, for every cell: that is what a difference is.
    """

    reported: Mapping[Cell, int]
    signed: Counts
    told: Counts
    moves: list[Move]
    events: Mapping[UUID, tuple[int, ...]]
    rates: Sequence[Rate]
    stated: Sequence[tuple[Declared, bool]]

    @property
    def untold(self) -> Counts:
        """What the next report will bring."""
        left = Counter(self.signed)
        left.subtract(self.told)
        return Counter({cell: count for cell, count in left.items() if count})

    def live(self, cell: Cell) -> int:
        return self.reported.get(cell, 0) + self.signed[cell]

    @property
    def is_any(self) -> bool:
        return bool(self.moves or self.stated)

    @property
    def moved_rates(self) -> list[tuple[Rate, Rate]]:
        """Each reported rate that is another today, beside today's: its parts differ, it adds to none."""
        pairs = [(rate, rates.again(rate, self.live)) for rate in self.rates]
        return [pair for pair in pairs if pair[0] != pair[1]]


def difference_of(closing: Closing) -> Difference:
    """Judge the days of a closed period again and compare: person by person, then cell by cell."""
    period, reported = closing.period, report_of(closing)
    allowed = {code: one.breakdowns for code, one in reported.definitions.items()}
    known = asked_of(period.project, until=period.ends_on)
    indicators = [one for one in known if one.definition.code in allowed]
    now = hits(period.project, indicators, until=period.ends_on)
    moves = counting.moves(reported.hits, now)
    return Difference(
        reported=reported.cells,
        signed=counting.differences(moves, allowed, until=period.ends_on),
        told=told_of(closing),
        moves=[move for move in moves if move.matters(period.ends_on, allowed)],
        events=events_about((move.participation_id for move in moves), closing.closed_at),
        rates=reported.rates,
        stated=_stated_otherwise(closing),
    )


def _stated_otherwise(closing: Closing) -> list[tuple[Declared, bool]]:
    """What was declared, corrected or withdrawn since, with whether the report has it or today does.

    The first form of a report knew no declared values: it cannot be said what changed of them.
    """
    if closing.form == sealing.FIRST_FORM:
        return []
    reported = {row.declared_id: row.declared for row in declared_with(closing)}
    now = {row.pk: row for row in stated_in(closing.period)}
    changed = [(row, True) for pk, row in reported.items() if pk not in now]
    changed += [(row, False) for pk, row in now.items() if pk not in reported]
    return sorted(changed, key=lambda one: (one[0].definition_code, one[0].ends_on, not one[1]))


def told_of(closing: Closing) -> Counts:
    """What the reports of later periods, as they stand, said of this one."""
    rows = ReportedCorrection.objects.filter(period=closing.period_id, closing__superseded_at=None)
    told: Counts = Counter()
    for row in rows:
        told[Cell(row.definition_code, row.sex, row.disability)] += row.difference_count
    return told


@dataclass(frozen=True)
class Moved:
    """Somebody who counts otherwise, as a reader may know it: the name is empty for the others.

    `is_kept` is false for whoever was erased: their report stays, and nobody is behind it any more.
    """

    move: Move
    participation_id: UUID
    name: str
    has_page: bool
    is_kept: bool
    reasons: tuple[str, ...]


def moved(
    moves: Collection[Move], events: Mapping[UUID, tuple[int, ...]], *, project: UUID, by: Actor
) -> list[Moved]:
    """Names for whoever sees people, reasons for whoever reads their cases; in a Polish order."""
    people = _people(moves) if can(by, Permission.SEE_PEOPLE, project=project) else {}
    reads = can(by, Permission.READ_CASES, project=project)
    lines = sentences({pk for own in events.values() for pk in own}, with_reasons=reads)
    order = {pk: place for place, pk in enumerate(people)}
    kept = _kept(moves)
    told = [
        Moved(
            move,
            move.participation_id,
            *people.get(move.participation_id, ("", False)),
            move.participation_id in kept,
            tuple(lines[pk] for pk in events.get(move.participation_id, ()) if pk in lines),
        )
        for move in moves
    ]
    return sorted(told, key=lambda one: (order.get(one.participation_id, 0), one.move.code))


def _kept(moves: Iterable[Move]) -> set[UUID]:
    ids = {move.participation_id for move in moves}
    return set(Participation.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _people(moves: Iterable[Move]) -> dict[UUID, tuple[str, bool]]:
    """Names in a Polish order, each with whether it still has a page: what is voided has none."""
    ids = {move.participation_id for move in moves}
    rows = Participation.objects.filter(pk__in=ids).select_related("person")
    ordered = rows.order_by("person__sort_key", "pk")
    return {row.pk: (str(row.person), row.voided_at is None) for row in ordered}
