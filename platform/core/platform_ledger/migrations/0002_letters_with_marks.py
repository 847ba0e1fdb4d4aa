"""Letters with marks beside their plain text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("platform_ledger", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="html",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
