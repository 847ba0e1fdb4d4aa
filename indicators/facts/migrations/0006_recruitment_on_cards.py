"""Cards of projects carry how many candidates stand where."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0005_matching_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="projectcard",
            name="recruitment",
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
