"""Number the definitions in their order, and take from the versions what belongs to them."""

from django.db import migrations

# The order of the first release is the order of the numbers that its files carry.
NUMBERED = "update definition set number = position + 1 where number is null"
TAKEN_FROM_THE_LATEST_VERSION = """
update definition set counts_on = latest.counts_on, window_days = latest.window_days
from (
  select distinct on (definition_id) definition_id, counts_on, window_days
  from definition_version order by definition_id, number desc
) latest
where latest.definition_id = definition.code
"""
PUBLISHED = """
update definition_version set status = 'published', published_at = now()
where published_at is null
"""
GUARDED = "update definition set is_special = true where code = 'PEOPLE_WITH_DISABILITIES'"


class Migration(migrations.Migration):
    dependencies = [("definitions", "0002_counting_belongs_to_definitions")]

    operations = [
        migrations.RunSQL(statement.strip(), migrations.RunSQL.noop)
        for statement in (NUMBERED, TAKEN_FROM_THE_LATEST_VERSION, PUBLISHED, GUARDED)
    ]
