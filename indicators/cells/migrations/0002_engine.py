"""Cells with more breakdowns, made anew from the facts: they are nobody's only copy."""

from django.db import migrations, models

# A tenant without people has nothing to count.
COUNT_ANEW = """
insert into outbox_entry (topic, written_at)
select 'tenant', now() where exists (select from participation)"""


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0001_first"),
        ("ledger", "0001_first"),
        ("participants", "0001_first"),
    ]

    operations = [
        migrations.DeleteModel("Cell"),
        migrations.CreateModel(
            name="Cell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("project_id", models.UUIDField(null=True)),
                ("definition_code", models.CharField(max_length=40)),
                ("period", models.CharField(max_length=7)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("disability", models.CharField(blank=True, max_length=7)),
                ("age_band", models.CharField(blank=True, db_default="", default="", max_length=5)),
                (
                    "labour_status",
                    models.CharField(blank=True, db_default="", default="", max_length=12),
                ),
                (
                    "education",
                    models.CharField(blank=True, db_default="", default="", max_length=7),
                ),
                ("participations_count", models.IntegerField()),
                ("people_count", models.IntegerField()),
            ],
            options={
                "db_table": "cell",
                "indexes": [
                    models.Index(
                        condition=models.Q(("participations_count", 0)),
                        fields=["id"],
                        name="cell_of_nobody",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "project_id",
                            "definition_code",
                            "period",
                            "sex",
                            "disability",
                            "age_band",
                            "labour_status",
                            "education",
                        ),
                        name="cell_stands_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.RunSQL(COUNT_ANEW, migrations.RunSQL.noop),
    ]
