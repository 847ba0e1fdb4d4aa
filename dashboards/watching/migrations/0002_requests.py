"""What units are asked for."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0001_first"),
        ("watching", "0001_warnings"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("subject", models.CharField(max_length=160)),
                ("tenant_name", models.CharField(max_length=120)),
                ("unit_code", models.CharField(blank=True, max_length=4)),
                ("project_id", models.UUIDField(null=True)),
                ("title", models.CharField(max_length=300)),
                ("day", models.DateField()),
                ("asked_by", models.CharField(max_length=120)),
                ("asked_on", models.DateField()),
                ("wanted_by", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "told",
                    models.CharField(
                        blank=True,
                        choices=[("", "Nothing"), ("open", "Open"), ("over", "Over")],
                        default="",
                        max_length=4,
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "db_table": "unit_request",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_on", None), ("withdrawn_on", None)),
                        fields=("kind", "subject"),
                        name="asked_once",
                    )
                ],
            },
        ),
    ]
