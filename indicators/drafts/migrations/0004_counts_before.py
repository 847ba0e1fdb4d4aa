"""A count that was told remembers what it was told beside, so that it can be told again as it was."""

from django.db import migrations, models

# What was kept without that is compared with, and never told again.
UNNAMED = "update facts.preview_count set fingerprint = 'before ' || left(fingerprint, 57)"


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0003_proposals"),
    ]

    operations = [
        migrations.RunSQL(UNNAMED, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="previewcount",
            name="participations_before_count",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="previewcount",
            name="people_before_count",
            field=models.IntegerField(default=0),
        ),
    ]
