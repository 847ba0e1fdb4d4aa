"""The counting view: participations without identity, for the publishing role alone."""

from django.db import migrations

VIEW = """
create view counting_row as
select pa.id, pa.project_id, pa.person_id, pe.matching_box, pr.rule_set,
  pa.started_on, pa.ended_on, pe.sex, pa.age_at_start as age, pa.labour_status,
  pa.long_term_unemployed, pa.isced, pa.disability, pa.at_risk, pa.gmina_at_start as gmina,
  pa.completed_path,
  min(o.observed_on) filter (where o.kind = 'EMPLOYMENT') as employment_on,
  min(o.observed_on) filter (where o.kind = 'QUALIFICATION') as qualification_on,
  min(o.observed_on) filter (where o.kind = 'JOB_SEARCH') as job_search_on,
  min(o.observed_on) filter (where o.kind = 'EDUCATION') as education_on
from participation pa
join person pe on pe.id = pa.person_id
join project pr on pr.id = pa.project_id
left join outcome o on o.participation_id = pa.id and o.evidence <> ''
where pa.voided_at is null
group by pa.id, pe.id, pr.id
"""


class Migration(migrations.Migration):
    dependencies = [("participants", "0001_first"), ("agreements", "0001_first")]

    operations = [migrations.RunSQL(VIEW.strip(), "drop view counting_row")]
