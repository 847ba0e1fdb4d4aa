"""The counting view of support: what was planned and given to whom, by area and month."""

from django.db import migrations, models

# What is planned counts in the month in which it begins, or in the month of the start.
# Of support that is not measured in hours only the kind counts.
VIEW = """
create view counting_support as
select a.participation_id, v.id as service_id, v.area,
  date_trunc('month', s.held_on)::date as month_on, 0::numeric as planned_hours,
  a.hours as given_hours, true as is_given
from attendance a
join support_session s on s.id = a.session_id
join service v on v.id = s.service_id
where a.mark in ('PRESENT', 'PARTIAL') and s.cancelled_at is null
union all
select p.participation_id, v.id, v.area, date_trunc('month', d.worked_on)::date, 0, d.hours, true
from placement p
join placement_day d on d.placement_id = p.id
join service v on v.id = p.service_id
where d.mark = 'WORKED'
union all
select g.participation_id, v.id, v.area, date_trunc('month', g.given_on)::date, 0,
  case v.unit when 'HOUR' then g.quantity else 0 end, true
from support_given g
join service v on v.id = g.service_id
union all
select n.participation_id, v.id, v.area,
  date_trunc('month', coalesce(n.starts_on, pa.started_on))::date,
  case v.unit when 'HOUR' then n.quantity else 0 end, 0, false
from planned_support n
join service v on v.id = n.service_id
join participation pa on pa.id = n.participation_id
where coalesce(n.starts_on, pa.started_on) is not null
"""


# What becomes a fact: the row of the participation with its support, and without whose it is.
FACTS = """
create view counting_fact as
select c.id, c.project_id, c.rule_set, c.started_on, c.ended_on, c.sex, c.age, c.labour_status,
  c.labour_detail, c.long_term_unemployed, c.isced, c.disability, c.third_country,
  c.foreign_background, c.minority, c.homeless, c.disadvantage, c.at_risk, c.uses_food_aid, c.gmina,
  c.degurba, c.completed_path, c.employment_on, c.qualification_on, c.job_search_on, c.education_on,
  c.lasting_work_on, c.social_progress_on, given.*
from counting_row c
cross join lateral (
  select coalesce(sum(s.given_hours), 0)::numeric(12, 2) as support_hours,
    count(distinct s.service_id)::smallint as support_kinds,
    count(distinct s.area)::smallint as support_areas,
    coalesce(sum(s.given_hours) filter (where s.area = 'SOCIAL'), 0)::numeric(12, 2)
      as social_hours,
    coalesce(sum(s.given_hours) filter (where s.area = 'HEALTH'), 0)::numeric(12, 2)
      as health_hours,
    coalesce(sum(s.given_hours) filter (where s.area = 'VOCATIONAL'), 0)::numeric(12, 2)
      as vocational_hours,
    coalesce(sum(s.given_hours) filter (where s.area = 'EDUCATIONAL'), 0)::numeric(12, 2)
      as educational_hours,
    coalesce(sum(s.given_hours) filter (where s.area = 'ACCOMPANYING'), 0)::numeric(12, 2)
      as accompanying_hours,
    count(distinct s.service_id) filter (where s.area = 'SOCIAL')::smallint
      as social_kinds,
    count(distinct s.service_id) filter (where s.area = 'HEALTH')::smallint
      as health_kinds,
    count(distinct s.service_id) filter (where s.area = 'VOCATIONAL')::smallint
      as vocational_kinds,
    count(distinct s.service_id) filter (where s.area = 'EDUCATIONAL')::smallint
      as educational_kinds,
    count(distinct s.service_id) filter (where s.area = 'ACCOMPANYING')::smallint
      as accompanying_kinds
  from counting_support s where s.participation_id = c.id and s.is_given
) as given
"""


class Migration(migrations.Migration):
    dependencies = [("support", "0004_who_stays_away"), ("participants", "0009_all_that_counts")]

    operations = [
        migrations.RunSQL(VIEW.strip(), "drop view counting_support"),
        migrations.RunSQL(FACTS.strip(), "drop view counting_fact"),
        migrations.CreateModel(
            name="CountingSupport",
            fields=[
                ("service_id", models.UUIDField(primary_key=True, serialize=False)),
                ("participation_id", models.UUIDField()),
                ("area", models.CharField(max_length=12)),
                ("month_on", models.DateField()),
                ("planned_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("given_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("is_given", models.BooleanField()),
            ],
            options={"db_table": "counting_support", "managed": False},
        ),
        migrations.CreateModel(
            name="CountingFact",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("project_id", models.UUIDField()),
                ("rule_set", models.CharField(max_length=5)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("sex", models.CharField(max_length=1)),
                ("age", models.PositiveSmallIntegerField()),
                ("labour_status", models.CharField(max_length=12)),
                ("labour_detail", models.CharField(max_length=24)),
                ("long_term_unemployed", models.BooleanField()),
                ("isced", models.PositiveSmallIntegerField()),
                ("disability", models.CharField(max_length=7)),
                ("third_country", models.CharField(max_length=7)),
                ("foreign_background", models.CharField(max_length=7)),
                ("minority", models.CharField(max_length=7)),
                ("homeless", models.CharField(max_length=7)),
                ("disadvantage", models.CharField(max_length=7)),
                ("at_risk", models.BooleanField()),
                ("uses_food_aid", models.BooleanField()),
                ("gmina", models.CharField(max_length=7)),
                ("degurba", models.PositiveSmallIntegerField(null=True)),
                ("completed_path", models.BooleanField(null=True)),
                ("employment_on", models.DateField(null=True)),
                ("qualification_on", models.DateField(null=True)),
                ("job_search_on", models.DateField(null=True)),
                ("education_on", models.DateField(null=True)),
                ("lasting_work_on", models.DateField(null=True)),
                ("social_progress_on", models.DateField(null=True)),
                ("support_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("social_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("health_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("vocational_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("educational_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("accompanying_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("support_kinds", models.PositiveSmallIntegerField()),
                ("social_kinds", models.PositiveSmallIntegerField()),
                ("health_kinds", models.PositiveSmallIntegerField()),
                ("vocational_kinds", models.PositiveSmallIntegerField()),
                ("educational_kinds", models.PositiveSmallIntegerField()),
                ("accompanying_kinds", models.PositiveSmallIntegerField()),
                ("support_areas", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "counting_fact",
                "managed": False,
            },
        ),
    ]
