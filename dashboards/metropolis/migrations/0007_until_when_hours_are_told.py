"""Until when the hours of a row are told: they move by whole months."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metropolis", "0006_people_of_support")]

    operations = [
        migrations.AddField("releasedhours", "told_until", models.DateField(null=True)),
    ]
