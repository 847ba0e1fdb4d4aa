"""Exceptions are counted where they are entered, so a standing tells none."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("programme_periods", "0003_rules_of_projects"),
    ]

    operations = [
        migrations.RemoveField(model_name="periodstanding", name="excepted_count"),
    ]
