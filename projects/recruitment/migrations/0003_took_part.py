"""Candidates who took part stay counted as participants when the people are removed."""

from django.db import migrations, models

VIEW = """
create or replace view counting_recruitment as
select r.project_id, c.standing, count(*)::integer as candidates_count,
  (count(*) filter (where c.participation_id is not null or c.took_part))::integer
    as participants_count
from candidate c join recruitment r on r.id = c.recruitment_id
group by r.project_id, c.standing
"""
VIEW_BEFORE = """
create or replace view counting_recruitment as
select r.project_id, c.standing, count(*)::integer as candidates_count,
  count(c.participation_id)::integer as participants_count
from candidate c join recruitment r on r.id = c.recruitment_id
group by r.project_id, c.standing
"""


class Migration(migrations.Migration):
    dependencies = [
        ("recruitment", "0002_counting_recruitment"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="took_part",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(VIEW.strip(), VIEW_BEFORE.strip()),
    ]
