"""Adds the real borders of units, as maps draw them, set by set."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0002_urbanisation_degree"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoundarySet",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "level",
                    models.CharField(
                        choices=[("powiat", "Powiat"), ("gmina", "Gmina")], max_length=6
                    ),
                ),
                ("valid_from", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("published_on", models.DateField(null=True)),
                ("licence", models.CharField(max_length=300)),
                ("tolerance_metres", models.PositiveIntegerField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "territory_boundary_set",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "valid_from"), name="one_set_of_borders_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Boundary",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=6)),
                ("name", models.CharField(max_length=80)),
                ("path", models.TextField()),
                ("left", models.IntegerField()),
                ("top", models.IntegerField()),
                ("right", models.IntegerField()),
                ("bottom", models.IntegerField()),
                ("label_x", models.IntegerField()),
                ("label_y", models.IntegerField()),
                ("room", models.PositiveIntegerField()),
                ("area", models.BigIntegerField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outlines",
                        to="territory.boundaryset",
                    ),
                ),
            ],
            options={
                "db_table": "territory_boundary",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("of", "code"), name="one_border_of_a_unit_in_a_set"
                    )
                ],
            },
        ),
    ]
