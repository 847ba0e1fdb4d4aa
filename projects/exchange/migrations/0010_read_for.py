"""Who goes on with a file that somebody else sent and may work on no more."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0009_last_applied"),
        ("ledger", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="read_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ledger.member",
            ),
        ),
    ]
