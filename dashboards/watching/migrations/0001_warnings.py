"""The warnings that stand."""

from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Warned",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("subject", models.CharField(max_length=160)),
                ("unit_code", models.CharField(blank=True, max_length=4)),
                ("tenant_name", models.CharField(blank=True, max_length=120)),
                ("project_id", models.UUIDField(null=True)),
                ("title", models.CharField(max_length=300)),
                ("definition_code", models.CharField(blank=True, max_length=40)),
                ("position", models.PositiveIntegerField()),
                ("day", models.DateField()),
                ("facts", models.JSONField(default=dict)),
                ("since", models.DateField()),
                ("ended_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "warning",
                "indexes": [models.Index(fields=["ended_on", "position"], name="warning_in_order")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("kind", "subject"),
                        name="warned_once",
                    )
                ],
            },
        ),
    ]
