"""What was reported, read back as it was written, and whether it is still what was written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core.ledger.models import AuditEvent
from core.permissions import Actor, Permission
from indicators.declared.models import Declared
from indicators.periods.models import (
    Closing,
    Contribution,
    ReportedCell,
    ReportedDeclared,
    ReportedDefinition,
    ReportedMove,
)
from indicators.periods.rules.counting import Cell, Hit, Move
from indicators.periods.rules.rates import Asked, Rate
from indicators.periods.rules.sealing import Counted, Report, Stated
from projects.agreements import queries as agreements
from projects.participants.models import Participation

CLOSED_VERB = "closed a settlement period"
CHECKSUM_MARK = "sha256:"


@dataclass(frozen=True)
class Certificate:
    """The checksum as it was shown, as the rows give it, and as the audit trail holds it."""

    shown: str
    of_rows: str
    in_trail: str

    @property
    def is_unchanged(self) -> bool:
        return self.shown == self.of_rows == self.in_trail


def live_closings(project: UUID, *, before: int | None = None) -> list[Closing]:
    """The reports in force, in the order of their periods, each with its definitions."""
    rows = Closing.objects.filter(period__project=project, superseded_at=None)
    if before is not None:
        rows = rows.filter(period__number__lt=before)
    found = rows.select_related("period", "closed_by").prefetch_related("definitions")
    return list(found.order_by("period__number"))


@dataclass(frozen=True)
class Values:
    """What a report says, without who is behind it."""

    definitions: dict[str, Counted]
    cells: dict[Cell, int]
    corrections: dict[int, dict[Cell, int]]
    rates: list[Rate]
    stated: list[Stated]


def values_of(closing: Closing) -> Values:
    """Five queries, however many people were counted."""
    definitions = {
        one.definition_code: Counted(versions=tuple(one.versions), breakdowns=tuple(one.breakdowns))
        for one in closing.definitions.order_by("pk")
    }
    stated = [as_stated(row.declared) for row in declared_with(closing)]
    return Values(definitions, _cells(closing), _corrections(closing), _rates(closing), stated)


def declared_with(closing: Closing) -> QuerySet[ReportedDeclared]:
    """What was declared by hand and held when the report was closed."""
    rows = closing.declared.select_related("declared__project", "declared__declared_by")
    return rows.order_by("declared__definition_code", "declared__ends_on", "pk")


def as_stated(row: Declared) -> Stated:
    return Stated(
        id=row.pk,
        code=row.definition_code,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        total=row.total_count,
        women=row.women_count,
        men=row.men_count,
        source=row.source,
    )


def people_reported(closings: Iterable[Closing]) -> dict[UUID, int]:
    """Of each report, the people of its first indicator: in every project those whom it supports."""
    first = {each.pk: min(each.definitions.all(), key=_place, default=None) for each in closings}
    rows = ReportedCell.objects.filter(closing__in=list(first), sex="", disability="")
    return {
        row.closing_id: row.people_count
        for row in rows
        if (one := first[row.closing_id]) and one.definition_code == row.definition_code
    }


def _place(definition: ReportedDefinition) -> int:
    return definition.pk


def hits_of(closing: Closing) -> list[Hit]:
    """Who contributed, for which indicator, on which day."""
    return [hit for row in closing.contributions.all() for hit in _hits_of(row)]


def _hits_of(row: Contribution) -> Iterator[Hit]:
    for code, day in zip(row.codes, row.days, strict=True):
        yield Hit(code, row.participation_id, day, row.sex, row.disability)


def report_of(closing: Closing) -> Report:
    """The report as its rows have it."""
    period, values = closing.period, values_of(closing)
    moves = list(closing.moves.all())
    return Report(
        project_id=period.project_id,
        number=period.number,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        definitions=values.definitions,
        cells=values.cells,
        hits=hits_of(closing),
        corrections=values.corrections,
        moves=[_move(row) for row in moves],
        events={row.participation_id: tuple(row.events) for row in moves},
        rates=values.rates,
        stated=values.stated,
        form=closing.form,
    )


def certificate_of(closing: Closing) -> Certificate:
    """Count the checksum of the rows again and look what the trail says it was."""
    events = AuditEvent.objects.filter(subject_id=closing.pk, verb=CLOSED_VERB)
    told = [name for event in events for name in event.fields if name.startswith(CHECKSUM_MARK)]
    in_trail = told[0].removeprefix(CHECKSUM_MARK) if len(told) == 1 else ""
    return Certificate(closing.checksum, report_of(closing).checksum, in_trail)


def visible_closings(by: Actor, permission: Permission) -> QuerySet[Closing]:
    """Every report, the superseded ones too, of the projects in which the permission is held."""
    projects = agreements.projects_visible_to(by, permission).order_by().values("pk")
    rows = Closing.objects.filter(period__project__in=projects)
    return rows.select_related("period__project", "closed_by")


def contributors_of(closing: Closing, code: str) -> list[tuple[Participation | None, date]]:
    """Whoever counted for one indicator, by name, with the day; None for who is no longer kept."""
    rows = closing.contributions.filter(codes__contains=[code])
    days = {row.participation_id: row.days[row.codes.index(code)] for row in rows}
    people = Participation.objects.filter(pk__in=days).select_related("person")
    named = [(one, days.pop(one.pk)) for one in people.order_by("person__sort_key", "pk")]
    return [*named, *((None, day) for day in days.values())]


def _cells(closing: Closing) -> dict[Cell, int]:
    names = ("definition_code", "sex", "disability", "people_count")
    rows = closing.cells.values_list(*names)
    return {Cell(code, sex, disability): count for code, sex, disability, count in rows}


def _rates(closing: Closing) -> list[Rate]:
    return [
        Rate(
            asked=Asked(
                code=row.definition_code,
                numerator=row.numerator_code,
                denominator=row.denominator_code,
            ),
            sex=row.sex,
            numerator=row.numerator_count,
            denominator=row.denominator_count,
            percent=row.percent,
        )
        for row in closing.rates.order_by("pk")
    ]


def _corrections(closing: Closing) -> dict[int, dict[Cell, int]]:
    names = ("period__number", "definition_code", "sex", "disability", "difference_count")
    found: dict[int, dict[Cell, int]] = defaultdict(dict)
    for number, code, sex, disability, count in closing.corrections.values_list(*names):
        found[number][Cell(code, sex, disability)] = count
    return dict(found)


def _move(row: ReportedMove) -> Move:
    before = _hit(row, row.before_on, row.before_sex, row.before_disability)
    after = _hit(row, row.after_on, row.after_sex, row.after_disability)
    return Move(row.definition_code, row.participation_id, before, after)


def _hit(row: ReportedMove, day: date | None, sex: str, disability: str) -> Hit | None:
    if day is None:
        return None
    return Hit(row.definition_code, row.participation_id, day, sex, disability)
