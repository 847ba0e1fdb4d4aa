"""Figures of a release by traits of people, and by the period of the funds."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metropolis", "0003_beside_the_cells"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleasedBreakdown",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("definition_code", models.CharField(max_length=40)),
                ("trait", models.CharField(max_length=16)),
                ("unit_code", models.CharField(blank=True, max_length=4)),
                ("period", models.CharField(max_length=6)),
                ("value", models.CharField(max_length=12)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("is_hidden", models.BooleanField()),
                ("participations_count", models.PositiveIntegerField(null=True)),
                ("people_count", models.PositiveIntegerField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breakdowns",
                        to="metropolis.release",
                    ),
                ),
            ],
            options={
                "db_table": "released_breakdown",
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "release",
                            "definition_code",
                            "trait",
                            "unit_code",
                            "period",
                            "value",
                            "sex",
                        ),
                        name="released_breakdown_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_hidden", False),
                            models.Q(("participations_count", None), ("people_count", None)),
                            _connector="OR",
                        ),
                        name="a_hidden_breakdown_carries_no_number",
                    ),
                ],
            },
        ),
    ]
