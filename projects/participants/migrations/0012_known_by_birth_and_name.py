"""An index by which somebody without a PESEL is known again, however many people there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0011_changes_noted")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["born_on", "search_key"], name="person_by_birth_and_name"),
        )
    ]
