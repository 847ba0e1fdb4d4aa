"""The report of a period as it would be frozen at this moment."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from core.ledger.models import AuditEvent
from indicators.periods.models import Closing, SettlementPeriod
from indicators.periods.queries.closings import hits_of, live_closings
from indicators.periods.queries.hits import asked_of, counted_by, hits
from indicators.periods.rules import counting
from indicators.periods.rules.counting import Cell, Move
from indicators.periods.rules.sealing import Report
from projects.participants.models import Participation

# What moves figures and is recorded about a participation or its person.
MOVING = (
    "entered a participant",
    "enrolled a person",
    "made somebody around a participant",
    "corrected a person",
    "corrected the start",
    "recorded an exit",
    "recorded an outcome",
    "took an exit back",
    "voided a participation",
    "restored a participation",
)

IN_BULK = "entered participants in bulk"


def report_now(period: SettlementPeriod, *, among: Collection[UUID] | None = None) -> Report:
    """Judged at this moment; `among` are the participations that the caller holds locked."""
    indicators = asked_of(period.project, until=period.ends_on)
    definitions = counted_by(indicators)
    found = hits(period.project, indicators, until=period.ends_on, among=among)
    allowed = {code: one.breakdowns for code, one in definitions.items()}
    earlier = live_closings(period.project_id, before=period.number)
    moves = _moves_since(earlier[-1], found) if earlier else []
    since = earlier[-1].closed_at if earlier else None
    return Report(
        project_id=period.project_id,
        number=period.number,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        definitions=definitions,
        cells=counting.counts(found, allowed),
        hits=found,
        corrections=_corrections(earlier, moves),
        moves=moves,
        events=events_about((move.participation_id for move in moves), since) if since else {},
    )


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


def events_about(participations: Iterable[UUID], since: datetime) -> dict[UUID, tuple[int, ...]]:
    """What was recorded about these participations and their people since a moment: the reasons."""
    ids = set(participations)
    found = list(
        Participation.objects.filter(pk__in=ids).only("person_id", "project_id", "created_at")
    )
    people = {row.pk: row.person_id for row in found}
    rows = AuditEvent.objects.filter(
        subject_id__in={*ids, *people.values()}, verb__in=MOVING, recorded_at__gt=since
    )
    known: dict[UUID, set[int]] = defaultdict(set)
    for row in rows.only("subject_id"):
        known[row.subject_id].add(row.pk)  # type: ignore[index]
    told = {pk: tuple(sorted(known[pk] | known[people.get(pk, pk)])) for pk in ids}
    late = [row for row in found if row.created_at > since and not told[row.pk]]
    return told | _entered_in_bulk(late, since)


def _entered_in_bulk(
    late: Collection[Participation], since: datetime
) -> dict[UUID, tuple[int, ...]]:
    """Of whoever was entered with many others: the row of the trail about all of them."""
    projects = {row.project_id for row in late}
    events = AuditEvent.objects.filter(
        subject_id__in=projects, verb=IN_BULK, recorded_at__gt=since
    ).order_by("pk")
    by_project: dict[UUID | None, list[int]] = defaultdict(list)
    for event in events:
        by_project[event.subject_id].append(event.pk)
    return {row.pk: tuple(by_project[row.project_id]) for row in late}
