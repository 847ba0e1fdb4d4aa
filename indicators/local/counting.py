"""A tenant's own indicators, counted when somebody looks: nothing of them is kept anywhere.

The rule is read as SQL, as publishing reads the shared ones, but over the tenant's own view of
what may become a fact, under the tenant's own role.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from indicators.cells.queries import WEEK, Count, Open
from indicators.definitions.queries import Published
from indicators.judging import Indicator
from indicators.language.as_sql import hits_of
from indicators.language.opening_as_sql import open_of
from indicators.local.refusals import TookTooLong

LONGEST_SECONDS = 5
_BOUNDED = f"set local statement_timeout = '{LONGEST_SECONDS}s'"
# A participation that is nobody's any more is the only one of its kind: who else it was, nobody knows.
_CHOSEN = """with chosen as materialized (
  select f.*, coalesce(own.person_id, f.id) as person_id
  from counting_fact f left join participation own on own.id = f.id
), """
# People count once in a scope and stretch of days, under the traits of their first hit there.
_COUNTED = (
    _CHOSEN
    + """hit as (
{hits}
), placed as (
  select h.key, c.project_id, c.sex, c.disability,
    row_number() over (
      partition by h.key, c.person_id order by h.counted_on, c.started_on, c.id) as place,
    row_number() over (
      partition by h.key, c.person_id, c.project_id
      order by h.counted_on, c.started_on, c.id) as place_in_project
  from hit h join chosen c on c.id = h.id
  where h.counted_on between %s and %s
)
select key, project_id, sex, disability, count(*), count(*) filter (where place = 1),
  count(*) filter (where place_in_project = 1)
from placed group by key, project_id, sex, disability"""
)
_OPENED = (
    _CHOSEN
    + """opened as (
{opened}
)
select o.key, count(*) filter (where o.closes_on is null),
  count(*) filter (where o.closes_on >= %s),
  count(*) filter (where o.closes_on between %s and %s),
  count(*) filter (where o.closes_on < %s)
from opened o join chosen c on c.id = o.id
where c.project_id = any(%s) group by o.key"""
)


@dataclass(frozen=True)
class Line:
    """The smallest part that is told: an indicator in a project, of one sex and disability."""

    number: int
    project_id: UUID
    sex: str
    disability: str
    participations: int
    people_in_unit: int
    people_in_project: int


@dataclass(frozen=True)
class Tally:
    """All counts of some indicators; each figure is a sum of lines, so parts make up the whole."""

    lines: Sequence[Line]

    def count(
        self, number: int, *, project_id: UUID | None = None, sex: str = "", disability: str = ""
    ) -> Count:
        wanted = [
            line
            for line in self.lines
            if line.number == number
            and project_id in (None, line.project_id)
            and sex in ("", line.sex)
            and disability in ("", line.disability)
        ]
        people = (line.people_in_project if project_id else line.people_in_unit for line in wanted)
        return Count(sum(line.participations for line in wanted), sum(people))

    def projects(self, number: int) -> set[UUID]:
        return {line.project_id for line in self.lines if line.number == number}


def counted(
    indicators: Iterable[Indicator], *, since: date = date.min, until: date = date.max
) -> Tally:
    """Count everybody for all of these at once, among the days given; two statements in all."""
    versions = _versions(indicators)
    if not versions:
        return Tally([])
    hits, params = hits_of([one.counted for one in versions], of="chosen")
    rows = _asked(_COUNTED.format(hits=hits), [*params, since, until])
    return Tally([Line(*row) for row in rows])


def open_results(
    indicators: Iterable[Indicator], project_ids: Iterable[UUID], *, on: date
) -> dict[int, Open]:
    """By number, what has not come yet of those that await a result in these projects."""
    versions = _versions(one for one in indicators if one.definition.awaits)
    if not versions:
        return {}
    opened, params = open_of([one.counted for one in versions], of="chosen")
    bounds = [on, on, on + WEEK, on, list(project_ids)]
    rows = _asked(_OPENED.format(opened=opened), [*params, *bounds])
    return {number: Open(*numbers) for number, *numbers in rows}


def _versions(indicators: Iterable[Indicator]) -> list[Published]:
    return [version for one in indicators for version in one.versions]


def _asked(statement: str, params: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_BOUNDED)
            cursor.execute(statement, params)
            return iter(cursor.fetchall())
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TookTooLong from error
        raise
