"""The page for whoever writes the program of a body that reads released figures."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("serving", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleaseLink",
            fields=[
                (
                    "token",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="portal_link",
                        serialize=False,
                        to="serving.releasetoken",
                    ),
                ),
                ("link_hash", models.BinaryField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=120)),
            ],
            options={
                "db_table": "release_token_link",
            },
        ),
    ]
