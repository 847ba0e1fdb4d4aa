"""The number of a partner in the register of the courts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0006_changes_noted"),
    ]

    operations = [
        migrations.AddField(
            model_name="projectpartner",
            name="krs",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=10, verbose_name="KRS"
            ),
        ),
    ]
