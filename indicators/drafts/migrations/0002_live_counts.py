"""A preview may count what is being written and was not saved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("definitions", "0005_published_versions_never_change"),
        ("drafts", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="preview",
            name="effective_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="preview",
            name="rule",
            field=models.JSONField(null=True),
        ),
        migrations.AddConstraint(
            model_name="preview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("effective_from", None), ("rule__isnull", True)),
                    models.Q(("effective_from__isnull", False), ("rule__isnull", False)),
                    _connector="OR",
                ),
                name="what_stood_on_the_page_has_its_day",
            ),
        ),
    ]
