"""The counting view of recruitment: how many candidates of a project stand where."""

from django.db import migrations, models

VIEW = """
create view counting_recruitment as
select r.project_id, c.standing, count(*)::integer as candidates_count,
  count(c.participation_id)::integer as participants_count
from candidate c join recruitment r on r.id = c.recruitment_id
group by r.project_id, c.standing
"""

# Cards that were published before anybody's candidates were on them.
TELL_ANEW = """
insert into outbox_entry (topic, subject_id, written_at)
select distinct 'card', r.project_id, now()
from recruitment r join candidate c on c.recruitment_id = r.id
"""


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0001_first"), ("ledger", "0004_topic_of_a_card")]

    operations = [
        migrations.RunSQL(VIEW.strip(), "drop view counting_recruitment"),
        migrations.CreateModel(
            name="CountingRecruitment",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "project_id",
                        "standing",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("project_id", models.UUIDField()),
                ("standing", models.CharField(max_length=9)),
                ("candidates_count", models.IntegerField()),
                ("participants_count", models.IntegerField()),
            ],
            options={"db_table": "counting_recruitment", "managed": False},
        ),
        migrations.RunSQL(TELL_ANEW.strip(), migrations.RunSQL.noop),
    ]
