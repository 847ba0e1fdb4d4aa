"""An index for who stays away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_sealed_reasons"),
        ("participants", "0008_earlier_exits"),
        ("support", "0003_allowances"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(
                condition=models.Q(("mark", "ABSENT")),
                fields=["session"],
                include=("participation",),
                name="attendance_absent",
            ),
        ),
    ]
