"""A standing says which rules judge its project; empty until its unit publishes it the next time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programme_periods", "0002_exceptions_of_projects"),
    ]

    operations = [
        migrations.AddField(
            model_name="periodstanding",
            name="rule_set",
            field=models.CharField(default="", max_length=5),
        ),
    ]
