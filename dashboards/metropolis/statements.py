"""The SQL of releasing: from facts to what leaves them, one pass over all tenants at once."""

# Two tenants may be published at the same moment; whoever comes second counts what both wrote.
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('metropolis totals'))"

TOTALS = """
insert into live_total (definition_code, participations_count, people_count, as_of)
select code, case when small then null else participations end,
  case when small then null else people end, now()
from (
  select *, least(participations, people) between 1 and
    case code when 'PEOPLE_WITH_DISABILITIES' then 9 else 4 end as small
  from (
    select d.code, count(h.id) as participations,
      count(h.id) filter (where h.first_in_programme) as people
    from definition d left join facts.hit h on h.definition_code = d.code
    group by d.code) counted) judged
on conflict (definition_code) do update set
  participations_count = excluded.participations_count,
  people_count = excluded.people_count, as_of = excluded.as_of"""

FORGET_REPEATS = "delete from live_repeat"

REPEATS = """
insert into live_repeat (times, people_count)
select times, nullif(greatest(count(*), 4), 4) from (
  select count(*) as times from facts.participation group by person_no) counted
group by times"""

FORGET_PROJECTS = "delete from released_project"

PROJECTS = """
insert into released_project (
  project_id, tenant_name, unit_code, title, edition_no, agreement_number, fund, measure,
  rule_set, starts_on, ends_on, leader_name, total_amount, eu_amount, own_amount, targets,
  source, invented)
select c.project_id, t.name, c.unit_code, c.title, c.edition_no, c.agreement_number, c.fund,
  c.measure, c.rule_set, c.starts_on, c.ends_on, c.leader_name, c.total_amount, c.eu_amount,
  c.own_amount, c.targets, c.source, c.invented
from facts.project_card c join tenant t on t.id = c.tenant_id"""

# Every cell of the day's release. The finer the place, the coarser the time: the programme by
# quarter and year, units by year, projects from the start only; otherwise small counts would
# force so much hiding that totals would go too.
OVER_TIME = """
select case when grouping(p.unit_code) = 1 then '' else p.unit_code end,
  case when grouping(p.project_id) = 1 then null else p.project_id end,
  h.definition_code, named.period, '', '',
  count(*), count(distinct p.person_no)
from facts.hit h
join facts.participation p on p.id = h.participation_id
cross join lateral (values
  ('ALL'), (to_char(h.counted_on, 'YYYY')), (to_char(h.counted_on, 'YYYY"Q"Q'))
) as named(period)
group by h.definition_code, named.period, grouping sets (
  (), (p.unit_code), (p.unit_code, p.project_id))
having length(named.period) <= case when grouping(p.project_id) = 0 then 3
  when grouping(p.unit_code) = 0 then 4 else 6 end"""

# By who they are, where the definition allows it: the programme from the start and by year, units
# from the start.
BY_WHO = """
select case when grouping(p.unit_code) = 1 then '' else p.unit_code end, null::uuid,
  h.definition_code, named.period,
  case when grouping(p.sex) = 1 then '' else p.sex end,
  case when grouping(shown.disability) = 1 then '' else shown.disability end,
  count(*), count(distinct p.person_no)
from facts.hit h
join facts.participation p on p.id = h.participation_id
join definition d on d.code = h.definition_code
cross join lateral (values ('ALL'), (to_char(h.counted_on, 'YYYY'))) as named(period)
cross join lateral (values (case p.disability when 'YES' then 'YES' else 'OTHER' end)
) as shown(disability)
group by h.definition_code, d.breakdowns, named.period,
  grouping sets ((), (p.unit_code)),
  grouping sets ((p.sex), (shown.disability), (p.sex, shown.disability))
having length(named.period) <= case when grouping(p.unit_code) = 0 then 3 else 4 end
  and (grouping(p.sex) = 1 or 'sex' = any(d.breakdowns))
  and (grouping(shown.disability) = 1 or 'disability' = any(d.breakdowns))"""
