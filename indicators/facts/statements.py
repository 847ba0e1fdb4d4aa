"""The SQL of publishing: set-based statements over a tenant's counting view and the facts.

They run inside a tenant's schema under the publishing role, so `counting_row`, `project`,
`target` and `cell` are that tenant's own, and everything in `facts` is shared.
"""

# Whoever publishes second must see what the first wrote: about this tenant, and about people whom
# two tenants share. One publication takes milliseconds, so they simply take turns.
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('publishing'))"

# Hits go with their facts; whose figures are touched is told back.
_FORGET = """
with gone as (
  delete from facts.participation where {which} returning id, person_no, project_id
), hits as (
  delete from facts.hit where participation_id in (select id from gone)
)
select person_no, project_id from gone"""

FORGET = _FORGET.format(
    which="participation_id = any(%s) or (project_id = any(%s) and tenant_id = %s)"
)
FORGET_TENANT = _FORGET.format(which="tenant_id = %s")

NUMBER_PEOPLE = """
insert into facts.person (pseudonym) select unnest(%s::bytea[]) on conflict do nothing"""

PEOPLE_BY_PSEUDONYM = """
select id, pseudonym from facts.person where pseudonym = any(%s::bytea[])"""

REMEMBER = """
insert into facts.participation (
  tenant_id, unit_code, participation_id, project_id, person_no, rule_set, started_on, ended_on,
  sex, age, labour_status, long_term_unemployed, isced, disability, at_risk, gmina,
  completed_path, employment_on, qualification_on, job_search_on, education_on)
select %s, %s, c.id, c.project_id, numbered.person_no, c.rule_set, c.started_on, c.ended_on,
  c.sex, c.age, c.labour_status, c.long_term_unemployed, c.isced, c.disability, c.at_risk,
  c.gmina, c.completed_path, c.employment_on, c.qualification_on, c.job_search_on,
  c.education_on
from counting_row c
join unnest(%s::uuid[], %s::integer[]) as numbered(id, person_no) on numbered.id = c.id
returning id"""

ENTER_HITS = """
insert into facts.hit (
  participation_id, definition_code, counted_on,
  first_in_tenant, first_in_unit, first_in_programme)
select hits.*, false, false, false from ("""

FLAG_FIRST = """
update facts.hit h
set first_in_tenant = ranked.in_tenant = 1,
    first_in_unit = ranked.in_unit = 1,
    first_in_programme = ranked.in_programme = 1
from (
  select h.id,
    row_number() over (partition by h.definition_code, p.person_no, p.tenant_id
                       order by h.counted_on, p.started_on, p.participation_id) as in_tenant,
    row_number() over (partition by h.definition_code, p.person_no, p.unit_code
                       order by h.counted_on, p.started_on, p.participation_id) as in_unit,
    row_number() over (partition by h.definition_code, p.person_no
                       order by h.counted_on, p.started_on, p.participation_id) as in_programme
  from facts.hit h
  join facts.participation p on p.id = h.participation_id
  where p.person_no = any(%s::integer[])
) ranked
where ranked.id = h.id
  and (h.first_in_tenant, h.first_in_unit, h.first_in_programme)
    is distinct from (ranked.in_tenant = 1, ranked.in_unit = 1, ranked.in_programme = 1)"""

FORGET_CARDS = "delete from facts.project_card where tenant_id = %s"

ENTER_CARDS = """
insert into facts.project_card (
  project_id, tenant_id, unit_code, title, edition_no, agreement_number, fund, measure, rule_set,
  starts_on, ends_on, leader_name, total_amount, eu_amount, own_amount, targets, source, invented)
select p.id, %s, %s, p.title, p.edition_no, p.agreement_number, p.fund, p.measure, p.rule_set,
  p.starts_on, p.ends_on, p.leader_name, p.total_amount, p.eu_amount, p.own_amount,
  coalesce((select jsonb_object_agg(t.definition_code, jsonb_build_object(
      'total', t.total_count, 'women', t.women_count, 'men', t.men_count, 'invented', t.invented))
    from target t where t.project_id = p.id), '{}'),
  p.source, p.invented
from project p
where %s or p.id = any(%s::uuid[])
on conflict (project_id) do update set
  title = excluded.title, edition_no = excluded.edition_no,
  agreement_number = excluded.agreement_number, fund = excluded.fund,
  measure = excluded.measure, rule_set = excluded.rule_set, starts_on = excluded.starts_on,
  ends_on = excluded.ends_on, leader_name = excluded.leader_name,
  total_amount = excluded.total_amount, eu_amount = excluded.eu_amount,
  own_amount = excluded.own_amount, targets = excluded.targets, source = excluded.source,
  invented = excluded.invented, unit_code = excluded.unit_code"""

# Named periods of a day: everything, its year, its quarter. People are counted anew in each.
PERIODS = """
cross join lateral (values
  ('ALL'), (to_char(h.counted_on, 'YYYY')), (to_char(h.counted_on, 'YYYY"Q"Q'))
) as named(period)"""

# Narrow cells: each breakdown alone and the one crossing the pages show, never the full product.
BREAKDOWNS = """
grouping sets (
  ({scope} h.definition_code, named.period),
  ({scope} h.definition_code, named.period, p.sex),
  ({scope} h.definition_code, named.period, p.disability),
  ({scope} h.definition_code, named.period, p.sex, p.disability))"""

_CELLS = """
insert into cell (
  project_id, definition_code, period, sex, disability, participations_count, people_count)
select {project}, h.definition_code, named.period,
  coalesce(p.sex, ''), coalesce(p.disability, ''), count(*), count(distinct p.person_no)
from facts.hit h
join facts.participation p on p.id = h.participation_id
{periods}
where p.tenant_id = %s {only}
group by {breakdowns}"""

FORGET_CELLS = "delete from cell where project_id = any(%s::uuid[])"
FORGET_TENANT_CELLS = "delete from cell where project_id is null"
PROJECT_CELLS = _CELLS.format(
    project="p.project_id",
    periods=PERIODS,
    only="and p.project_id = any(%s::uuid[])",
    breakdowns=BREAKDOWNS.format(scope="p.project_id,"),
)
TENANT_CELLS = _CELLS.format(
    project="null::uuid", periods=PERIODS, only="", breakdowns=BREAKDOWNS.format(scope="")
)
