"""A period is closed: what it reports is judged, frozen and sealed in one transaction."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.periods import queries, refusals
from indicators.periods.models import (
    Closing,
    Contribution,
    HeldBack,
    ReportedCell,
    ReportedCorrection,
    ReportedDeclared,
    ReportedDefinition,
    ReportedMove,
    ReportedRate,
    SettlementPeriod,
)
from indicators.periods.operations.locking import locked_period
from indicators.periods.queries.closings import CHECKSUM_MARK
from indicators.periods.rules.counting import Hit, Move
from indicators.periods.rules.sealing import Report
from projects.agreements.models import Project
from projects.participants.models import Participation

BATCH = 1000


class ChangedSincePreview(RuleBroken):
    message = _(
        "Something changed after you opened this page, and the values would be others than those "
        "you looked at. Nothing was closed: look through the values below and close the period."
    )


@operation(moves_figures=True)
def close_period(*, period: SettlementPeriod, seen: str, on: date, by: Actor) -> Closing:
    """Freeze the report; `seen` is the checksum of the preview, empty where nobody looked at one."""
    require(by, Permission.EDIT_PROJECTS, project=period.project_id)
    found = locked_period(period)
    if (refusal := refusals.of_closing(found, on=on)) is not None:
        raise refusal
    report = queries.report_now(found, among=_held(found.project))
    if seen and seen != report.checksum:
        raise ChangedSincePreview
    closing = Closing.objects.create(
        period=found,
        closed_on=on,
        closed_by=by if isinstance(by, Member) else None,
        checksum=report.checksum,
        form=report.form,
    )
    _write(closing, report)
    HeldBack.objects.filter(period=found).delete()
    sealed = [f"{CHECKSUM_MARK}{report.checksum}"]
    audit.record("closed a settlement period", closing, by=by, fields=sealed)
    outbox.write(outbox.Topic.PROJECT, found.project_id)
    return closing


def _held(project: Project) -> list[UUID]:
    """Everybody in the project, locked: a correction comes before the report or after it.

    In the order in which every other operation locks them, so that nobody waits in a circle.
    """
    rows = Participation.objects.filter(project=project).order_by("pk")
    return list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def _write(closing: Closing, report: Report) -> None:
    ReportedDefinition.objects.bulk_create(
        ReportedDefinition(
            closing=closing,
            definition_code=code,
            versions=list(one.versions),
            breakdowns=list(one.breakdowns),
        )
        for code, one in report.definitions.items()
    )
    ReportedCell.objects.bulk_create(
        ReportedCell(
            closing=closing,
            definition_code=cell.code,
            sex=cell.sex,
            disability=cell.disability,
            people_count=count,
        )
        for cell, count in report.cells.items()
    )
    Contribution.objects.bulk_create(_contributions(closing, report.hits), batch_size=BATCH)
    _write_corrections(closing, report)
    _write_beside(closing, report)
    ReportedMove.objects.bulk_create(_moved(closing, move, report) for move in report.moves)


def _write_corrections(closing: Closing, report: Report) -> None:
    earlier = {each.number: each for each in queries.periods_of(closing.period.project_id)}
    ReportedCorrection.objects.bulk_create(
        ReportedCorrection(
            closing=closing,
            period=earlier[number],
            definition_code=cell.code,
            sex=cell.sex,
            disability=cell.disability,
            difference_count=count,
        )
        for number, corrected in report.corrections.items()
        for cell, count in corrected.items()
    )


def _write_beside(closing: Closing, report: Report) -> None:
    """Rates and declared values: they stand beside the counts and are in none of them."""
    ReportedRate.objects.bulk_create(
        ReportedRate(
            closing=closing,
            definition_code=rate.asked.code,
            numerator_code=rate.asked.numerator,
            denominator_code=rate.asked.denominator,
            sex=rate.sex,
            numerator_count=rate.numerator,
            denominator_count=rate.denominator,
            percent=rate.percent,
        )
        for rate in report.rates
    )
    ReportedDeclared.objects.bulk_create(
        ReportedDeclared(closing=closing, declared_id=one.id) for one in report.stated
    )


def _contributions(closing: Closing, hits: Sequence[Hit]) -> Iterator[Contribution]:
    """One row for each participation; its hits come together, as they were judged."""
    for participation_id, own in groupby(hits, key=lambda hit: hit.participation_id):
        known = list(own)
        yield Contribution(
            closing=closing,
            participation_id=participation_id,
            sex=known[0].sex,
            disability=known[0].disability,
            codes=[hit.code for hit in known],
            days=[hit.counted_on for hit in known],
        )


def _moved(closing: Closing, move: Move, report: Report) -> ReportedMove:
    row = ReportedMove(
        closing=closing,
        definition_code=move.code,
        participation_id=move.participation_id,
        events=list(report.events.get(move.participation_id, ())),
    )
    for when, hit in (("before", move.before), ("after", move.after)):
        if hit is not None:
            setattr(row, f"{when}_on", hit.counted_on)
            setattr(row, f"{when}_sex", hit.sex)
            setattr(row, f"{when}_disability", hit.disability)
    return row
