"""Lists of other systems are known again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_of_a_round")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="known_list",
            field=models.CharField(blank=True, max_length=16),
        ),
    ]
