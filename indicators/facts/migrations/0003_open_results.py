"""Results that have not come: who could still count, and until when."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0002_engine"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenResult",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "participation_id",
                        "definition_no",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("definition_no", models.SmallIntegerField()),
                ("closes_on", models.DateField(null=True)),
                (
                    "participation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="facts.participationfact",
                    ),
                ),
            ],
            options={
                "db_table": '"facts"."open_result"',
            },
        ),
    ]
