"""Notes for programs that read what has changed: a moment on each record, a row for each removed one."""

from django.db import migrations, models

NOTE_CHANGE = """
create function note_change() returns trigger language plpgsql as $$
begin
    new.changed_at := clock_timestamp();
    return new;
end $$
"""
NOTE_REMOVAL = """
create function note_removal() returns trigger language plpgsql as $$
begin
    insert into tombstone (kind, record_id, parent_id, removed_at)
    values (tg_table_name, old.id, (to_jsonb(old) ->> tg_argv[0])::uuid, clock_timestamp());
    return null;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_reasons_may_be_forgotten")]

    operations = [
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("record_id", models.UUIDField()),
                ("parent_id", models.UUIDField(null=True)),
                ("removed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "tombstone",
                "indexes": [
                    models.Index(fields=["kind", "removed_at"], name="tombstone_of_a_kind")
                ],
            },
        ),
        migrations.RunSQL(NOTE_CHANGE.strip(), "drop function note_change()"),
        migrations.RunSQL(NOTE_REMOVAL.strip(), "drop function note_removal()"),
    ]
