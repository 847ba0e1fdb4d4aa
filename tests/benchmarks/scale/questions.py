"""What is asked at every size: ours, and the way a team would write it without an engine."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import connection

from dashboards.metropolis import releasing
from indicators.cells.queries import Count
from indicators.definitions.models import Definition
from indicators.facts import recounting, tally, unique

# Ten figures as the metropolis has them; of all of them, by sex and by disability.
TEN = (
    "PEOPLE_AT_RISK",
    "PEOPLE_WITH_DISABILITIES",
    "PATH_COMPLETED",
    "EMPLOYED_AFTER",
    "QUALIFICATION_GAINED",
    "SEEKING_WORK",
    "EECO01",
    "EECO02",
    "EECO04",
    "EECR04",
)
ONE = "PEOPLE_AT_RISK"

Figures = dict[tuple[str, str, str], tuple[int, int]]

# The named query every millisecond stands beside: one row by its key.
NEEDLE = "select person_no from facts.participation where id = %s"

_RELEASED = """
select definition_code, sex, disability, participations_count, people_count from released_cell
where release_id = (select max(id) from release) and unit_code = '' and project_id is null
  and period = 'ALL' and definition_code = any(%s)"""
# Everybody under the traits of their first hit, as the engine has it: only from the facts.
_FROM_FACTS = """
select d.code, coalesce(p.sex, ''), coalesce(said.disability, ''), count(*),
  count(distinct case when h.prior_in_programme is null then p.person_no end)
from facts.hit h
join facts.participation p on p.id = h.participation_id
join definition d on d.number = h.definition_no
cross join lateral (values (case p.disability when 'YES' then 'YES' else 'OTHER' end)
) as said(disability)
where d.code = any(%s)
group by d.code, grouping sets ((), (p.sex), (said.disability), (p.sex, said.disability))"""

_DISTINCT = """
select d.code, count(*), count(distinct p.person_no)
from facts.hit h
join facts.participation p on p.id = h.participation_id
join definition d on d.number = h.definition_no
where d.code = any(%s) and p.tenant_id = any(%s) and h.counted_on between %s and %s
group by d.code"""

_NO_HAND = """
create temporary table if not exists hand_hit (participation_id bigint primary key,
  counted_on date, in_project date, in_unit date, in_programme date);
create temporary table if not exists hand_cell (unit_code text, project_id uuid, period text,
  sex text, participations_count integer, people_count integer);
truncate hand_hit, hand_cell"""
_BY_HAND = """
with hit as materialized (
  select id, unit_code, project_id, sex, started_on as day,
    lag(started_on) over (partition by person_no, project_id order by started_on, participation_id)
      as in_project,
    lag(started_on) over (partition by person_no, unit_code order by started_on, participation_id)
      as in_unit,
    lag(started_on) over (partition by person_no order by started_on, participation_id)
      as in_programme
  from facts.participation where at_risk
), kept as (
  insert into hand_hit select id, day, in_project, in_unit, in_programme from hit
), told as (
  select '' as unit_code, null::uuid as project_id, in_programme as prior, day, sex from hit
  union all
  select unit_code, null, in_unit, day, sex from hit
)
insert into hand_cell
select unit_code, project_id, period, coalesce(sex, ''), count(*),
  count(*) filter (where prior is null or prior < begins_on)
from told cross join lateral (values
  ('ALL', null::date), (to_char(day, 'YYYY'), date_trunc('year', day)::date),
  (to_char(day, 'YYYY"Q"Q'), date_trunc('quarter', day)::date),
  (to_char(day, 'YYYY-MM'), date_trunc('month', day)::date)) named(period, begins_on)
group by unit_code, project_id, period, grouping sets ((), (sex))
union all
select unit_code, project_id, 'ALL', '', count(*), count(*) filter (where in_project is null)
from hit group by unit_code, project_id"""
_KEY = "unit_code, project_id, period, sex"
_HAND_DIFFERS = f"""
select count(*) from (
  (select {_KEY}, participations_count, people_count from facts.cell
   where definition_code = %s and (project_id is null or sex = '')
   except select {_KEY}, participations_count, people_count from hand_cell)
  union all
  (select {_KEY}, participations_count, people_count from hand_cell
   except select {_KEY}, participations_count, people_count from facts.cell
   where definition_code = %s and (project_id is null or sex = ''))) differing"""


def needle(number: int) -> None:
    _asked(NEEDLE, [number])


def dashboard() -> Figures:
    """Ten indicators by sex and disability as released, participations and unique people."""
    return _figures(_RELEASED)


def dashboard_from_facts() -> Figures:
    """The same without a release."""
    return _figures(_FROM_FACTS)


def _figures(statement: str) -> Figures:
    rows = _asked(statement, [list(TEN)])
    return {(code, sex, disability): (n, people) for code, sex, disability, n, people in rows}


def count_release() -> None:
    """All that a release counts, before it is protected."""
    releasing.counted()


def recount(*, on: date) -> None:
    """Judge everybody anew by one definition, and make its shared cells from nothing."""
    definition = Definition.objects.get(pk=ONE)
    recounting.judge_all(definition, on=on)
    tally.rebuild_shared_of(definition.code, definition.number)


def recount_by_hand() -> None:
    """The same hits and cells in one statement, for which nothing had to be forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(_NO_HAND)
        cursor.execute(_BY_HAND)


def by_hand_differs() -> int:
    """How many cells of the one definition the two have otherwise."""
    return _asked(_HAND_DIFFERS, [ONE, ONE])[0][0]


def unique_people(
    codes: Collection[str], *, tenant_ids: Collection[int], since: date, until: date
) -> dict[str, Count]:
    return unique.counts(codes, tenant_ids=tenant_ids, since=since, until=until, on=until)


def unique_from_hits(
    codes: Collection[str], *, tenant_ids: Collection[int], since: date, until: date
) -> dict[str, Count]:
    """The way a team would write it on the same tables: `count(distinct)` over a join."""
    rows = _asked(_DISTINCT, [list(codes), list(tenant_ids), since, until])
    return {code: Count(n, people) for code, n, people in rows}


def _asked(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()
