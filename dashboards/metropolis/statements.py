"""The SQL of releasing: from facts to what leaves them, one pass over all tenants at once."""

from dashboards.metropolis.codes import EFFICIENT, EFFICIENT_OF, ELSEWHERE, RISK, UNPLACED

# Two tenants may be published at the same moment; whoever comes second counts what both wrote.
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('metropolis totals'))"

# What the metropolis is told: the indicators of the programme. Those of the funds say the same
# people once more in other words, and each of them more is one more way to subtract.
_TOLD = "d.family = 'PROGRAMME' and d.counts_on <> ''"

# The two counts of employment efficiency, told so that its rate can be: from the start alone.
_IN_A_RATE = f"d.code in ('{EFFICIENT_OF}', '{EFFICIENT}')"

# As of the last publication that is in them, not of the moment: another one may be about to end.
# Special categories are not among them: those are told once a day, because a live count that moves
# together with another tells about the one person who just came.
TOTALS = f"""
insert into live_total (definition_code, participations_count, people_count, as_of)
select code, case when small then null else participations end,
  case when small then null else people end,
  coalesce((select max(published_at) from publication), 'epoch')
from (
  select *, least(participations, people) between 1 and 4 as small
  from (
    select d.code, coalesce(c.participations_count, 0) as participations,
      coalesce(c.people_count, 0) as people
    from definition d
    cross join lateral (
      select sum(c.participations_count) as participations_count,
        sum(c.people_count) as people_count
      from facts.cell_by_sex c
      where c.definition_code = d.code and c.unit_code = '' and c.project_id is null
        and c.period = 'ALL') c
    where {_TOLD} and not d.is_special) counted) judged
on conflict (definition_code) do update set
  participations_count = excluded.participations_count,
  people_count = excluded.people_count, as_of = excluded.as_of"""

FRESHNESS = """
insert into live_freshness (id, published_count, expected_count, missing, late, unmatched, as_of)
select 1, count(*) filter (where not late), count(*),
  coalesce(array_agg(tenant_name order by tenant_name) filter (where late), '{}'),
  coalesce(jsonb_agg(jsonb_build_object(
    'tenant_id', tenant_id, 'name', tenant_name, 'unit_code', coalesce(unit_id, ''),
    'is_unit', coalesce(teryt_code = unit_id, false))
    order by tenant_name) filter (where late), '[]'),
  coalesce(array_agg(short_name order by short_name) filter (where not joins_matching), '{}'),
  max(published_at)
from (
  select p.*, t.short_name, t.joins_matching, t.unit_id, t.teryt_code, p.problem <> '' or p.published_at is null as late
  from publication p join tenant t on t.id = p.tenant_id) told
on conflict (id) do update set
  published_count = excluded.published_count, expected_count = excluded.expected_count,
  missing = excluded.missing, late = excluded.late, unmatched = excluded.unmatched, as_of = excluded.as_of"""

# What stays the same is not written: this runs after every publication, and a table whose rows are
# all replaced each time grows faster than it can be vacuumed.
# Of those alone whom the tile beside it counts: a total of anybody else, less that one, would tell
# live how many people are not at risk.
REPEATS = f"""
with counted as (
  -- One small count hides them all: with people and participations known, the rest would tell it.
  select times,
    case when bool_or(people_count < 5) over () then null else people_count end as people_count
  from facts.repeat where of = '{RISK}' and people_count > 0),
forgotten as (delete from live_repeat where times not in (select times from counted))
insert into live_repeat (times, people_count) select times, people_count from counted
on conflict (times) do update set people_count = excluded.people_count
where live_repeat.people_count is distinct from excluded.people_count"""

FORGET_PROJECTS = """
delete from released_project r
where not exists (select from facts.project_card c where c.project_id = r.project_id)"""

PROJECTS = """
insert into released_project (
  project_id, tenant_name, unit_code, title, edition_no, agreement_number, fund, measure,
  rule_set, starts_on, ends_on, leader_name, total_amount, eu_amount, own_amount, targets,
  source, invented)
select c.project_id, t.name, c.unit_code, c.title, c.edition_no, c.agreement_number, c.fund,
  c.measure, c.rule_set, c.starts_on, c.ends_on, c.leader_name, c.total_amount, c.eu_amount,
  c.own_amount, c.targets, c.source, c.invented
from facts.project_card c join tenant t on t.id = c.tenant_id
on conflict (project_id) do update set
  (tenant_name, unit_code, title, edition_no, agreement_number, fund, measure, rule_set,
   starts_on, ends_on, leader_name, total_amount, eu_amount, own_amount, targets, source,
   invented) =
  (excluded.tenant_name, excluded.unit_code, excluded.title, excluded.edition_no,
   excluded.agreement_number, excluded.fund, excluded.measure, excluded.rule_set,
   excluded.starts_on, excluded.ends_on, excluded.leader_name, excluded.total_amount,
   excluded.eu_amount, excluded.own_amount, excluded.targets, excluded.source,
   excluded.invented)
where
  (released_project.tenant_name, released_project.unit_code, released_project.title,
   released_project.edition_no, released_project.agreement_number, released_project.fund,
   released_project.measure, released_project.rule_set, released_project.starts_on,
   released_project.ends_on, released_project.leader_name, released_project.total_amount,
   released_project.eu_amount, released_project.own_amount, released_project.targets,
   released_project.source, released_project.invented)
  is distinct from
  (excluded.tenant_name, excluded.unit_code, excluded.title, excluded.edition_no,
   excluded.agreement_number, excluded.fund, excluded.measure, excluded.rule_set,
   excluded.starts_on, excluded.ends_on, excluded.leader_name, excluded.total_amount,
   excluded.eu_amount, excluded.own_amount, excluded.targets, excluded.source,
   excluded.invented)"""

FORGET_UNITS = """
delete from live_unit u
where not exists (select from released_project r where r.unit_code = u.unit_code)"""

# After the projects: sums over their cards, so that no page reads every card for nine numbers.
UNITS = """
insert into live_unit (unit_code, projects_count, eu_amount, targets)
select r.unit_code, count(*), coalesce(sum(r.eu_amount), 0), coalesce((
    select jsonb_object_agg(promised.code, promised.total) from (
      select target.key as code, sum((target.value ->> 'total')::integer) as total
      from released_project o cross join lateral jsonb_each(o.targets) as target
      where o.unit_code = r.unit_code and target.value ->> 'total' is not null
      group by target.key) promised), '{}')
from released_project r
group by r.unit_code
on conflict (unit_code) do update set
  (projects_count, eu_amount, targets) =
  (excluded.projects_count, excluded.eu_amount, excluded.targets)
where (live_unit.projects_count, live_unit.eu_amount, live_unit.targets)
  is distinct from (excluded.projects_count, excluded.eu_amount, excluded.targets)"""

# Every cell of the day's release. The finer the place, the coarser the time: the programme by
# quarter and year, units by year, projects from the start only; otherwise small counts would
# force so much hiding that totals would go too.
# Projects of tenants without a unit stand under their mark, which is no code of one, so that the parts
# still make the whole.
OVER_TIME = f"""
select case when c.project_id is not null and c.unit_code = '' then '{UNPLACED}'
    else c.unit_code end, c.project_id, c.definition_code, c.period, '', '',
  c.participations_count, c.people_count
from facts.cell c
join definition d on d.code = c.definition_code
where c.sex = '' and (
  {_TOLD} and length(c.period) <= case when c.project_id is not null then 3
    when c.unit_code <> '' then 4 else 6 end
  or {_IN_A_RATE} and c.project_id is null and c.period = 'ALL')"""

# The same of all those tenants together, by year: cells are not kept of them.
OVER_TIME_OF_NO_UNIT = f"""
select '{UNPLACED}', null::uuid, d.code, time.period, '', '', count(*),
  count(*) filter (where h.prior_in_unit is null or h.prior_in_unit < time.starts_on)
from facts.hit h
join facts.participation p on p.id = h.participation_id
join definition d on d.number = h.definition_no
cross join lateral (values ('ALL', '-infinity'::date),
  (to_char(h.counted_on, 'YYYY'), date_trunc('year', h.counted_on)::date)
) as time(period, starts_on)
where p.unit_code = '' and ({_TOLD} or {_IN_A_RATE} and time.period = 'ALL')
group by d.code, time.period"""

# By who they are, where the definition allows it, and by the period of the funds that their project
# belongs to. Everybody under the traits of their first hit there, straight from the hits: first those
# alike are added up (kinds of people are few), then they are told by one trait after the other.
_ALIKE = f"""
who as (
  select *, concat_ws(',', unit_code, sex, disability, age_band, labour_status, education,
    perspective) as name
  from (
    select id, unit_code, sex, labour_status, rule_set as perspective,
      case disability when 'YES' then 'YES' else 'OTHER' end as disability,
      case when age < 18 then 'U18' when age < 30 then '18-29' when age < 55 then '30-54'
        else '55+' end as age_band,
      case when isced is null then 'UNKNOWN' when isced < 3 then 'LOW' when isced < 5 then 'MIDDLE'
        else 'HIGH' end as education
    from facts.participation) p
), kind as materialized (
  -- Told apart by one word: by seven the planner takes them for far fewer than they are.
  select row_number() over () as no, found.* from (select distinct on (name) * from who) found
), of_kind as materialized (
  select who.id, kind.no from who join kind using (name)
), by_year as materialized (
  select h.definition_no, of_kind.no, extract(year from h.counted_on)::integer as year,
    count(*) as n, count(*) filter (where h.prior_in_programme is null) as people,
    count(*) filter (where h.prior_in_unit is null) as people_of_unit,
    count(*) filter (where h.prior_in_programme is null
      or h.prior_in_programme < date_trunc('year', h.counted_on)) as people_of_year
  from facts.hit h
  join of_kind on of_kind.id = h.participation_id
  where h.definition_no in (select d.number from definition d where {_TOLD})
  group by h.definition_no, of_kind.no, 3
), altogether as materialized (
  select definition_no, no, sum(n) as n, sum(people) as people, sum(people_of_unit) as people_of_unit
  from by_year group by definition_no, no
)"""
_BY_TRAITS = """
select {place} as unit_code, definition_no, {period} as period, coalesce(sex, '') as sex,
  coalesce(disability, '') as disability,
  case when grouping(age_band) = 0 then 'age_band'
    when grouping(labour_status) = 0 then 'labour_status'
    when grouping(education) = 0 then 'education'
    when grouping(perspective) = 0 then 'perspective' else '' end as trait,
  coalesce(age_band, labour_status, education, perspective, '') as value,
  sum(n)::bigint as n, sum({people})::bigint as people
from {source} join kind using (no)
{which}
group by {by}, grouping sets (
  (sex), (disability), (sex, disability), (age_band), (labour_status), (education),
  (perspective){finest})"""
# The finer the place or the time, the fewer the traits: a trait is crossed with sex for the programme
# from the start alone, and the funds are not told by year. Finer tables were half hidden, and took
# totals with them.
_PROGRAMME = _BY_TRAITS.format(
    place="''",
    period="'ALL'",
    people="people",
    source="altogether",
    which="",
    by="definition_no",
    finest=""", (sex, age_band), (sex, labour_status), (sex, education),
  (sex, perspective)""",
)
_UNITS = _BY_TRAITS.format(
    place=f"case unit_code when '' then '{UNPLACED}' else unit_code end",
    period="'ALL'",
    people="people_of_unit",
    source="altogether",
    which="",
    by="definition_no, unit_code",
    finest="",
)
_YEARS = _BY_TRAITS.format(
    place="''",
    period="year::text",
    people="people_of_year",
    source="by_year",
    which="",
    by="definition_no, year",
    finest="",
)
BY_WHO = f"""
with {_ALIKE}
select told.unit_code, null::uuid, d.code, told.period, told.sex, told.disability, told.trait,
  told.value, told.n, told.people
from ({_PROGRAMME} union all {_UNITS} union all {_YEARS}) told
join definition d on d.number = told.definition_no
where (told.sex = '' or 'sex' = any(d.breakdowns))
  and (told.disability = '' or 'disability' = any(d.breakdowns))
  and (told.trait = '' or told.trait = any(d.breakdowns))
  and (told.trait <> 'perspective' or told.period = 'ALL')"""
# Sorting so many rows by words takes ten times as long as adding them up in memory.
MORE_MEMORY = "set local work_mem to '64MB'"

# Where they lived when they began, in the gminas of the area; the first six digits name a gmina
# whatever became of its kind.
BY_GMINA = f"""
select '', null::uuid, d.code, 'ALL', '', '', 'gmina', coalesce(known.gmina, '{ELSEWHERE}'),
  count(*), count(*) filter (where h.prior_in_programme is null)
from facts.hit h
join facts.participation p on p.id = h.participation_id
join definition d on d.number = h.definition_no
left join (
  select distinct left(code, 6) as gmina from territory_unit
  where kind = any(%(kinds)s) and parent_code = any(%(units)s)
) known on known.gmina = left(p.gmina, 6)
where {_TOLD} and d.code = any(%(codes)s)
group by d.code, known.gmina"""

# What became of those who began in a year, of the programme and of units. The mark of a tenant without
# a unit is no code of one, so that the parts still make the whole.
BY_BEGINNING = f"""
select place.unit_code, null::uuid, d.code, 'ALL', '', '', 'began',
  extract(year from p.started_on)::integer::text, count(*),
  count(*) filter (where place.prior_on is null)
from facts.hit h
join facts.participation p on p.id = h.participation_id
join definition d on d.number = h.definition_no
cross join lateral (values ('', h.prior_in_programme),
  (case p.unit_code when '' then '{UNPLACED}' else p.unit_code end, h.prior_in_unit)
) as place(unit_code, prior_on)
where {_TOLD} and d.code = any(%(codes)s)
group by place.unit_code, d.code, extract(year from p.started_on)"""

# Of which period of the funds each project is: who adds up its figures gets a part of theirs.
PERSPECTIVES = "select distinct project_id, rule_set from facts.participation"

# Values declared by hand stay apart from all of these. What people of the project tell by
# themselves is left out, of values as of a day the last one holds, and few people are hidden.
DECLARED = """
with told as (
  select distinct on (f.project_id, f.definition_code, f.starts_on) f.*,
    case when d.counting_unit = 'entity' then 1 when d.is_special then 10 else 5 end as smallest
  from facts.declared f join definition d on d.code = f.definition_code
  where d.counts_on = '' or not exists (
    select from facts.participation p
    where p.tenant_id = f.tenant_id and p.project_id = f.project_id)
  order by f.project_id, f.definition_code, f.starts_on, f.ends_on desc
), judged as (
  select *, total_count > 0 and total_count < smallest as few,
    coalesce(total_count > 0 and total_count < smallest
      or women_count > 0 and women_count < smallest
      or men_count > 0 and men_count < smallest, false) and women_count is not null as few_of_a_sex
  from told
), forgotten as (
  delete from released_declared where id not in (select id from judged)
)
insert into released_declared (id, project_id, unit_code, definition_code, starts_on, ends_on,
  total_count, women_count, men_count, hides_split, source)
select id, project_id, unit_code, definition_code, starts_on, ends_on,
  case when few then null else total_count end,
  case when few_of_a_sex then null else women_count end,
  case when few_of_a_sex then null else men_count end, few_of_a_sex, source
from judged
on conflict (id) do update set
  (unit_code, total_count, women_count, men_count, hides_split) =
  (excluded.unit_code, excluded.total_count, excluded.women_count, excluded.men_count,
   excluded.hides_split)
where (released_declared.unit_code, released_declared.total_count, released_declared.women_count,
   released_declared.men_count, released_declared.hides_split)
  is distinct from (excluded.unit_code, excluded.total_count, excluded.women_count,
   excluded.men_count, excluded.hides_split)"""

# Hours of months that are over, with how many people are behind them, planned and given, and how many
# in months that the release before did not tell: units by year, the programme by quarter too. The mark
# of a tenant without a unit is no code of one, so that the parts still make the whole.
HOURS = """
select unit_code, area, period, sum(planned_hours), sum(given_hours),
  count(distinct person_no) filter (where is_planned),
  count(distinct person_no) filter (where is_given), count(distinct person_no),
  count(distinct person_no) filter (where is_new)
from (
  select place.unit_code, kind.area, time.period, s.planned_hours, s.given_hours,
    s.is_planned, s.is_given, p.person_no,
    s.month_on >= coalesce(told.told_until, '-infinity') as is_new
  from facts.support s
  join facts.participation p on p.id = s.participation_id
  cross join lateral (values (''), (case p.unit_code when '' then '-' else p.unit_code end)
  ) as place(unit_code)
  cross join lateral (values (''), (s.area)) as kind(area)
  cross join lateral (values ('ALL'), (to_char(s.month_on, 'YYYY')),
    (to_char(s.month_on, 'YYYY"Q"Q'))) as time(period)
  left join released_hours told on told.release_id = %(before)s::bigint
    and told.unit_code = place.unit_code and told.area = kind.area and told.period = time.period
  where s.month_on < %(until)s and length(time.period) <= case place.unit_code when '' then 6 else 4 end) counted
group by unit_code, area, period"""

# Results that have not come, as of a day: pending, those of them that close within a week, lost.
OPEN = f"""
select place.unit_code, d.code, d.is_special,
  count(*) filter (where o.closes_on >= %(on)s),
  count(*) filter (where o.closes_on between %(on)s and %(on)s + 6),
  count(*) filter (where o.closes_on < %(on)s)
from facts.open_result o
join facts.participation p on p.id = o.participation_id
join definition d on d.number = o.definition_no
cross join lateral (values (''), (case p.unit_code when '' then '-' else p.unit_code end)
) as place(unit_code)
where {_TOLD}
group by place.unit_code, d.code, d.is_special"""
