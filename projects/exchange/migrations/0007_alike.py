"""A row may look like somebody who is here, and waits until somebody says who it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0006_earlier_projects"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importrow",
            name="standing",
            field=models.CharField(
                choices=[
                    ("new", "not checked yet"),
                    ("bad", "with mistakes"),
                    ("add", "to be added"),
                    ("change", "differs from what is here"),
                    ("alike", "looks like somebody who is here"),
                    ("clash", "changed here and in the file"),
                    ("same", "here already"),
                    ("left", "left out"),
                    ("done", "entered"),
                    ("failed", "not entered"),
                    ("back", "taken back"),
                    ("kept", "kept: somebody worked on it since"),
                ],
                default="new",
                max_length=6,
            ),
        ),
    ]
