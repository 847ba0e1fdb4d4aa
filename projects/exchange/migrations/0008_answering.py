"""An answer that a worker gives to very many rows."""

from django.db import migrations

import core.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0007_alike"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="answering",
            field=core.sealed.SealedField(editable=True, null=True),
        ),
    ]
