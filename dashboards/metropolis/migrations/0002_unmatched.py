"""Whose people match nobody in another unit."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metropolis", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="livefreshness",
            name="unmatched",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120), db_default=[], default=list, size=None
            ),
        ),
    ]
