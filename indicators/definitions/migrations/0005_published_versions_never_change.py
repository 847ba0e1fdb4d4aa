"""Whoever is not the owner of the tables may change and delete drafts, and no published version."""

from django.db import migrations

LOCK = """
alter table definition_version enable row level security;
create policy everybody_reads on definition_version for select using (true);
create policy a_version_begins_as_a_draft on definition_version for insert
  with check (status = 'draft');
create policy only_a_draft_changes on definition_version for update
  using (status = 'draft') with check (true);
create policy only_a_draft_goes on definition_version for delete using (status = 'draft');
"""
UNLOCK = """
drop policy only_a_draft_goes on definition_version;
drop policy only_a_draft_changes on definition_version;
drop policy a_version_begins_as_a_draft on definition_version;
drop policy everybody_reads on definition_version;
alter table definition_version disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("definitions", "0004_definitions_are_whole")]

    operations = [migrations.RunSQL(LOCK, UNLOCK)]
