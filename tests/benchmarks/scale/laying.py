"""Lays down invented facts by one statement, and has the product count them from nothing.

Facts need no tenant's tables: so a million is a minute's work. Four participations in five are of
new people, the fifth of somebody who took part before, here or elsewhere, perhaps with another
answer to the question about disability.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from dashboards.metropolis import releasing
from indicators.definitions import queries as definitions
from indicators.facts import statements, tally
from indicators.language.as_sql import hits_statement
from tests.benchmarks.population import UNITS

TENANTS = 300
_SEED = "select setseed(0.5)"
_FORGET = """
truncate facts.participation, facts.hit, facts.person, facts.cell_by_sex, facts.repeat,
  release, released_cell, released_breakdown cascade"""
_TOLD = """
update definition set family = 'PROGRAMME', breakdowns = array['sex', 'disability', 'age_band',
  'labour_status', 'education', 'perspective']
where code = any(%s)"""
_PEOPLE = """
insert into facts.person (id, pseudonym, key_name)
overriding system value
select n, decode(md5(n::text), 'hex'), 'benchmark' from generate_series(1, %(people)s) n"""
_FACTS = """
insert into facts.participation (tenant_id, unit_code, participation_id, project_id, person_no,
  rule_set, started_on, ended_on, sex, age, labour_status, long_term_unemployed, isced, disability,
  at_risk, gmina, completed_path, employment_on, qualification_on, job_search_on)
select tenant, (%(units)s::text[])[1 + tenant %% array_length(%(units)s::text[], 1)],
  gen_random_uuid(), md5(tenant || '-' || case when starts < date '2022-07-01'
    then floor(draw * 2) else 2 end)::uuid, person,
  case when starts < date '2022-07-01' then 'P2014' else 'P2021' end, starts,
  case when ends <= %(today)s::date then ends end, case when person %% 5 < 3 then 'F' else 'M' end,
  18 + person %% 60,
  (array['UNEMPLOYED', 'INACTIVE', 'EMPLOYED'])[1 + least(2, floor(random() * 2.1))::integer],
  false, floor(random() * 9),
  (array['YES', 'NO', 'NO', 'REFUSED'])[1 + least(3, floor(random() * 3.1))::integer],
  random() < 0.95, '2205023', case when ends <= %(today)s::date then random() < 0.8 end,
  case when ends <= %(today)s::date and random() < 0.35 then ends + floor(random() * 36)::integer end,
  case when ends <= %(today)s::date and random() < 0.25 then ends + floor(random() * 36)::integer end,
  case when ends <= %(today)s::date and random() < 0.2 then ends + floor(random() * 36)::integer end
from (
  select *, starts + 60 + floor(random() * 340)::integer as ends from (
    select 1 + floor(random() * %(tenants)s)::integer as tenant, random() as draw,
      case when n <= %(people)s then n else 1 + floor(random() * %(people)s)::integer end as person,
      date '2016-01-04' + floor(random() * 3900)::integer as starts
    from generate_series(1, %(participations)s) n) begun) stays"""


def lay(participations: int, *, told: Iterable[str], on: date) -> None:
    """Replace all facts, hits, shared cells and what is released by those of so many participations.

    The named indicators are told by all traits.
    """
    asked = {
        "people": participations * 4 // 5,
        "participations": participations,
        "tenants": TENANTS,
        "units": UNITS,
        "today": on,
    }
    hits, params = hits_statement([one.counted for one in definitions.published(on=on)])
    with connection.cursor() as cursor:
        cursor.execute(_SEED)
        cursor.execute(_FORGET)
        cursor.execute(_PEOPLE, asked)
        cursor.execute(_FACTS, asked)
        cursor.execute("analyze facts.participation")
        cursor.execute(f"{statements.ENTER_HITS} {hits}", params)
        cursor.execute("analyze facts.hit")
        cursor.execute(statements.ORDER_ALL_HITS)
        cursor.execute(_TOLD, [list(told)])
    tally.rebuild_shared()
    releasing.release_breakdowns()
