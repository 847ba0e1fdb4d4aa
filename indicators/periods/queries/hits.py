"""Who counts for what, judged from the tenant's own tables by the versions in force on the days."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from indicators import judging
from indicators.definitions import queries as definitions
from indicators.judging import Indicator
from indicators.periods.rules.counting import Hit
from indicators.periods.rules.rates import Asked
from indicators.periods.rules.sealing import Counted
from projects.agreements.models import Project


def asked_of(project: Project, *, until: date) -> list[Indicator]:
    """The indicators of the project's rule set, with the versions that judge days up to this one."""
    return [
        one
        for one in judging.indicators(on=until).values()
        if one.definition.rule_set in ("", project.rule_set)
    ]


def rates_of(project: Project, *, until: date) -> list[Asked]:
    """The rates of the project's rule set that are in force on a day."""
    return [
        Asked(code=one.code, numerator=one.numerator_code, denominator=one.denominator_code)
        for one in definitions.rates(on=until)
        if one.rule_set in ("", project.rule_set)
    ]


def counted_by(indicators: Collection[Indicator]) -> dict[str, Counted]:
    """Each definition with its versions and what it may be broken down by, in their order."""
    return {
        one.definition.code: Counted(
            versions=tuple(version.version.number for version in one.versions),
            breakdowns=tuple(sorted(one.definition.breakdowns)),
        )
        for one in indicators
    }


def hits(
    project: Project,
    indicators: Collection[Indicator],
    *,
    until: date,
    among: Collection[UUID] | None = None,
) -> list[Hit]:
    """Whoever counts on a day up to this one, in one query however many there are.

    `among` are the participations that the caller holds locked.
    """
    jury = judging.Jury(indicators)
    return [
        Hit(one.definition.code, participation_id, day, row["sex"], row["disability"])
        for participation_id, row in judging.counting_rows_of(project, among=among)
        for one, day in jury.hits(row, until=until)
    ]
