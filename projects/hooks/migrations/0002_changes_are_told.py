"""Notes each change of what a partner can be told of, in its own transaction, while anybody listens."""

from django.db import migrations

TELL_CHANGE = """
create function tell_change() returns trigger language plpgsql as $$
begin
    -- Nobody listens: nothing is noted, and a batch pays for one question.
    if not exists (select from hook_subscription where state in ('on', 'paused')) then
        return null;
    end if;
    insert into hook_change (kind, change, record_id, parent_id, participation_id, changed_at)
    select tg_table_name, tg_argv[0], one.id, (to_jsonb(one) ->> tg_argv[1])::uuid,
           (to_jsonb(one) ->> tg_argv[2])::uuid, clock_timestamp()
    from touched as one;
    if found then
        insert into public.due_work (id, kind, schema_name, due_at)
        values (gen_random_uuid(), 'events', tg_table_schema, clock_timestamp());
    end if;
    return null;
end $$
"""
# Of each table the columns that say to what a row belongs, and whose it is.
TABLES = {
    "service": ("provider_id", ""),
    "support_group": ("service_id", ""),
    "support_session": ("service_id", "participation_id"),
    "attendance": ("session_id", "participation_id"),
    "support_given": ("service_id", "participation_id"),
    "course_result": ("service_id", "participation_id"),
    "planned_support": ("service_id", "participation_id"),
    "group_member": ("group_id", "participation_id"),
    "outcome": ("participation_id", "participation_id"),
    "issued_paper": ("", ""),
    "participation": ("project_id", ""),
    "person": ("", ""),
    "api_token": ("", ""),
}
# A trigger that sees all rows of a statement may be of one kind of statement only.
TIMES = (("insert", "new", "created"), ("update", "new", "changed"), ("delete", "old", "removed"))


def triggers() -> list[migrations.RunSQL]:
    return [
        migrations.RunSQL(
            f"create trigger tells_{event} after {event} on {table}"
            f" referencing {rows} table as touched for each statement"
            f" execute function tell_change('{change}', '{parent}', '{whose}')",
            f"drop trigger tells_{event} on {table}",
        )
        for table, (parent, whose) in TABLES.items()
        for event, rows, change in TIMES
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("hooks", "0001_first"),
        ("support", "0007_changes_noted"),
        ("participants", "0011_changes_noted"),
        ("documents", "0003_changes_noted"),
        ("partners", "0001_first"),
    ]

    operations = [
        migrations.RunSQL(TELL_CHANGE.strip(), "drop function tell_change()"),
        *triggers(),
    ]
