"""A reason may be taken out of the trail, and nothing may be put in its place."""

from django.db import migrations

# Which rows there are, and all else they say, is guarded by the rights to the columns.
POLICIES = """
alter table audit_event enable row level security;
create policy everybody_reads on audit_event for select using (true);
create policy everybody_appends on audit_event for insert with check (true);
create policy a_reason_is_only_forgotten on audit_event for update
  using (true) with check (reason is null);
"""
WITHOUT = """
drop policy a_reason_is_only_forgotten on audit_event;
drop policy everybody_appends on audit_event;
drop policy everybody_reads on audit_event;
alter table audit_event disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_topic_of_a_card")]

    operations = [migrations.RunSQL(POLICIES.strip(), WITHOUT.strip())]
