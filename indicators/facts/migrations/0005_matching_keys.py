"""The programme keys under which pseudonyms stand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0004_reconciliation"),
    ]

    operations = [
        migrations.CreateModel(
            name="MatchingKey",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("fingerprint", models.BinaryField()),
                ("since_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": '"facts"."matching_key"',
            },
        ),
        migrations.AddField(
            model_name="personnumber",
            name="key_name",
            field=models.CharField(db_default="p1", default="p1", max_length=20),
        ),
    ]
