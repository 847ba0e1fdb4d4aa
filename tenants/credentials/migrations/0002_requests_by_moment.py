"""Requests by the moment: for the last seven days of a token, and for forgetting."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("credentials", "0001_first"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="apirequest",
            name="api_request_newest",
        ),
        migrations.AddIndex(
            model_name="apirequest",
            index=models.Index(fields=["credential", "-made_at", "-id"], name="api_request_when"),
        ),
    ]
