"""Who says until when the records of a project are kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_agreement_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="retention_source",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="who says how long",
            ),
        ),
    ]
