"""A report freezes its rates with both their counts, and what was declared by hand beside them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("declared", "0001_first"),
        ("periods", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportedDeclared",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "closing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declared",
                        to="periods.closing",
                    ),
                ),
                (
                    "declared",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="declared.declared",
                    ),
                ),
            ],
            options={
                "db_table": "reported_declared",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("closing", "declared"), name="a_declared_value_is_reported_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportedRate",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("definition_code", models.CharField(max_length=40)),
                ("numerator_code", models.CharField(max_length=40)),
                ("denominator_code", models.CharField(max_length=40)),
                ("sex", models.CharField(blank=True, default="", max_length=1)),
                ("numerator_count", models.PositiveIntegerField()),
                ("denominator_count", models.PositiveIntegerField()),
                ("percent", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                (
                    "closing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="periods.closing",
                    ),
                ),
            ],
            options={
                "db_table": "reported_rate",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("closing", "definition_code", "sex"), name="a_rate_is_reported_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator_count", 0), ("percent", None)),
                            models.Q(("denominator_count__gt", 0), ("percent__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_rate_is_of_somebody",
                    ),
                ],
            },
        ),
    ]
