"""The counting view tells all that a rule may ask of a person, and who progressed."""

from django.db import migrations

# Progress is proved by signatures, and only since the last return: what came before is replaced.
# Looked up by participation, so that one of them is told without reading the others.
VIEW = """
create view counting_row as
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
WITHOUT_VIEW = "drop view counting_row"


class Migration(migrations.Migration):
    dependencies = [("participants", "0008_earlier_exits")]

    operations = [
        migrations.RunSQL(WITHOUT_VIEW, migrations.RunSQL.noop),
        migrations.RunSQL(VIEW.strip(), WITHOUT_VIEW),
    ]
