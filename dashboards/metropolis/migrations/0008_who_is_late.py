"""Who is late by number, and where they lie: a name may change."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metropolis", "0007_until_when_hours_are_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="livefreshness",
            name="late",
            field=models.JSONField(db_default=[], default=list),
        ),
    ]
