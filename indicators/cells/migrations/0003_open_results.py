"""Results that have not come: who could still count, and until when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0002_engine"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenCell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("project_id", models.UUIDField()),
                ("definition_code", models.CharField(max_length=40)),
                ("closes_on", models.DateField(null=True)),
                ("participations_count", models.IntegerField()),
            ],
            options={
                "db_table": "open_cell",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project_id", "definition_code", "closes_on"),
                        name="open_cell_stands_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
