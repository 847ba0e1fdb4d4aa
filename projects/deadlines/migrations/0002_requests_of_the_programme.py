"""What the programme asks of the unit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeRequest",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("bez-danych", "figures that are not in"),
                            ("okres", "a settlement period that is not closed"),
                            ("bez-celu", "targets that are not entered"),
                        ],
                        max_length=20,
                    ),
                ),
                ("project_id", models.UUIDField(null=True)),
                ("day", models.DateField()),
                ("asked_on", models.DateField()),
                ("asked_by", models.CharField(max_length=120)),
                ("wanted_by", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("is_withdrawn", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "programme_request",
            },
        ),
    ]
