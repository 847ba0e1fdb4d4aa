"""What closed reports would tell otherwise because of a row, and whose it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0004_decided"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="difference_is_known",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="importrow",
            name="reported",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="importrow",
            name="whose",
            field=models.UUIDField(null=True),
        ),
    ]
