"""Whose anonymous participations were, as a number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facts", "0008_kept_by_sex")]

    operations = [
        migrations.CreateModel(
            name="KeptNumber",
            fields=[
                ("participation_id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_no", models.IntegerField(db_index=True)),
            ],
            options={"db_table": '"facts"."kept_number"'},
        ),
    ]
