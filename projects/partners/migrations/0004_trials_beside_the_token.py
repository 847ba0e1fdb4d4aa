"""What is tried out is counted beside the token: it is no change of the token that anybody is told of."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0003_trials_of_a_token"),
    ]

    operations = [
        migrations.CreateModel(
            name="TokenTrial",
            fields=[
                (
                    "token",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="trial",
                        serialize=False,
                        to="partners.token",
                    ),
                ),
                ("minute_at", models.DateTimeField()),
                ("minute_count", models.PositiveIntegerField(default=0)),
            ],
            options={"db_table": "api_token_trial"},
        ),
        migrations.RemoveField(model_name="token", name="trial_minute_at"),
        migrations.RemoveField(model_name="token", name="trial_minute_count"),
    ]
