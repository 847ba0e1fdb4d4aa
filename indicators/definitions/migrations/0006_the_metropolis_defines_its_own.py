"""Whoever is not the owner of the table adds definitions of the metropolis's own, and changes none."""

from django.db import migrations

LOCK = """
alter table definition enable row level security;
create policy everybody_reads on definition for select using (true);
create policy only_own_ones_are_added on definition for insert
  with check (starts_with(code, 'OWN_') and number > 20000);
"""
UNLOCK = """
drop policy only_own_ones_are_added on definition;
drop policy everybody_reads on definition;
alter table definition disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("definitions", "0005_published_versions_never_change")]

    operations = [migrations.RunSQL(LOCK, UNLOCK)]
