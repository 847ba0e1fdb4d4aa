"""Adds the degree of urbanisation of each gmina, list by list."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="UrbanisationDegree",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "degree",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "cities"), (2, "towns and suburbs"), (3, "rural areas")]
                    ),
                ),
                ("valid_from", models.DateField()),
                ("source", models.CharField(max_length=200)),
                (
                    "gmina",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.unit",
                    ),
                ),
            ],
            options={
                "db_table": "territory_urbanisation_degree",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("valid_from", "gmina"), name="one_degree_in_a_list"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("degree__in", (1, 2, 3))),
                        name="degree_of_urbanisation_is_1_2_or_3",
                    ),
                ],
            },
        ),
    ]
