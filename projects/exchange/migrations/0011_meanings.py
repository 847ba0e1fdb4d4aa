"""What somebody said that words of a file mean."""

from django.db import migrations

import core.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0010_read_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="meanings",
            field=core.sealed.SealedField(editable=True, null=True),
        ),
    ]
