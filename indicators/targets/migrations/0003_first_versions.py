"""What was set before there were versions is the first one of each project."""

from django.db import migrations

FIRST = """
insert into target_change (id, project_id, why, reason, set_at)
select gen_random_uuid(), project_id, 'FIRST', '', now() from target
where change_id is null group by project_id"""

THEIRS = """
update target t set change_id = c.id from target_change c
where t.change_id is null and c.project_id = t.project_id"""


class Migration(migrations.Migration):
    dependencies = [("targets", "0002_versions")]

    operations = [
        migrations.RunSQL(FIRST.strip(), migrations.RunSQL.noop),
        migrations.RunSQL(THEIRS.strip(), migrations.RunSQL.noop),
        # What a tenant lacks is replayed in one transaction, and tables with checks that still
        # wait cannot be altered.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all deferred", migrations.RunSQL.noop),
    ]
