"""Tokens of bodies that read released figures."""

import django.contrib.postgres.fields
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ReleaseToken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("body_name", models.CharField(max_length=120)),
                ("nip", models.CharField(blank=True, max_length=10)),
                ("krs", models.CharField(blank=True, max_length=10)),
                ("purpose", models.CharField(max_length=300)),
                (
                    "networks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=43), default=list, size=None
                    ),
                ),
                ("per_minute_count", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=120)),
                ("suspended_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={"db_table": "release_token", "ordering": ("-made_at", "-id")},
        ),
    ]
