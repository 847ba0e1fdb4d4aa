"""How often people take part in the tenant, and whom its projects share; counted anew from the facts."""

from django.db import migrations, models

# A tenant without people has nothing to count.
COUNT_ANEW = """
insert into outbox_entry (topic, written_at)
select 'tenant', now() where exists (select from participation)"""


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0003_open_results"),
        ("ledger", "0001_first"),
        ("participants", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Repeat",
            fields=[
                ("times", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("people_count", models.IntegerField()),
            ],
            options={
                "db_table": "cell_repeat",
            },
        ),
        migrations.CreateModel(
            name="SharedPeople",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "project_id",
                        "other_project_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("project_id", models.UUIDField()),
                ("other_project_id", models.UUIDField()),
                ("people_count", models.IntegerField()),
            ],
            options={
                "db_table": "cell_shared",
            },
        ),
        migrations.RunSQL(COUNT_ANEW, migrations.RunSQL.noop),
    ]
