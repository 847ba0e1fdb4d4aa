"""The SQL of publishing: set-based statements over a tenant's counting view and the facts.

They run inside a tenant's schema under the publishing role, so `counting_row`, `project`,
`target_in_force` and `cell` are that tenant's own, and everything in `facts` is shared.
"""

from indicators.targets import statements as targets

# Whoever publishes second must see what the first wrote: about this tenant, and about people whom
# two tenants share. One publication takes milliseconds, so they simply take turns.
# What a crash of the server takes back it takes back whole, outbox and all: nothing waits for a disk.
# A plan that is kept is one for any row.
ONE_AT_A_TIME = """
set local synchronous_commit to off;
set local plan_cache_mode to force_generic_plan;
select pg_advisory_xact_lock(hashtext('publishing'))"""
# Gone with the commit, together with what they asked for, and not before.
TAKE = """
delete from outbox_entry where id in (
  select id from outbox_entry order by id limit %s for update skip locked
) returning topic, subject_id"""

# Which facts: of some participations, or of a whole tenant.
SOME, WHOLE_TENANT = "participation_id = any(%s)", "tenant_id = %s"

PEOPLE_OF = "select distinct person_no from facts.participation where {which}"

# Hits and support go with their facts.
FORGET = """
with gone as (
  delete from facts.participation where {which} returning id
), hits as (
  delete from facts.hit where participation_id in (select id from gone)
), opened as (
  delete from facts.open_result where participation_id in (select id from gone)
)
delete from facts.support where participation_id in (select id from gone)"""

# Columns that facts and the counting view have under the same names.
_SAME = """project_id, rule_set, started_on, ended_on, sex, age, labour_status, labour_detail,
  long_term_unemployed, isced, disability, third_country, foreign_background, minority, homeless,
  disadvantage, at_risk, uses_food_aid, gmina, degurba, completed_path, employment_on,
  qualification_on, job_search_on, education_on, lasting_work_on, social_progress_on"""
_GIVEN = """support_hours, social_hours, health_hours, vocational_hours, educational_hours,
  accompanying_hours, support_kinds, social_kinds, health_kinds, vocational_kinds,
  educational_kinds, accompanying_kinds, support_areas"""

FACT_COLUMNS = f"tenant_id, unit_code, participation_id, person_no, {_SAME}, {_GIVEN}"
# What the facts of these participations are, told from the tenant's tables. They are named once more
# as a list: a view over several kinds of rows is not asked through a join, but read to its end.
FACTS = f"""
select %s::integer as tenant_id, %s::text as unit_code, c.id as participation_id,
  numbered.person_no, {_SAME}, {_GIVEN}
from counting_fact c
join unnest(%s::uuid[], %s::integer[]) as numbered(id, person_no) on numbered.id = c.id
where c.id = any(%s::uuid[])"""
REMEMBER = f"""
insert into facts.participation ({FACT_COLUMNS})
{FACTS}
returning id"""

# Of the facts with these ids, of these participations: hours by area and month, and whether there was
# any support at all: a lunch or a ticket is planned and given without hours.
SUPPORT = """
select p.id as participation_id, s.area, s.month_on, sum(s.planned_hours) as planned_hours,
  sum(s.given_hours) as given_hours, bool_or(not s.is_given) as is_planned,
  bool_or(s.is_given) as is_given
from facts.participation p
join counting_support s on s.participation_id = p.participation_id
where p.id = any(%s) and s.participation_id = any(%s::uuid[])
group by p.id, s.area, s.month_on"""
SUPPORT_COLUMNS = (
    "participation_id, area, month_on, planned_hours, given_hours, is_planned, is_given"
)
ENTER_SUPPORT = f"insert into facts.support ({SUPPORT_COLUMNS}) {SUPPORT}"

FACTS_OF = "select * from facts.participation where id = any(%s)"
ENTER_HITS = "insert into facts.hit (participation_id, definition_no, counted_on)"
ENTER_OPEN = "insert into facts.open_result (participation_id, definition_no, closes_on)"
# What was judged one by one.
LINES = "select * from unnest(%s::integer[], %s::integer[], %s::date[])"

# Of these participations: how many are open, by the day on which each closes.
OPEN_OF = """
select p.project_id, d.code, o.closes_on, count(*)
from facts.open_result o
join facts.participation p on p.id = o.participation_id
join definition d on d.number = o.definition_no
where {which}
group by p.project_id, d.code, o.closes_on"""
ENTER_OPEN_CELLS = (
    "insert into open_cell (project_id, definition_code, closes_on, participations_count)"
)
CHANGE_OPEN = f"""
{ENTER_OPEN_CELLS}
select * from unnest(%s::uuid[], %s::text[], %s::date[], %s::integer[])
on conflict (project_id, definition_code, closes_on) do update
set participations_count = open_cell.participations_count + excluded.participations_count
returning id, participations_count"""

_PRIOR = """lag(h.counted_on) over (
      partition by h.definition_no, p.person_no{scope}
      order by h.counted_on, p.started_on, p.participation_id) as in_{name}"""
_PRIORS = ",\n    ".join(
    _PRIOR.format(scope=scope, name=name)
    for name, scope in (
        ("project", ", p.project_id"),
        ("tenant", ", p.tenant_id"),
        ("unit", ", p.unit_code"),
        ("programme", ""),
    )
)
# Every hit with the day of the one before it, in each scope.
PRIORS = f"""
  select h.participation_id, h.definition_no,
    {_PRIORS}
  from facts.hit h
  join facts.participation p on p.id = h.participation_id"""
_ORDER = """
update facts.hit h
set prior_in_project = prior.in_project, prior_in_tenant = prior.in_tenant,
  prior_in_unit = prior.in_unit, prior_in_programme = prior.in_programme
from ({priors}) prior
where h.participation_id = prior.participation_id and h.definition_no = prior.definition_no
  and (h.prior_in_project, h.prior_in_tenant, h.prior_in_unit, h.prior_in_programme)
    is distinct from (prior.in_project, prior.in_tenant, prior.in_unit, prior.in_programme)"""
ORDER_HITS = _ORDER.format(priors=f"{PRIORS} where p.person_no = any(%(people)s)")
ORDER_ALL_HITS = _ORDER.format(priors=PRIORS)
# Of one definition whose hits are all new: only whoever takes part more than once has one before.
ORDER_HITS_OF = _ORDER.format(
    priors=f"""{PRIORS}
  join facts.person n on n.id = p.person_no and n.participations_count > 1
  where h.definition_no = %(number)s"""
)
FORGET_HITS_OF = "delete from facts.hit where definition_no = %s"
FORGET_OPEN_OF = "delete from facts.open_result where definition_no = %s"

FORGET_CARDS = "delete from facts.project_card where tenant_id = %s"

CARD_COLUMNS = """project_id, tenant_id, unit_code, title, edition_no, agreement_number, fund,
  measure, rule_set, starts_on, ends_on, leader_name, total_amount, eu_amount, own_amount, targets,
  recruitment, source, invented"""
# What the cards of these projects are, told from the tenant's tables.
CARDS = f"""
select p.id, %s::integer, %s::text, p.title, p.edition_no, p.agreement_number, p.fund, p.measure,
  p.rule_set, p.starts_on, p.ends_on, p.leader_name, p.total_amount, p.eu_amount, p.own_amount,
  {targets.OF_PROJECT},
  coalesce((
    select jsonb_object_agg(r.standing, jsonb_build_object(
      'candidates', r.candidates_count, 'participants', r.participants_count))
    from counting_recruitment r where r.project_id = p.id), '{{}}'),
  p.source, p.invented
from project p
where %s or p.id = any(%s::uuid[])"""
ENTER_CARDS = f"""
insert into facts.project_card ({CARD_COLUMNS})
{CARDS}
on conflict (project_id) do update set
  title = excluded.title, edition_no = excluded.edition_no,
  agreement_number = excluded.agreement_number, fund = excluded.fund,
  measure = excluded.measure, rule_set = excluded.rule_set, starts_on = excluded.starts_on,
  ends_on = excluded.ends_on, leader_name = excluded.leader_name,
  total_amount = excluded.total_amount, eu_amount = excluded.eu_amount,
  own_amount = excluded.own_amount, targets = excluded.targets,
  recruitment = excluded.recruitment, source = excluded.source,
  invented = excluded.invented, unit_code = excluded.unit_code"""

DECLARED_COLUMNS = """id, tenant_id, unit_code, project_id, definition_code, starts_on, ends_on,
  total_count, women_count, men_count, source"""
# What these projects declare by hand, told from the tenant's tables.
DECLARED = """
select d.id, %s::integer as tenant_id, %s::text as unit_code, d.project_id, d.definition_code,
  d.starts_on, d.ends_on, d.total_count, d.women_count, d.men_count, d.source
from declared_in_force d
where %s or d.project_id = any(%s::uuid[])"""
FORGET_DECLARED = """
delete from facts.declared where tenant_id = %s and (%s or project_id = any(%s::uuid[]))"""
ENTER_DECLARED = f"insert into facts.declared ({DECLARED_COLUMNS}) {DECLARED}"

SAY_FRESH = """
insert into publication (tenant_id, tenant_name, unit_code, published_at, problem, problem_at)
values (%s, %s, %s, clock_timestamp(), '', null)
on conflict (tenant_id) do update set tenant_name = excluded.tenant_name,
  unit_code = excluded.unit_code, published_at = excluded.published_at,
  problem = excluded.problem, problem_at = excluded.problem_at"""
