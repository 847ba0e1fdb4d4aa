"""What is tried out is counted at the token: its page has more than one way in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0002_portal_letters_and_idleness"),
    ]

    operations = [
        migrations.RemoveField(model_name="portallink", name="minute_at"),
        migrations.RemoveField(model_name="portallink", name="minute_count"),
        migrations.AddField(
            model_name="token",
            name="trial_minute_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="token",
            name="trial_minute_count",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
