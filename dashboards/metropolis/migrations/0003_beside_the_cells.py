"""What is released beside the cells: declared values, hours, open results, recruitment."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metropolis", "0002_unmatched"),
    ]

    operations = [
        migrations.AddField(
            model_name="releasedproject",
            name="recruitment",
            field=models.JSONField(null=True),
        ),
        migrations.CreateModel(
            name="ReleasedDeclared",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("project_id", models.UUIDField(db_index=True)),
                ("unit_code", models.CharField(max_length=4)),
                ("definition_code", models.CharField(max_length=40)),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField()),
                ("total_count", models.PositiveIntegerField(null=True)),
                ("women_count", models.PositiveIntegerField(null=True)),
                ("men_count", models.PositiveIntegerField(null=True)),
                ("hides_split", models.BooleanField()),
                ("source", models.CharField(max_length=300)),
            ],
            options={
                "db_table": "released_declared",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hides_split", False),
                            models.Q(("men_count", None), ("women_count", None)),
                            _connector="OR",
                        ),
                        name="a_hidden_split_carries_no_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total_count__isnull", False),
                            models.Q(("men_count", None), ("women_count", None)),
                            _connector="OR",
                        ),
                        name="a_hidden_declared_total_has_no_split",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleasedOpen",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("unit_code", models.CharField(blank=True, max_length=4)),
                ("definition_code", models.CharField(max_length=40)),
                ("pending_count", models.PositiveIntegerField(null=True)),
                ("closing_count", models.PositiveIntegerField(null=True)),
                ("lost_count", models.PositiveIntegerField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_results",
                        to="metropolis.release",
                    ),
                ),
            ],
            options={
                "db_table": "released_open",
            },
        ),
        migrations.CreateModel(
            name="ReleasedHours",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("unit_code", models.CharField(blank=True, max_length=4)),
                ("area", models.CharField(blank=True, max_length=12)),
                ("period", models.CharField(max_length=6)),
                ("planned_hours", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("given_hours", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="metropolis.release",
                    ),
                ),
            ],
            options={
                "db_table": "released_hours",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_hours", None), ("planned_hours", None)),
                            models.Q(
                                ("given_hours__isnull", False), ("planned_hours__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="hours_are_hidden_together",
                    )
                ],
            },
        ),
    ]
