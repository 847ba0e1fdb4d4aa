"""A file of candidates is for one round."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recruitment", "0003_took_part"),
        ("exchange", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="recruitment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="imports",
                to="recruitment.recruitment",
            ),
        ),
    ]
