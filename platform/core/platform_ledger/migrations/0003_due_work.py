"""Word of the units that have something to do."""

from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("platform_ledger", "0002_letters_with_marks"),
    ]

    operations = [
        migrations.CreateModel(
            name="DueWork",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("schema_name", models.CharField(max_length=63)),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "db_table": "due_work",
                "indexes": [models.Index(fields=["kind", "due_at"], name="work_is_due")],
            },
        ),
    ]
