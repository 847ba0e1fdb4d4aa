"""Participations that are nobody's any more, and the counting view with them.

The counted columns are told as they stand; nothing is looked up again, since nothing is there.
"""

import django.db.models.deletion
from django.db import migrations, models

WITH_A_PERSON = """
select pa.id, pa.project_id, pa.person_id, pe.matching_box, pr.rule_set,
  pa.started_on, pa.ended_on, pe.sex, pa.age_at_start as age, pa.labour_status, pa.labour_detail,
  pa.long_term_unemployed, pa.isced, pa.disability, pa.third_country, pa.foreign_background,
  pa.minority, pa.homeless, pa.disadvantage, pa.at_risk,
  exists (select from premise f where f.participation_id = pa.id and f.kind = 'FOOD_AID')
    as uses_food_aid,
  pa.gmina_at_start as gmina, pa.degurba_at_start as degurba, pa.completed_path,
  o.employment_on, o.qualification_on, o.job_search_on, o.education_on, o.lasting_work_on,
  s.filled_on as social_progress_on
from participation pa
join person pe on pe.id = pa.person_id
join project pr on pr.id = pa.project_id
left join lateral (
  select min(o.observed_on) filter (where o.kind = 'EMPLOYMENT') as employment_on,
    min(o.observed_on) filter (where o.kind = 'QUALIFICATION') as qualification_on,
    min(o.observed_on) filter (where o.kind = 'JOB_SEARCH') as job_search_on,
    min(o.observed_on) filter (where o.kind = 'EDUCATION') as education_on,
    min(o.observed_on) filter (where o.kind = 'LASTING_WORK') as lasting_work_on
  from outcome o where o.participation_id = pa.id and o.evidence <> ''
) o on true
left join progress_survey s
  on s.participation_id = pa.id and s.moment = 'EXIT' and s.progressed and s.is_signed
  and not exists (
    select from earlier_exit e where e.participation_id = pa.id and e.returned_on > s.filled_on)
where pa.voided_at is null and pa.started_on is not null
"""
ANONYMOUS = """
select an.id, an.project_id, null::uuid as person_id, null::bytea as matching_box, pr.rule_set,
  an.started_on, an.ended_on, an.sex, an.age, an.labour_status, an.labour_detail,
  an.long_term_unemployed, an.isced, an.disability, an.third_country, an.foreign_background,
  an.minority, an.homeless, an.disadvantage, an.at_risk, an.uses_food_aid, an.gmina, an.degurba,
  an.completed_path, an.employment_on, an.qualification_on, an.job_search_on, an.education_on,
  an.lasting_work_on, an.social_progress_on
from anonymous_participation an
join project pr on pr.id = an.project_id
union all
"""
REPLACE = "create or replace view counting_row as"
VIEW = f"{REPLACE}{ANONYMOUS}{WITH_A_PERSON.strip()}"
VIEW_BEFORE = f"{REPLACE}{WITH_A_PERSON}"


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0005_source_of_retention"),
        ("participants", "0009_all_that_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnonymousParticipation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
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
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.project",
                    ),
                ),
            ],
            options={
                "db_table": "anonymous_participation",
            },
        ),
        migrations.RunSQL(VIEW, VIEW_BEFORE.strip()),
    ]
