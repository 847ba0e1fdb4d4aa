"""A topic of the outbox for what is told of a project without anybody's participation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_topic_of_the_units_targets"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outboxentry",
            name="topic",
            field=models.CharField(
                choices=[
                    ("participation", "Participation"),
                    ("project", "Project"),
                    ("card", "Card"),
                    ("tenant", "Tenant"),
                    ("targets", "Targets"),
                ],
                max_length=20,
            ),
        ),
    ]
