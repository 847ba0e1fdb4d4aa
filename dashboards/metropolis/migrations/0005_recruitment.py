"""Candidates of units and of all, so that the way of participations begins with recruitment."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metropolis", "0004_breakdowns"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleasedRecruitment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("unit_code", models.CharField(blank=True, max_length=4)),
                ("projects_count", models.PositiveIntegerField()),
                ("applied_count", models.PositiveIntegerField(null=True)),
                ("participants_count", models.PositiveIntegerField(null=True)),
                ("others_count", models.PositiveIntegerField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recruitment",
                        to="metropolis.release",
                    ),
                ),
            ],
            options={
                "db_table": "released_recruitment",
            },
        ),
    ]
