"""An exception says who made it, and a standing which project it is of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programme_periods", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="closingexception",
            name="made_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="closingexception",
            name="made_by",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="periodstanding",
            name="project_title",
            field=models.CharField(default="", max_length=300),
        ),
    ]
