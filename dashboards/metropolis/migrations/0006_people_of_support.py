"""How many people support was planned for, and given to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metropolis", "0005_recruitment"),
    ]

    operations = [
        migrations.AddField(
            model_name="releasedhours",
            name="given_people_count",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="releasedhours",
            name="planned_people_count",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="releasedhours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_people_count", None), ("planned_people_count", None)),
                    models.Q(
                        ("given_people_count__isnull", False),
                        ("planned_people_count__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="people_of_hours_are_hidden_together",
            ),
        ),
    ]
