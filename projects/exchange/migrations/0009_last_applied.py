"""When somebody asked last to enter rows of a file: from then on it is kept for two weeks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0008_answering"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="last_applied_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(
            "update import set last_applied_at = applied_at where applied_at is not null",
            migrations.RunSQL.noop,
        ),
    ]
