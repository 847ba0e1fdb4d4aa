"""A publication says whether its project cards have still to be told to those above."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facts", "0012_support_without_hours")]

    operations = [
        migrations.AddField(
            "publication", "has_untold_cards", models.BooleanField(db_default=False, default=False)
        )
    ]
