"""Since when a figure shows its numbers; of figures from before, nobody noted it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metropolis", "0009_tell_who_is_late"),
    ]

    operations = [
        migrations.AddField(
            model_name="releasedcell", name="since", field=models.DateField(null=True)
        ),
        migrations.AddField(
            model_name="releasedbreakdown", name="since", field=models.DateField(null=True)
        ),
    ]
